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


def pending_items(dashboard: Dashboard) -> list[TaskLink]:
    """What waits for this person, the most urgent first."""
    return [
        *_poll_rows(dashboard),
        *_missed_rows(dashboard),
        *_rating_rows(dashboard),
        *_help_rows(dashboard),
        *_schedule_rows(dashboard),
        *_minutes_rows(dashboard),
        *_overdue_rows(dashboard),
        *_problem_rows(dashboard),
        *_roster_rows(dashboard),
        *_cash_rows(dashboard),
        *_revision_rows(dashboard),
        *_opening_rows(dashboard),
        *_programme_rows(dashboard),
    ]


def _poll_rows(dashboard: Dashboard) -> list[TaskLink]:
    href = reverse("calendar:poll", args=[dashboard.group.code])
    if dashboard.poll is not None:
        until = dashboard.poll.closes_on
        note = _("sampai %(day)s") % {"day": short_date(until)} if until else ""
        return [TaskLink(_("Jawab: hari apa yang cocok?"), href, note)]
    if dashboard.closed_poll is not None:
        return [TaskLink(_("Tetapkan hari belajar dari jawaban guru"), href)]
    return []


def _missed_rows(dashboard: Dashboard) -> list[TaskLink]:
    return [
        TaskLink(
            _("Anda tidak hadir pada %(title)s. Baca 2 menit") % {"title": meeting.title},
            reverse("catchup:packet", args=[dashboard.group.code, meeting.pk]),
            short_date(meeting.date),
        )
        for meeting in dashboard.missed
    ]


def _rating_rows(dashboard: Dashboard) -> list[TaskLink]:
    return [
        TaskLink(_rating_title(task), _rating_href(dashboard), _until(task))
        for task in dashboard.ratings
    ]


def _rating_title(task: RatingTaskCount) -> str:
    if task.rater == Rater.SELF:
        return _("Isi penilaian diri: %(round)s") % {"round": task.round.name}
    return ngettext("Nilai %(n)s guru: %(round)s", "Nilai %(n)s guru: %(round)s", task.waiting) % {
        "n": task.waiting,
        "round": task.round.name,
    }


def _rating_href(dashboard: Dashboard) -> str:
    return reverse("competence:rating", args=[dashboard.group.code])


def _until(task: RatingTaskCount) -> str:
    if task.round.closes_on is None:
        return ""
    return _("sampai %(day)s") % {"day": short_date(task.round.closes_on)}


def _help_rows(dashboard: Dashboard) -> list[TaskLink]:
    """One line however many needs; answering, yes or no, takes it away."""
    asked = dashboard.help_requests
    if not asked:
        return []
    text = _("Anda kuat pada %(need)s. Bersedia membantu?") % {"need": asked[0].short_title}
    left = len(asked) - 1
    note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
    return [TaskLink(text, reverse("speakers:offers", args=[dashboard.group.code]), note)]


def _schedule_rows(dashboard: Dashboard) -> list[TaskLink]:
    rows = []
    if dashboard.draft is not None:
        href = reverse("schedule:draft", args=[dashboard.group.code, dashboard.draft])
        rows.append(TaskLink(_("Rancangan jadwal menunggu keputusan"), href))
    if not dashboard.lost:
        return rows
    text = ngettext(
        "%(n)s pertemuan kehilangan harinya", "%(n)s pertemuan kehilangan harinya", dashboard.lost
    ) % {"n": dashboard.lost}
    return [*rows, TaskLink(text, reverse("displacement:displaced", args=[dashboard.group.code]))]


def _minutes_rows(dashboard: Dashboard) -> list[TaskLink]:
    return [
        TaskLink(
            _("Selesaikan notulen: %(title)s") % {"title": meeting.title},
            reverse("minutes:minutes", args=[dashboard.group.code, meeting.pk]),
            due_text(meeting.date, dashboard.today),
            True,
        )
        for meeting in dashboard.minutes
    ]


