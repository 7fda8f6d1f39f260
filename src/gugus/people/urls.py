"""Addresses of people."""

from django.urls import path

from gugus.people.views import (
    account,
    committee,
    first_run,
    group,
    keys,
    members,
    officers,
    own_data,
    places,
    roster,
    schools,
    sign_in,
    site,
    speakers,
    study_groups,
    teachers,
)

app_name = "people"
urlpatterns = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/kata-sandi/", sign_in.sign_in_password, name="sign_in_password"),
    path("masuk/tautan/<slug:token>/", sign_in.sign_in_link, name="sign_in_link"),
    path("masuk/contoh/", sign_in.sign_in_example, name="sign_in_example"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("saya/", account.account, name="account"),
    path("saya/kata-sandi/", account.password, name="password"),
    path("saya/data/", own_data.own_data, name="own_data"),
    path("saya/data/unduh/", own_data.own_data_download, name="own_data_download"),
    path("kecamatan/", places.places, name="places"),
    path("mulai/", first_run.first_run, name="first_run"),
    path("pengelola/", site.site, name="site"),
    path("pengelola/kelompok-baru/", site.add_group, name="site_add_group"),
    path("pengelola/peran/", site.give, name="site_give"),
    path("pengelola/peran/<int:pk>/cabut/", site.withdraw, name="site_withdraw"),
    path("pengelola/peran/<int:pk>/kata-sandi/", site.reset, name="site_reset"),
    path("g/<slug:code>/anggota/", members.members, name="members"),
    path("g/<slug:code>/anggota/keluar/", members.left, name="left"),
    path("g/<slug:code>/anggota/guru/baru/", teachers.teacher_new, name="teacher_new"),
    path("g/<slug:code>/anggota/guru/<int:pk>/", teachers.teacher, name="teacher"),
    path("g/<slug:code>/anggota/guru/<int:pk>/ubah/", teachers.teacher_edit, name="teacher_edit"),
    path(
        "g/<slug:code>/anggota/guru/<int:pk>/keluar/", teachers.teacher_leave, name="teacher_leave"
    ),
    path(
        "g/<slug:code>/anggota/guru/<int:pk>/pulihkan/",
        teachers.teacher_restore,
        name="teacher_restore",
    ),
    path("g/<slug:code>/anggota/sekolah/baru/", schools.school_new, name="school_new"),
    path("g/<slug:code>/anggota/sekolah/baru/<slug:npsn>/", schools.school_add, name="school_add"),
    path("g/<slug:code>/anggota/sekolah/<int:pk>/", schools.school, name="school"),
    path("g/<slug:code>/anggota/sekolah/<int:pk>/ubah/", schools.school_edit, name="school_edit"),
    path("g/<slug:code>/anggota/sekolah/<int:pk>/inti/", schools.school_core, name="school_core"),
    path(
        "g/<slug:code>/anggota/sekolah/<int:pk>/keluar/", schools.school_leave, name="school_leave"
    ),
    path("g/<slug:code>/anggota/sekolah/<int:pk>/tetap/", schools.school_stay, name="school_stay"),
    path(
        "g/<slug:code>/anggota/sekolah/<int:pk>/kelas/",
        schools.school_classes,
        name="school_classes",
    ),
    path("g/<slug:code>/anggota/pengurus/", committee.committee, name="committee"),
    path("g/<slug:code>/anggota/pengurus/baru/", committee.post_new, name="post_new"),
    path("g/<slug:code>/anggota/pengurus/<int:pk>/ubah/", committee.post_edit, name="post_edit"),
    path("g/<slug:code>/anggota/pengurus/<int:pk>/akhiri/", committee.post_end, name="post_end"),
    path("g/<slug:code>/anggota/kelompok-belajar/", study_groups.study_groups, name="study_groups"),
    path(
        "g/<slug:code>/anggota/kelompok-belajar/baru/",
        study_groups.study_group_new,
        name="study_group_new",
    ),
    path(
        "g/<slug:code>/anggota/kelompok-belajar/<int:pk>/ubah/",
        study_groups.study_group_edit,
        name="study_group_edit",
    ),
    path(
        "g/<slug:code>/anggota/kelompok-belajar/<int:pk>/hapus/",
        study_groups.study_group_delete,
        name="study_group_delete",
    ),
    path("g/<slug:code>/anggota/narasumber/", speakers.speakers, name="speakers"),
    path("g/<slug:code>/anggota/narasumber/baru/", speakers.speaker_new, name="speaker_new"),
    path(
        "g/<slug:code>/anggota/narasumber/<int:pk>/ubah/",
        speakers.speaker_edit,
        name="speaker_edit",
    ),
    path(
        "g/<slug:code>/anggota/narasumber/<int:pk>/keluarkan/",
        speakers.speaker_remove,
        name="speaker_remove",
    ),
    path("g/<slug:code>/kunci/", keys.keys, name="keys"),
    path("g/<slug:code>/kunci/<int:pk>/cabut/", keys.withdraw, name="keys_withdraw"),
    path("g/<slug:code>/pengurus-akun/", officers.officers, name="officers"),
    path("g/<slug:code>/pengurus-akun/beri/", officers.give, name="officers_give"),
    path(
        "g/<slug:code>/pengurus-akun/<int:pk>/cabut/", officers.withdraw, name="officers_withdraw"
    ),
    path("g/<slug:code>/pengurus-akun/<int:pk>/kata-sandi/", officers.reset, name="officers_reset"),
    path("g/<slug:code>/kelompok/", group.group, name="group"),
    path("g/<slug:code>/anggota/impor/", roster.upload, name="roster_upload"),
    path("g/<slug:code>/anggota/impor/<int:pk>/", roster.preview, name="roster_preview"),
    path("g/<slug:code>/anggota/impor/<int:pk>/kemajuan/", roster.progress, name="roster_progress"),
    path("g/<slug:code>/anggota/impor/<int:pk>/putuskan/", roster.decide, name="roster_decide"),
    path("g/<slug:code>/anggota/impor/<int:pk>/terapkan/", roster.apply, name="roster_apply"),
    path("g/<slug:code>/anggota/impor/<int:pk>/buang/", roster.discard, name="roster_discard"),
]
