"""Sample objects of `attendance` for the walk through all addresses."""

from django.utils import timezone

from gugus.attendance.models import Guest, SheetPhoto
from gugus.meetings.models import Meeting
from gugus.people.rules.roles import Role
from tests.support.samples import Sample, sample_attachment, sample_meeting
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A meeting with a guest, and what is scanned and photographed at its door."""
    meeting = sample_meeting(world, Meeting.State.PLANNED)
    guest = Guest.objects.create(meeting=meeting, name="Pak Contoh Tamu")
    names = ("attendance", "rest", "add", "guest_add", "check_in", "wall", "wall_now", "scan")
    more = ("sheet", "sheet_photo", "signatures", "own_code", "own_sign", "own_excuse")
    papers = ("paper_attendance", "paper_attendance_empty")
    one = {"pk": meeting.pk}
    return {
        **{f"attendance:{name}": Sample(one) for name in (*names, *more)},
        **{f"attendance:{name}": Sample({**one, "kind": "pdf"}) for name in papers},
        "attendance:guest_remove": Sample({**one, "guest_pk": guest.pk}),
        **_cards_and_codes(world, meeting),
    }


def _cards_and_codes(world: World, meeting: Meeting) -> dict[str, Sample]:
    """What is scanned and photographed at the door."""
    photo = SheetPhoto.objects.create(
        meeting=meeting,
        attachment=sample_attachment(world.users[Role.SECRETARY], "image/jpeg"),
        made_at=timezone.now(),
        made_by=world.users[Role.SECRETARY],
    )
    return {
        "attendance:sheet_picture": Sample({"pk": meeting.pk, "photo_pk": photo.pk}),
        "attendance:cards_paper": Sample({"kind": "pdf"}, owned=False),
        "attendance:landing": Sample({"pk": meeting.pk, "link": "1.0123456789abcdef"}),
    }
