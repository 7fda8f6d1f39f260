"""Who holds which post, and who held it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.committee.forms import CommitteePostForm, EndTermForm
from gugus.people.access import Actor
from gugus.people.models import CommitteePost, Group
from gugus.people.papers import post_name, post_nip
from gugus.people.rules.roles import May
from gugus.platform.web.pages import ConfirmPage, FormPage


@dataclass(frozen=True)
class PostRow:
    """One term of one post."""

    title: str
    name: str
    detail: str
    nip: str
    term_start: date
    term_end: date | None
    decree: str
    edit: str
    end: str


@dataclass(frozen=True)
class CommitteePage:
    """The committee today, the posts that papers need and nobody holds, and past terms."""

    code: str
    current: tuple[PostRow, ...]
    past: tuple[PostRow, ...]
    vacant: tuple[str, ...]
    may_edit: bool


def committee_page(
    group: Group, actor: Actor, posts: Iterable[CommitteePost], today: date
) -> CommitteePage:
    """Today's holders in the order of the posts, then past terms, latest first."""
    order = {post.value: place for place, post in enumerate(CommitteePost.Post)}
    rows = list(posts)
    current = [r for r in rows if r.term_end is None or r.term_end >= today]
    current.sort(key=lambda r: (order[r.post], r.term_start, r.pk))
    past = [r for r in rows if r.term_end is not None and r.term_end < today]
    past.sort(key=lambda r: (r.term_end or today, r.pk), reverse=True)
    may_edit = actor.may(May.EDIT_MEMBERS, group.pk)
    sees = actor.schools_for(May.SEE_CONTACTS, group.pk) is None
    return CommitteePage(
        code=group.code,
        current=tuple(_row(group, r, sees) for r in current),
        past=tuple(_row(group, r, sees) for r in past),
        vacant=_vacant(current),
        may_edit=may_edit,
    )


def _vacant(current: list[CommitteePost]) -> tuple[str, ...]:
    # Papers are signed by these: without them a signature block stays empty.
    post = CommitteePost.Post
    needed = (post.CHAIR, post.SECRETARY, post.TREASURER, post.PATRON)
    held = {row.post for row in current}
    return tuple(str(p.label) for p in needed if p.value not in held)


def _row(group: Group, post: CommitteePost, sees: bool) -> PostRow:
    detail = post.teacher.school.name if post.teacher else post.person_position
    nip = post_nip(post) if sees else ""
    return PostRow(
        title=post.get_post_display(),
        name=post_name(post),
        detail=detail,
        nip=nip,
        term_start=post.term_start,
        term_end=post.term_end,
        decree=post.decree_number,
        edit=reverse("committee:post_edit", args=[group.code, post.pk]),
        end=reverse("committee:post_end", args=[group.code, post.pk]),
    )


def post_form_page(group: Group, form: CommitteePostForm, post: CommitteePost | None) -> FormPage:
    """Give a post, or correct one."""
    return FormPage(
        form=form,
        title=_("Ubah jabatan") if post else _("Tambah pengurus"),
        lead="" if post else _("Ketua, sekretaris, dan bendahara yang lama berakhir sendiri."),
        back_href=reverse("committee:committee", args=[group.code]),
        back=_("Pengurus"),
        submit=_("Simpan"),
        sections=[
            ("", [form[name] for name in ("post", "teacher")]),
            (_("Bila bukan guru di kelompok"), [form["person_name"], form["person_nip"]]),
            (
                _("Masa jabatan dan SK"),
                [
                    form[name]
                    for name in (
                        "person_position",
                        "term_start",
                        "term_end",
                        "decree_number",
                        "decree_date",
                    )
                ],
            ),
        ],
    )


def term_end_page(group: Group, post: CommitteePost, form: EndTermForm) -> ConfirmPage:
    """What ending a term means."""
    words = {"name": post_name(post), "post": post.get_post_display()}
    return ConfirmPage(
        title=_("Akhiri masa jabatan %(post)s?") % words,
        lines=(
            _("%(name)s tidak lagi tercetak sebagai %(post)s pada surat sesudah hari itu.") % words,
            _("Masa jabatannya tetap tercatat dalam riwayat."),
            _("Hak masuknya diatur tersendiri pada akun pengurus."),
        ),
        back_href=reverse("committee:committee", args=[group.code]),
        back=_("Pengurus"),
        form=form,
        submit=_("Akhiri"),
    )