def _overdue_rows(dashboard: Dashboard) -> list[TaskLink]:
    if not dashboard.overdue:
        return []
    text = ngettext(
        "%(n)s langkah menunggu kabar", "%(n)s langkah menunggu kabar", dashboard.overdue
    ) % {"n": dashboard.overdue}
    return [TaskLink(text, reverse("steps:overdue", args=[dashboard.group.code]))]


def _problem_rows(dashboard: Dashboard) -> list[TaskLink]:
    if not dashboard.problems:
        return []
    text = ngettext(
        "%(n)s masalah kelas menunggu jalan keluar",
        "%(n)s masalah kelas menunggu jalan keluar",
        dashboard.problems,
    ) % {"n": dashboard.problems}
    return [TaskLink(text, reverse("problems:problems", args=[dashboard.group.code]))]


def _cash_rows(dashboard: Dashboard) -> list[TaskLink]:
    rows = []
    if dashboard.cash_to_count is not None:
        rows.append(
            _cash_row(dashboard, _("Periksa dan tutup kas %(month)s"), dashboard.cash_to_count)
        )
    if dashboard.cash_to_sign:
        left = len(dashboard.cash_to_sign) - 1
        note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
        text = _("Sahkan pemeriksaan kas %(month)s")
        rows.append(_cash_row(dashboard, text, dashboard.cash_to_sign[0], note))
    return rows


def _cash_row(dashboard: Dashboard, text: str, month: date, note: str = "") -> TaskLink:
    href = reverse("closing:close", args=[dashboard.group.code, f"{month:%Y-%m}"])
    return TaskLink(text % {"month": date_format(month, "F Y")}, href, note)


def _revision_rows(dashboard: Dashboard) -> list[TaskLink]:
    waits = dashboard.revision
    if waits is None:
        return []
    text = _("Revisi %(number)s anggaran menunggu keputusan") % {"number": waits.number}
    return [TaskLink(text, reverse("budget:revision", args=[dashboard.group.code, waits.pk]))]


def _roster_rows(dashboard: Dashboard) -> list[TaskLink]:
    rows = [
        TaskLink(
            _("Impor guru %(school)s menunggu keputusan") % {"school": draft.label},
            reverse("roster:preview", args=[dashboard.group.code, draft.pk]),
            _("baru"),
        )
        for draft in dashboard.drafts
    ]
    if dashboard.without_key and dashboard.has_teachers:
        text = ngettext(
            "%(n)s guru belum punya tautan atau PIN",
            "%(n)s guru belum punya tautan atau PIN",
            dashboard.without_key,
        ) % {"n": dashboard.without_key}
        rows.append(TaskLink(text, reverse("accounts:keys", args=[dashboard.group.code])))
    return rows


def _opening_rows(dashboard: Dashboard) -> list[TaskLink]:
    code, rows = dashboard.group.code, []
    for year, n in dashboard.proposals:
        text = ngettext(
            "%(n)s usulan program %(year)s menunggu keputusan",
            "%(n)s usulan program %(year)s menunggu keputusan",
            n,
        ) % {"n": n, "year": school_year_label(year)}
        rows.append(TaskLink(text, f"{reverse('opening:opening', args=[code])}?tahun={year}"))
    if dashboard.unseen:
        href = reverse("programme:programme", args=[code])
        rows.append(TaskLink(_("Program kerja yang ditandatangani menunggu Anda ketahui"), href))
    return rows


def _programme_rows(dashboard: Dashboard) -> list[TaskLink]:
    code, rows = dashboard.group.code, []
    if (
        dashboard.coverage
        and dashboard.coverage.low_without_line
        and dashboard.may(May.EDIT_PROGRAMME)
    ):
        n = dashboard.coverage.low_without_line
        text = ngettext(
            "%(n)s kebutuhan di bawah baku belum punya program",
            "%(n)s kebutuhan di bawah baku belum punya program",
            n,
        ) % {"n": n}
        rows.append(TaskLink(text, reverse("programme:coverage", args=[code])))
    if (
        dashboard.programme
        and dashboard.programme.status == "agreed"
        and dashboard.may(May.SIGN_PROGRAMME)
    ):
        rows.append(
            TaskLink(_("Tanda tangani program kerja"), reverse("programme:programme", args=[code]))
        )
    return rows
