"""Private addresses from which calendars read a person's or a group's meetings."""

from django.conf import settings
from django.db import models

from gugus.people.models import Group


class Feed(models.Model):
    """One private address: a person's own meetings, or all meetings of a group.

    The address is made of the row and a secret of the installation; a new nonce makes a new
    address; the old one stops working.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    # None: the person's own meetings, in whatever group.
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="feeds")
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True, blank=True)
    # What was handed out last, as a digest, and since when: a calendar asks only for what is new.
    digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group"],
                condition=models.Q(group__isnull=False),
                name="one_feed_of_a_group_a_person",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(group__isnull=True),
                name="one_own_feed_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} / {self.group_id or '-'}"


class PublishedMeeting(models.Model):
    """A meeting that a calendar got from an address, as it was told last.

    So a meeting that no longer calls the person can be taken back from their calendar, with what
    they knew of it and nothing newer. `sequence` is the one handed out last; `sequence_offset` is added to the
    meeting's own, so that a meeting that returns has a higher sequence than its withdrawal.
    """

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="handed_out")
    uid = models.CharField(max_length=36)
    summary = models.TextField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    made_at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    sequence_offset = models.PositiveIntegerField(default=0)
    # All that this calendar was told of it, as a digest, and when that last became another.
    digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()
    # Since when it is no longer among the person's meetings.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts", "id"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "uid"], name="a_meeting_once_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.feed_id}: {self.uid}"
