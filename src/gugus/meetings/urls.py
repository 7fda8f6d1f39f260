"""Addresses of meetings."""

from django.urls import include, path

from gugus.meetings.views import (
    approval,
    attendance,
    certificate,
    certificate_check,
    certificates,
    feedback,
    journal,
    listing,
    meeting,
    minutes,
    overdue,
    packet,
    papers,
    participation,
    planning,
    problem_care,
    problems,
    reports,
    rules,
    steps,
)

app_name = "meetings"

problem_urls = [
    path("", problems.problems, name="problems"),
    path("baru/", problems.problem_raise, name="problem_raise"),
    path("serupa/", problems.problem_similar, name="problem_similar"),
    path("<int:pk>/", problems.problem, name="problem"),
    path("<int:pk>/usul/", problems.problem_propose, name="problem_propose"),
    path("<int:pk>/coba/", problems.problem_try, name="problem_try"),
    path("<int:pk>/pakai/", problems.problem_adopt, name="problem_adopt"),
    path("<int:pk>/keadaan/", problems.problem_settle, name="problem_settle"),
    path("<int:pk>/ubah/", problem_care.problem_edit, name="problem_edit"),
    path("<int:pk>/nama/", problem_care.problem_name, name="problem_name"),
    path("<int:pk>/tarik/", problem_care.problem_withdraw, name="problem_withdraw"),
    path("<int:pk>/suara/", problem_care.problem_voice, name="problem_voice"),
    path("<int:pk>/foto/", problem_care.problem_photo, name="problem_photo"),
]

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
    path("notulen/pilih/", minutes.decide, name="minutes_decide"),
    path("notulen/sahkan/", approval.approve, name="minutes_approve"),
    path("notulen/adendum/", approval.addendum, name="minutes_addendum"),
    path("notulen/kabar/", approval.follow_up, name="minutes_follow_up"),
    path("langkah/", steps.steps, name="steps"),
    path("langkah/semua/", steps.give, name="steps_give"),
    path("langkah/satu/", steps.step_add, name="step_add"),
    path("langkah/saya/", steps.step_take, name="step_take"),
    path("masalah/", problem_care.agenda_problems, name="agenda_problems"),
    path("susulan/", packet.packet, name="packet"),
    path("susulan/jawab/", packet.packet_answer, name="packet_answer"),
    path("susulan/pertanyaan/", packet.packet_question, name="packet_question"),
    path("umpan-balik/", feedback.feedback, name="feedback"),
    path("cetak/undangan/<str:kind>/", papers.invitation, name="paper_invitation"),
    path("cetak/hadir/<str:kind>/", papers.filled_sheet, name="paper_attendance"),
    path("cetak/hadir-kosong/<str:kind>/", papers.empty_sheet, name="paper_attendance_empty"),
    path("cetak/notulen/<str:kind>/", papers.minutes, name="paper_minutes"),
]

own_journal = [
    path("", journal.journal, name="journal"),
    path("tulis/", journal.journal_new, name="journal_new"),
    path("kembalikan/", journal.journal_undo, name="journal_undo"),
    path("dibagikan/", journal.shared_journals, name="shared_journals"),
    path("cetak/<str:kind>/", journal.journal_paper, name="paper_journal"),
    path("<uuid:key>/", journal.journal_entry, name="journal_entry"),
    path("<uuid:key>/tarik/", journal.journal_share, name="journal_share"),
    path("<uuid:key>/hapus/", journal.journal_delete, name="journal_delete"),
]

participation_urls = [
    path("", participation.participation, name="participation"),
    path("guru/<int:pk>/", participation.teacher, name="participation_teacher"),
    path("berkas/<str:kind>/", participation.file, name="participation_file"),
    path("cetak/<str:kind>/", participation.paper, name="participation_paper"),
]

certificate_urls = [
    path("", certificates.certificates, name="certificates"),
    path("baru/", certificates.run_new, name="certificate_run_new"),
    path("kunci/", certificate.signing_keys, name="signing_keys"),
    path("kunci/baru/", certificate.signing_keys_renew, name="signing_keys_renew"),
    path("kunci/<int:pk>/", certificate.signing_key_file, name="signing_key_file"),
    path("satu/<int:pk>/", certificate.certificate, name="certificate"),
    path("satu/<int:pk>/pdf/", certificate.paper, name="certificate_paper"),
    path("satu/<int:pk>/lencana/", certificate.badge, name="certificate_badge"),
    path("satu/<int:pk>/ganti/", certificate.replace, name="certificate_replace"),
    path("satu/<int:pk>/tarik/", certificate.withdraw, name="certificate_withdraw"),
    path("<int:pk>/", certificates.run, name="certificate_run"),
    path("<int:pk>/ubah/", certificates.run_edit, name="certificate_run_edit"),
    path("<int:pk>/orang/", certificates.run_people, name="certificate_run_people"),
    path("<int:pk>/buang/", certificates.run_discard, name="certificate_run_discard"),
    path("<int:pk>/terbitkan/", certificates.run_issue, name="certificate_run_issue"),
    path("<int:pk>/lanjutkan/", certificates.run_resume, name="certificate_run_resume"),
    path("<int:pk>/kemajuan/", certificates.run_progress, name="certificate_run_progress"),
    path("<int:pk>/cetak/", certificates.run_paper, name="certificate_run_paper"),
]

urlpatterns = [
    path("s/", certificate_check.check_form, name="check_form"),
    path("s/<str:code>/", certificate_check.check, name="check"),
    path("g/<slug:code>/sertifikat/", include(certificate_urls)),
    path("g/<slug:code>/keikutsertaan/", include(participation_urls)),
    path("g/<slug:code>/aturan-pertemuan/", rules.rules, name="rules"),
    path("g/<slug:code>/masalah/", include(problem_urls)),
    path("g/<slug:code>/pertemuan/", listing.meeting_list, name="list"),
    path("g/<slug:code>/pertemuan/baru/", planning.plan, name="plan"),
    path("g/<slug:code>/pertemuan/<int:pk>/", include(one_meeting)),
    path("g/<slug:code>/jurnal/", include(own_journal)),
    path("g/<slug:code>/langkah-saya/", reports.my_steps, name="my_steps"),
    path("g/<slug:code>/langkah-lewat/", overdue.overdue, name="overdue"),
    path("g/<slug:code>/langkah-lewat/aturan/", overdue.escalation, name="escalation"),
    path("g/<slug:code>/langkah/<int:pk>/", reports.step, name="step"),
    path(
        "g/<slug:code>/langkah/<int:pk>/foto/<int:photo>/", reports.step_photo, name="step_photo"
    ),
    path(
        "g/<slug:code>/langkah/<int:pk>/foto/<int:photo>/hapus/",
        reports.step_photo_remove,
        name="step_photo_remove",
    ),
    path("g/<slug:code>/langkah/<int:pk>/hapus/", steps.step_delete, name="step_delete"),
]
