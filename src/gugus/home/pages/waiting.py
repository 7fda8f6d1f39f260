"""What waits for a person, on Beranda."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.competence.models import Rater
from gugus.home.pages.rows import Link, due_words
from gugus.home.queries.dashboard import Desk, RatingTask
from gugus.people.rules.roles import May
from gugus.people.rules.years import label
from gugus.platform.web.formats import short_day


def waiting_rows(desk: Desk) -> list[Link]:
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


def _poll_rows(desk: Desk) -> list[Link]:
    href = reverse("calendar:poll", args=[desk.group.code])
    if desk.poll is not None:
        until = desk.poll.closes_on
        note = _("sampai %(day)s") % {"day": short_day(until)} if until else ""
        return [Link(_("Jawab: hari apa yang cocok?"), href, note)]
    if desk.poll_over is not None:
        return [Link(_("Tetapkan hari belajar dari jawaban guru"), href)]
    return []


def _missed_rows(desk: Desk) -> list[Link]:
    return [
        Link(
            _("Anda tidak hadir pada %(title)s. Baca 2 menit") % {"title": meeting.title},
            reverse("catchup:packet", args=[desk.group.code, meeting.pk]),
            short_day(meeting.date),
        )
        for meeting in desk.missed
    ]


def _rating_rows(desk: Desk) -> list[Link]:
    return [Link(_rating_title(task), _rating_href(desk), _until(task)) for task in desk.ratings]


def _rating_title(task: RatingTask) -> str:
    if task.rater == Rater.SELF:
        return _("Isi penilaian diri: %(round)s") % {"round": task.round.name}
    return ngettext("Nilai %(n)s guru: %(round)s", "Nilai %(n)s guru: %(round)s", task.waiting) % {
        "n": task.waiting,
        "round": task.round.name,
    }


def _rating_href(desk: Desk) -> str:
    return reverse("competence:rating", args=[desk.group.code])


def _until(task: RatingTask) -> str:
    if task.round.closes_on is None:
        return ""
    return _("sampai %(day)s") % {"day": short_day(task.round.closes_on)}


def _help_rows(desk: Desk) -> list[Link]:
    """One line however many needs; answering, yes or no, takes it away."""
    asked = desk.asked_to_help
    if not asked:
        return []
    text = _("Anda kuat pada %(need)s. Bersedia membantu?") % {"need": asked[0].short_title}
    left = len(asked) - 1
    note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
    return [Link(text, reverse("speakers:offers", args=[desk.group.code]), note)]


def _schedule_rows(desk: Desk) -> list[Link]:
    rows = []
    if desk.draft is not None:
        href = reverse("schedule:draft", args=[desk.group.code, desk.draft])
        rows.append(Link(_("Rancangan jadwal menunggu keputusan"), href))
    if not desk.lost:
        return rows
    text = ngettext(
        "%(n)s pertemuan kehilangan harinya", "%(n)s pertemuan kehilangan harinya", desk.lost
    ) % {"n": desk.lost}
    return [*rows, Link(text, reverse("displacement:lost", args=[desk.group.code]))]


def _minutes_rows(desk: Desk) -> list[Link]:
    return [
        Link(
            _("Selesaikan notulen: %(title)s") % {"title": meeting.title},
            reverse("minutes:minutes", args=[desk.group.code, meeting.pk]),
            due_words(meeting.date, desk.today),
            True,
        )
        for meeting in desk.minutes
    ]


def _overdue_rows(desk: Desk) -> list[Link]:
    if not desk.overdue:
        return []
    text = ngettext(
        "%(n)s langkah menunggu kabar", "%(n)s langkah menunggu kabar", desk.overdue
    ) % {"n": desk.overdue}
    return [Link(text, reverse("steps:overdue", args=[desk.group.code]))]


def _problem_rows(desk: Desk) -> list[Link]:
    if not desk.problems:
        return []
    text = ngettext(
        "%(n)s masalah kelas menunggu jalan keluar",
        "%(n)s masalah kelas menunggu jalan keluar",
        desk.problems,
    ) % {"n": desk.problems}
    return [Link(text, reverse("problems:problems", args=[desk.group.code]))]


def _cash_rows(desk: Desk) -> list[Link]:
    rows = []
    if desk.cash_to_count is not None:
        rows.append(_cash_row(desk, _("Periksa dan tutup kas %(month)s"), desk.cash_to_count))
    if desk.cash_to_sign:
        left = len(desk.cash_to_sign) - 1
        note = ngettext("dan %(n)s lagi", "dan %(n)s lagi", left) % {"n": left} if left else ""
        text = _("Sahkan pemeriksaan kas %(month)s")
        rows.append(_cash_row(desk, text, desk.cash_to_sign[0], note))
    return rows


def _cash_row(desk: Desk, text: str, month: date, note: str = "") -> Link:
    href = reverse("cash:close", args=[desk.group.code, f"{month:%Y-%m}"])
    return Link(text % {"month": date_format(month, "F Y")}, href, note)


def _revision_rows(desk: Desk) -> list[Link]:
    waits = desk.revision
    if waits is None:
        return []
    text = _("Revisi %(number)s anggaran menunggu keputusan") % {"number": waits.number}
    return [Link(text, reverse("budget:revision", args=[desk.group.code, waits.pk]))]


def _roster_rows(desk: Desk) -> list[Link]:
    rows = [
        Link(
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
        rows.append(Link(text, reverse("accounts:keys", args=[desk.group.code])))
    return rows


def _opening_rows(desk: Desk) -> list[Link]:
    code, rows = desk.group.code, []
    for year, n in desk.proposals:
        text = ngettext(
            "%(n)s usulan program %(year)s menunggu keputusan",
            "%(n)s usulan program %(year)s menunggu keputusan",
            n,
        ) % {"n": n, "year": label(year)}
        rows.append(Link(text, f"{reverse('opening:opening', args=[code])}?tahun={year}"))
    if desk.unseen:
        href = reverse("programme:programme", args=[code])
        rows.append(Link(_("Program kerja yang ditandatangani menunggu Anda ketahui"), href))
    return rows


def _programme_rows(desk: Desk) -> list[Link]:
    code, rows = desk.group.code, []
    if desk.coverage and desk.coverage.low_without_line and desk.may(May.EDIT_PROGRAMME):
        n = desk.coverage.low_without_line
        text = ngettext(
            "%(n)s kebutuhan di bawah baku belum punya program",
            "%(n)s kebutuhan di bawah baku belum punya program",
            n,
        ) % {"n": n}
        rows.append(Link(text, reverse("programme:coverage", args=[code])))
    if desk.programme and desk.programme.status == "agreed" and desk.may(May.SIGN_PROGRAMME):
        rows.append(
            Link(_("Tanda tangani program kerja"), reverse("programme:programme", args=[code]))
        )
    return rows
