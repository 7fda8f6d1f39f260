"""Parts of the minutes' paper that join them to the minutes before, and to what came after."""

from gugus.meetings.models import Meeting
from gugus.minutes.models import DecisionUpdate, Minutes
from gugus.minutes.queries import decision_updates_of, earlier_minutes_of, minutes_of
from gugus.minutes.rules.approval import MinutesDecision, decisions_of
from gugus.platform.documents.paper import Block, Column, Heading, Items, Paragraph, Table
from gugus.platform.web.formats import long_date, short_date


def approval_text(written: Minutes) -> str:
    """'Rabu, 2 Desember 2026, pada pertemuan “Menyusun asesmen”'; '' while they wait."""
    if written.approved_at is None:
        return ""
    meeting = written.approved_in
    if meeting is None:
        return long_date(written.approved_at)
    return f"{long_date(meeting.date)}, pada pertemuan “{meeting.title}”"


def earlier_minutes(meeting: Meeting, previous: Meeting | None) -> tuple[Block, ...]:
    """Which minutes this meeting approved, and what became of the last meeting's decisions."""
    said = [
        f"Pertemuan ini mengesahkan notulen {_named(row.meeting)}."
        for row in earlier_minutes_of(meeting).approved
    ]
    minutes = minutes_of(previous) if previous else None
    if previous is None or minutes is None or minutes.state != Minutes.State.FINAL:
        return (Paragraph("\n".join(said)),) if said else ()
    if minutes.approved_in_id != meeting.pk:
        said.append(f"Notulen pertemuan sebelumnya: {_named(previous)}; {_state(minutes)}.")
    news = decision_updates_of(minutes)
    rows = tuple(
        (str(one.number), one.text, _decision_state_text(one, news))
        for one in decisions_of(minutes.decisions)
    )
    columns = (
        Column("No", 9, "center"),
        Column(f"Keputusan {short_date(previous.date)}", 96),
        Column("Keadaan", 60),
    )
    return (Paragraph("\n".join(said)), *((Table(columns, rows),) if rows else ()))


def corrections(written: Minutes) -> tuple[Block, ...]:
    """The addenda, under the signatures."""
    if written.pk is None:
        return ()
    rows = tuple(
        f"{row.text} ({row.made_by.name}, {short_date(row.made_at)})"
        for row in written.addenda.select_related("made_by")
    )
    return (Heading("Adendum"), Items(rows)) if rows else ()


def _named(meeting: Meeting) -> str:
    return f"“{meeting.title}”, {long_date(meeting.date)}"


def _state(minutes: Minutes) -> str:
    if minutes.approved_at is None:
        return "belum disahkan"
    at = minutes.approved_in.date if minutes.approved_in else minutes.approved_at
    return f"disahkan {short_date(at)}"


def _decision_state_text(one: MinutesDecision, news: dict[int, DecisionUpdate]) -> str:
    known = news.get(one.number)
    if known is None:
        return "Belum dikabarkan"
    said = str(known.get_state_display())
    return f"{said}: {known.note}" if known.note else said
