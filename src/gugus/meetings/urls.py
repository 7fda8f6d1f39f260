"""Addresses of meetings."""

from django.urls import include, path

from gugus.meetings.views import attendance, listing, meeting, minutes, papers, planning, steps

app_name = "meetings"

one_meeting = [
    path("", meeting.meeting, name="meeting"),
    path("langkah-lalu/", meeting.steps_report, name="steps_report"),
    path("saya-hadir/", meeting.check_in, name="check_in"),
    path("ubah/", planning.edit, name="edit"),
    path("jadwal/", planning.reschedule, name="reschedule"),
    path("undang/", planning.call, name="call"),
    path("undangan/", planning.invitation, name="invitation"),
    path("batal/", planning.cancel, name="cancel"),
    path("aktifkan/", planning.restore, name="restore"),
    path("hadir/", attendance.attendance, name="attendance"),
    path("hadir/sisanya/", attendance.rest, name="attendance_rest"),
    path("hadir/tambah/", attendance.add, name="attendance_add"),
    path("hadir/tamu/", attendance.guest_add, name="guest_add"),
    path("hadir/tamu/<int:guest_pk>/hapus/", attendance.guest_remove, name="guest_remove"),
    path("notulen/", minutes.minutes, name="minutes"),
    path("notulen/selesai/", minutes.finish, name="minutes_finish"),
    path("notulen/buka/", minutes.reopen, name="minutes_reopen"),
    path("langkah/", steps.steps, name="steps"),
    path("langkah/semua/", steps.give, name="steps_give"),
    path("langkah/satu/", steps.step_add, name="step_add"),
    path("cetak/undangan/<str:kind>/", papers.invitation, name="paper_invitation"),
    path("cetak/hadir/<str:kind>/", papers.filled_sheet, name="paper_attendance"),
    path("cetak/hadir-kosong/<str:kind>/", papers.empty_sheet, name="paper_attendance_empty"),
    path("cetak/notulen/<str:kind>/", papers.minutes, name="paper_minutes"),
]

urlpatterns = [
    path("g/<slug:code>/pertemuan/", listing.meeting_list, name="list"),
    path("g/<slug:code>/pertemuan/baru/", planning.plan, name="plan"),
    path("g/<slug:code>/pertemuan/<int:pk>/", include(one_meeting)),
    path("g/<slug:code>/langkah-saya/", steps.my_steps, name="my_steps"),
    path("g/<slug:code>/langkah/<int:pk>/", steps.step, name="step"),
    path("g/<slug:code>/langkah/<int:pk>/hapus/", steps.step_delete, name="step_delete"),
]
