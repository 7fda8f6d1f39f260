"""Who caught up on a missed meeting, what those present thought, and pages of a teacher's journal."""

from datetime import datetime, timedelta
from uuid import UUID

from gugus.attendance.queries import present
from gugus.catchup.models import Feedback, PacketReading, Reflection
from gugus.catchup.queries import absentees
from gugus.config.example.people import example_group, example_teachers
from gugus.meetings.models import Meeting

_SENTENCES = (
    "Contohnya langsung dapat dipakai besok.",
    "Waktu diskusi kelompok kurang.",
    "",
    "Senang mendengar cerita dari kelas lain.",
    "",
    "Tolong kirim contoh kartunya.",
)
_ANSWERS = (
    "Kartu kata sepuluh menit sebelum pelajaran pertama.",
    "Mencatat kemajuan lima murid setiap Jumat.",
)
# The teacher's place on the roster who signs in as such.
_WRITER = 5
# Learnt, applied, obstacle, next step.
_PAGES = (
    (
        "Murid berani menjawab kalau diberi waktu berpikir dulu.",
        "Menghitung sampai lima sebelum menunjuk siapa pun.",
        "Saya sendiri yang tidak sabar menunggu.",
        "Memakai kartu tanya minggu depan.",
    ),
    ("Gambar batang menolong soal satu langkah.", "", "Soal dua langkah masih sulit.", ""),
)


def build(now: datetime) -> None:
    """Make them for the example's last meetings."""
    held = list(
        Meeting.objects.filter(group=example_group(), state=Meeting.State.HELD).order_by("date")
    )
    for meeting in held:
        _opinions(meeting, now)
        _caught_up(meeting, now)
    _journal(held, now)


def _opinions(meeting: Meeting, now: datetime) -> None:
    for n, teacher in enumerate(present(meeting).order_by("pk")[:17]):
        Feedback.objects.create(
            meeting=meeting,
            teacher=teacher,
            useful=4 - n % 2,
            clear=4 - n % 3,
            usable=4 - (n % 5) // 2,
            time=1 + n % 4,
            sentence=_SENTENCES[n] if n < len(_SENTENCES) else "",
            stamp_at=now - timedelta(days=1),
            stamp_id=UUID(int=n),
        )


def _caught_up(meeting: Meeting, now: datetime) -> None:
    """Some absent teachers answered, some only read; those who sign in here still may."""
    away = absentees(meeting).filter(user=None).order_by("pk")
    for n, teacher in enumerate(away[:3]):
        answer = _ANSWERS[n] if n < len(_ANSWERS) else ""
        PacketReading.objects.create(
            meeting=meeting,
            teacher=teacher,
            opened_at=now - timedelta(days=2),
            answer=answer,
            answered_at=now - timedelta(days=2) if answer else None,
        )


def _journal(held: list[Meeting], now: datetime) -> None:
    """Two pages: the latest is kept, the other one shared."""
    writer = example_teachers()[_WRITER]
    for n, (learnt, applied, obstacle, next_step) in enumerate(_PAGES):
        written = now - timedelta(days=3 + 7 * n)
        Reflection.objects.create(
            group=example_group(),
            teacher=writer,
            meeting=held[n - len(_PAGES)],
            learnt=learnt,
            applied=applied,
            obstacle=obstacle,
            next_step=next_step,
            written_at=written,
            stamp_at=written,
            stamp_id=UUID(int=n),
            shared=n == 1,
        )
