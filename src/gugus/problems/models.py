"""Problems from class, what colleagues propose, and what came of trying it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.meetings.models import Meeting
from gugus.people.models import Group, Teacher
from gugus.platform.documents.models import Attachment
from gugus.problems.rules import short


class Problem(models.Model):
    """Something that is hard in somebody's class, raised between meetings."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        ADOPTED = "adopted", _("Ada jalan keluar")
        SOLVED = "solved", _("Terpecahkan")
        CLOSED = "closed", _("Ditutup")

    group = models.ForeignKey(Group, models.CASCADE, related_name="problems")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    teacher = models.ForeignKey(
        Teacher, models.SET_NULL, null=True, blank=True, related_name="problems"
    )
    # A problem may be raised without showing one's name to colleagues.
    named = models.BooleanField(default=True)
    class_level = models.PositiveSmallIntegerField(null=True, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    words = models.TextField()
    voice = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    photo = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    adopted = models.ForeignKey(
        "ProblemProposal", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    adopted_in = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="solutions"
    )
    # The meeting on whose agenda it stands.
    on_agenda = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="problems"
    )
    raised_at = models.DateTimeField()
    closed_reason = models.CharField(max_length=250, blank=True)
    # Stamps of the adoption and of the last settlement: the later write counts, whichever phone had
    # a signal first.
    adoption_at = models.DateTimeField(null=True, blank=True)
    adoption_id = models.UUIDField(null=True, blank=True)
    # SOLVED, CLOSED, or empty: nobody said so, or it was taken up again.
    settled = models.CharField(max_length=7, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_id = models.UUIDField(null=True, blank=True)
    # The stems of everything said here, for the search.
    stems = models.TextField(blank=True)

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [models.Index(fields=["group", "state"])]

    def __str__(self) -> str:
        return self.words[:60]


class ProblemProposal(models.Model):
    """A solution that a colleague proposes."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="proposals")
    words = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    teacher = models.ForeignKey(Teacher, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return short(self.words, 120)


class Trial(models.Model):
    """Somebody tried a solution in class, with its outcome."""

    class Outcome(models.TextChoices):
        WORKED = "worked", _("Berhasil")
        PARTLY = "partly", _("Sebagian berhasil")
        FAILED = "failed", _("Belum berhasil")

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="trials")
    proposal = models.ForeignKey(
        ProblemProposal, models.SET_NULL, null=True, blank=True, related_name="trials"
    )
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    teacher = models.ForeignKey(Teacher, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.outcome}"
