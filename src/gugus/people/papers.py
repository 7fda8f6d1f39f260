"""What every paper of a group carries: its letterhead and its signature blocks.

Official papers are Indonesian whatever language the screen speaks.
"""

from datetime import date

from django.utils.translation import gettext, override

from gugus.people.models import CommitteePost, Group, School, Teacher
from gugus.people.queries import post_holder, school_head_of
from gugus.platform.documents.paper import Letterhead, Signature


def full_name(group: Group) -> str:
    """'KKG Gugus I Ciawi'; the kind is not said twice."""
    kind = group.kind.strip()
    if not kind or kind.casefold() in group.name.casefold().split():
        return group.name
    return f"{kind} {group.name}"


def letterhead_of(group: Group) -> Letterhead:
    """The kop surat: the offices' lines, the group's name, its address and contact.

    A group without an address of its own sits at its core school.
    """
    above = tuple(line.strip() for line in group.letterhead.splitlines() if line.strip())
    address = group.address
    if not address and group.core_school is not None:
        address = ", ".join(
            part for part in (group.core_school.name, group.core_school.address) if part
        )
    return Letterhead(above, full_name(group), address, group.contact)


def signature_of(
    person: CommitteePost | Teacher | None, *, office: str = "", above: str = ""
) -> Signature:
    """One signature block; the NIP is left out when there is none.

    Without a person the block keeps its office and leaves the name to be written by hand.
    """
    if person is None:
        return Signature(office, "", "", above)
    if isinstance(person, Teacher):
        return Signature(office, person.name, person.nip or "", above)
    return Signature(office or office_of(person), post_name(person), post_nip(person), above)


def signature_of_post(
    group: Group, post: CommitteePost.Post, day: date, *, above: str = ""
) -> Signature:
    """The block of whoever holds a post on a day; a vacant post leaves the name open."""
    holder = post_holder(group, post, day)
    if holder is None:
        with override("id"):
            office = f"{post.label} {group.kind}".strip()
        return signature_of(None, office=office, above=above)
    return signature_of(holder, above=above)


def signature_of_head(school: School, *, above: str = "") -> Signature:
    """The block of a school's head, as far as the roster names one."""
    with override("id"):
        office = gettext("Kepala %(school)s") % {"school": school.name}
    return signature_of(school_head_of(school), office=office, above=above)


def office_of(post: CommitteePost) -> str:
    """'Ketua KKG', or the person's own position when it is written down."""
    if post.person_position:
        return post.person_position
    with override("id"):
        return f"{post.get_post_display()} {post.group.kind}".strip()


def post_name(post: CommitteePost) -> str:
    """The name of who holds the post, from the roster or as written."""
    return post.teacher.name if post.teacher is not None else post.person_name


def post_nip(post: CommitteePost) -> str:
    """The NIP of who holds the post, or nothing."""
    return (post.teacher.nip or "") if post.teacher is not None else post.person_nip
