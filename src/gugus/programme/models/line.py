"""A line of the programme: what is done for whom, for which needs, how often."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gugus.competence.models import Item
from gugus.people.models import Speaker, StudyGroup
from gugus.programme.models.programme import Programme


class Line(models.Model):
    """One line of the programme."""

    class Kind(models.TextChoices):
        GENERAL = "umum", _("Umum")
        ROUTINE = "rutin", _("Rutin")
        DEVELOPMENT = "pengembangan", _("Pengembangan")
        SUPPORT = "penunjang", _("Penunjang")

    class Strategy(models.TextChoices):
        DISCUSSION = "diskusi", _("Diskusi")
        BRAINSTORMING = "brainstorming", _("Brainstorming")
        LECTURE = "ceramah", _("Ceramah")
        WORKSHOP = "workshop", _("Workshop")
        SIMULATION = "simulasi", _("Simulasi")

    class Rhythm(models.TextChoices):
        EVEN = "berkala", _("Berkala, dibagi rata sepanjang bulannya")
        FREE = "insidental", _("Insidental, kapan saja dalam bulannya")

    class Package(models.TextChoices):
        """What the meetings of a line count for in the yearly rule of packages."""

        LESSON_PLANS = "a", _("Paket a: silabus, RPP, bahan ajar")
        ASSESSMENT = "b", _("Paket b: instrumen penilaian")
        MODELS = "c", _("Paket c: model pembelajaran dan jurnal belajar")
        TEACHING_AIDS = "d", _("Paket d: alat peraga")
        WRITING = "e", _("Paket e: karya tulis ilmiah, PTK")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200)
    objective = models.TextField()
    activities = models.TextField()
    needs = models.ManyToManyField(Item, blank=True, related_name="lines")
    # No study group: the whole group is the audience.
    study_group = models.ForeignKey(
        StudyGroup, models.SET_NULL, null=True, blank=True, related_name="lines"
    )
    strategy = models.CharField(max_length=13, choices=Strategy.choices)
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="lines"
    )
    speaker_note = models.CharField(max_length=150, blank=True)
    product = models.CharField(max_length=250, blank=True)
    jp = models.PositiveSmallIntegerField(default=4)
    # Calendar months 1-12; the semester follows from them.
    months = models.JSONField(default=list, blank=True)
    cost = models.PositiveBigIntegerField(default=0)
    # How the line is to be scheduled: how many meetings, how spread, how far apart, after what.
    times = models.PositiveSmallIntegerField(default=1)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.FREE)
    weeks_between = models.PositiveSmallIntegerField(default=1)
    after = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers"
    )
    package = models.CharField(max_length=1, choices=Package.choices, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # Set by the services: a line changed after the forum agreed says so on the page.
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title
