"""Competence frameworks (data), measurement rounds and what raters answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gugus.people.models import Group, Teacher
from gugus.platform.foundation.kept_json import VersionedJSONField


def _in_language(indonesian: str, english: str) -> str:
    """A framework's text is data: it comes in both languages, not through gettext."""
    return english if get_language() == "en" else indonesian


class Framework(models.Model):
    """A published competence model in one version; loaded from a data file, never edited."""

    code = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    source = models.CharField(max_length=250)
    # How answers become percent, values, totals and bands; read by `rules.scoring`.
    scoring = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="framework_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return _in_language(self.name, self.name_en)


class Competency(models.Model):
    """A large heading of a framework (pedagogik, kepribadian, sosial, profesional)."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="competencies")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return _in_language(self.name, self.name_en)


class Item(models.Model):
    """What is ranked as a need: a PKG competence 1-14, or an indicator of a newer model."""

    competency = models.ForeignKey(Competency, models.CASCADE, related_name="items")
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="items")
    code = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    short_name = models.CharField(max_length=60)
    short_name_en = models.CharField(max_length=60)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="item_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.short_title}"

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return _in_language(self.name, self.name_en)

    @property
    def short_title(self) -> str:
        """The short name in the reader's language."""
        return _in_language(self.short_name, self.short_name_en)


class Indicator(models.Model):
    """The smallest thing a rater answers."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400)

    class Meta:
        ordering = ["item__order", "order"]
        constraints = [models.UniqueConstraint(fields=["item", "code"], name="indicator_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """What is asked, in the reader's language."""
        return _in_language(self.text, self.text_en)


class Rater(models.TextChoices):
    """The three who rate independently."""

    SELF = "self", _("Diri sendiri")
    HEAD = "head", _("Kepala sekolah")
    SUPERVISOR = "supervisor", _("Pengawas")


class Round(models.Model):
    """One measurement of a group on a framework."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("Penilaian per guru")
        SUMMARY = "summary", _("Ringkasan yang dicatat")

    class State(models.TextChoices):
        OPEN = "open", _("Dibuka")
        CLOSED = "closed", _("Ditutup")

    group = models.ForeignKey(Group, models.CASCADE, related_name="rounds")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.INDIVIDUAL)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    school_year = models.PositiveSmallIntegerField()
    measured_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    standard_percent = models.PositiveSmallIntegerField(default=76)
    source_note = models.CharField(max_length=250, blank=True)
    # Whose ratings the group's figures stand on; by the PKG rules it is the head's.
    basis = models.CharField(max_length=10, choices=Rater.choices, default=Rater.HEAD)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The group's figures (never a single teacher's), kept when the round closes: other pages
    # read them without counting again. None while the round is open.
    result = VersionedJSONField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-measured_on", "-id"]

    def __str__(self) -> str:
        return self.name


class SummaryValue(models.Model):
    """A group percentage of a recorded summary; n is usually not known."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="summary_values")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    n = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "item"], name="summary_item_once")]

    def __str__(self) -> str:
        return f"{self.item}: {self.percent}"


class Assessment(models.Model):
    """One rater's answers about one teacher in one round."""

    class Origin(models.TextChoices):
        SCREEN = "screen", _("diisi di layar")
        SHEET = "sheet", _("dari lembar Excel")

    round = models.ForeignKey(Round, models.CASCADE, related_name="assessments")
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="assessments")
    rater = models.CharField(max_length=10, choices=Rater.choices)
    # Who typed it in: the rater, or the officer who copied a paper form.
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.SCREEN)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "teacher", "rater"], name="one_assessment_per_rater"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.teacher_id}/{self.rater}"


class Answer(models.Model):
    """The value given to one indicator (0/1/2, or a level); no row means not answered."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    # Order what one rater tapped on several devices: see `rules.stamps`.
    stamp_at = models.DateTimeField(null=True)
    stamp_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="one_answer_each")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}={self.value}"


class ImportanceRating(models.Model):
    """How important (1-5) a rater finds an item; needed for Borich's weighted discrepancy."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="importance")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    stamp_at = models.DateTimeField(null=True)
    stamp_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="one_importance_each")
        ]

    def __str__(self) -> str:
        return f"{self.item_id}={self.value}"
