"""What waits for a person, on Beranda."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.competence.models import Rater
from gugus.home.pages.links import TaskLink, due_text
from gugus.home.queries.dashboard import Dashboard, RatingTaskCount
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import short_date


def pending_items(desk: Dashboard) -> list[TaskLink]:
    """What waits for this person, the most urgent first."""
    return [
        *_poll_rows(desk),
        *_missed_rows(desk),
        *_rating_rows(desk),
        *_help_rows(desk),
        *_schedule_rows(desk),
        *_minutes_rows(desk),
        *_overdue_rows(desk),
        *_problem_rows(desk),
        *_roster_rows(desk),
        *_cash_rows(desk),
        *_revision_rows(desk),
        *_opening_rows(desk),
        *_programme_rows(desk),
    ]


def _poll_rows(desk: Dashboard) -> list[TaskLink]:
    href = reverse("calendar:poll", args=[desk.group.code])
    if desk.poll is not None:
        until = desk.poll.closes_on
        note = _("sampai %(day)s") % {"day": short_date(until)} if until else ""
        return [TaskLink(_("Jawab: hari apa yang cocok?"), href, note)]
    if desk.closed_poll is not None:
        return [TaskLink(_("Tetapkan hari belajar dari jawaban guru"), href)]
    return []


def _missed_rows(desk: Dashboard) -> list[TaskLink]:
    return [
        TaskLink(
            _("Anda tidak hadir pada %(title)s. Baca 2 menit") % {"title": meeting.title},
            reverse("catchup:packet", args=[desk.group.code, meeting.pk]),
            short_date(meeting.date),
        )
        for meeting in desk.missed
    ]


def _rating_rows(desk: Dashboard) -> list[TaskLink]:
    return [
        TaskLink(_rating_title(task), _rating_href(desk), _until(task)) for task in desk.ratings
    ]


def _rating_title(task: RatingTaskCount) -> str:
    if task.rater == Rater.SELF:
        return _("Isi penilaian diri: %(round)s") % {"round": task.round.name}
    return ngettext("Nilai %(n)s guru: %(round)s", "Nilai %(n)s guru: %(round)s", task.waiting) % {
        "n": task.waiting,
        "round": task.round.name,
    }


def _rating_href(desk: Dashboard) -> str:
    return reverse("competence:rating", args=[desk.group.code])


def _until(task: RatingTaskCount) -> str:
    if task.round.closes_on is None:
        return ""
    return _("sampai %(day)s") % {"day": short_date(task.round.closes_on)}


def _help_rows(desk: Dashboard) -> list[TaskLink]:
    """One line however many needs; answering, yes or no, takes it away."""
    asked = desk.help_requests
    if not asked:
        return []
    text = _("Anda kuat pada %(need)s. Bersedia membantu?") % {"need": asked[0].short_title}
    left = len(asked) - 1
    note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
    return [TaskLink(text, reverse("speakers:offers", args=[desk.group.code]), note)]


def _schedule_rows(desk: Dashboard) -> list[TaskLink]:
    rows = []
    if desk.draft is not None:
        href = reverse("schedule:draft", args=[desk.group.code, desk.draft])
        rows.append(TaskLink(_("Rancangan jadwal menunggu keputusan"), href))
    if not desk.lost:
        return rows
    text = ngettext(
        "%(n)s pertemuan kehilangan harinya", "%(n)s pertemuan kehilangan harinya", desk.lost
    ) % {"n": desk.lost}
    return [*rows, TaskLink(text, reverse("displacement:displaced", args=[desk.group.code]))]


def _minutes_rows(desk: Dashboard) -> list[TaskLink]:
    return [
        TaskLink(
            _("Selesaikan notulen: %(title)s") % {"title": meeting.title},
            reverse("minutes:minutes", args=[desk.group.code, meeting.pk]),
            due_text(meeting.date, desk.today),
            True,
        )
        for meeting in desk.minutes
    ]


def _overdue_rows(desk: Dashboard) -> list[TaskLink]:
    if not desk.overdue:
        return []
    text = ngettext(
        "%(n)s langkah menunggu kabar", "%(n)s langkah menunggu kabar", desk.overdue
    ) % {"n": desk.overdue}
    return [TaskLink(text, reverse("steps:overdue", args=[desk.group.code]))]


def _problem_rows(desk: Dashboard) -> list[TaskLink]:
    if not desk.problems:
        return []
    text = ngettext(
        "%(n)s masalah kelas menunggu jalan keluar",
        "%(n)s masalah kelas menunggu jalan keluar",
        desk.problems,
    ) % {"n": desk.problems}
    return [TaskLink(text, reverse("problems:problems", args=[desk.group.code]))]


def _cash_rows(desk: Dashboard) -> list[TaskLink]:
    rows = []
    if desk.cash_to_count is not None:
        rows.append(_cash_row(desk, _("Periksa dan tutup kas %(month)s"), desk.cash_to_count))
    if desk.cash_to_sign:
        left = len(desk.cash_to_sign) - 1
        note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
        text = _("Sahkan pemeriksaan kas %(month)s")
        rows.append(_cash_row(desk, text, desk.cash_to_sign[0], note))
    return rows


def _cash_row(desk: Dashboard, text: str, month: date, note: str = "") -> TaskLink:
    href = reverse("closing:close", args=[desk.group.code, f"{month:%Y-%m}"])
    return TaskLink(text % {"month": date_format(month, "F Y")}, href, note)


def _revision_rows(desk: Dashboard) -> list[TaskLink]:
    waits = desk.revision
    if waits is None:
        return []
    text = _("Revisi %(number)s anggaran menunggu keputusan") % {"number": waits.number}
    return [TaskLink(text, reverse("budget:revision", args=[desk.group.code, waits.pk]))]


def _roster_rows(desk: Dashboard) -> list[TaskLink]:
    rows = [
        TaskLink(
            _("Impor guru %(school)s menunggu keputusan") % {"school": draft.school.name},
            reverse("roster:preview", args=[desk.group.code, draft.pk]),
            _("baru"),
        )
        for draft in desk.drafts
    ]
    if desk.without_key and desk.has_teachers:
        text = ngettext(
            "%(n)s guru belum punya tautan atau PIN",
            "%(n)s guru belum punya tautan atau PIN",
            desk.without_key,
        ) % {"n": desk.without_key}
        rows.append(TaskLink(text, reverse("accounts:keys", args=[desk.group.code])))
    return rows


def _opening_rows(desk: Dashboard) -> list[TaskLink]:
    code, rows = desk.group.code, []
    for year, n in desk.proposals:
        text = ngettext(
            "%(n)s usulan program %(year)s menunggu keputusan",
            "%(n)s usulan program %(year)s menunggu keputusan",
            n,
        ) % {"n": n, "year": school_year_label(year)}
        rows.append(TaskLink(text, f"{reverse('opening:opening', args=[code])}?tahun={year}"))
    if desk.unseen:
        href = reverse("programme:programme", args=[code])
        rows.append(TaskLink(_("Program kerja yang ditandatangani menunggu Anda ketahui"), href))
    return rows


def _programme_rows(desk: Dashboard) -> list[TaskLink]:
    code, rows = desk.group.code, []
    if desk.coverage and desk.coverage.low_without_line and desk.may(May.EDIT_PROGRAMME):
        n = desk.coverage.low_without_line
        text = ngettext(
            "%(n)s kebutuhan di bawah baku belum punya program",
            "%(n)s kebutuhan di bawah baku belum punya program",
            n,
        ) % {"n": n}
        rows.append(TaskLink(text, reverse("programme:coverage", args=[code])))
    if desk.programme and desk.programme.status == "agreed" and desk.may(May.SIGN_PROGRAMME):
        rows.append(
            TaskLink(_("Tanda tangani program kerja"), reverse("programme:programme", args=[code]))
        )
    return rows
