"""Addresses of people."""

from django.urls import include, path

from gugus.people.views import (
    group,
    members,
    places,
    schools,
    speakers,
    teachers,
)

app_name = "people"

in_group = [
    path("anggota/", members.members, name="members"),
    path("anggota/keluar/", members.left, name="left"),
    path("anggota/guru/baru/", teachers.teacher_new, name="teacher_new"),
    path("anggota/guru/<int:pk>/", teachers.teacher, name="teacher"),
    path("anggota/guru/<int:pk>/ubah/", teachers.teacher_edit, name="teacher_edit"),
    path("anggota/guru/<int:pk>/keluar/", teachers.teacher_leave, name="teacher_leave"),
    path("anggota/guru/<int:pk>/pulihkan/", teachers.teacher_restore, name="teacher_restore"),
    path("anggota/sekolah/baru/", schools.school_new, name="school_new"),
    path("anggota/sekolah/baru/<slug:npsn>/", schools.school_add, name="school_add"),
    path("anggota/sekolah/<int:pk>/", schools.school, name="school"),
    path("anggota/sekolah/<int:pk>/ubah/", schools.school_edit, name="school_edit"),
    path("anggota/sekolah/<int:pk>/inti/", schools.school_core, name="school_core"),
    path("anggota/sekolah/<int:pk>/keluar/", schools.school_leave, name="school_leave"),
    path("anggota/sekolah/<int:pk>/tetap/", schools.school_stay, name="school_stay"),
    path("anggota/sekolah/<int:pk>/kelas/", schools.school_classes, name="school_classes"),
    path("anggota/narasumber/", speakers.speakers, name="speakers"),
    path("anggota/narasumber/baru/", speakers.speaker_new, name="speaker_new"),
    path("anggota/narasumber/<int:pk>/ubah/", speakers.speaker_edit, name="speaker_edit"),
    path("anggota/narasumber/<int:pk>/keluarkan/", speakers.speaker_remove, name="speaker_remove"),
    path("kelompok/", group.group, name="group"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
    path("kecamatan/", places.places, name="places"),
]
