"""A paper as an answer to a browser."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from gugus.platform.documents.models import Attachment
from gugus.platform.documents.paper import Paper
from gugus.platform.documents.queries import kept_or_made
from gugus.platform.documents.render import to_docx, to_pdf
from gugus.platform.documents.render.text import printable

KINDS = ("pdf", "docx")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_response(paper: Paper, kind: str, *, inline: bool = False) -> HttpResponse:
    """The paper as a file to save, or (PDF only) to look at in the browser.

    `kind` is 'pdf' or 'docx', straight from the address; any other leads nowhere (404).
    """
    require_paper_kind(kind)
    content, is_what = (
        (to_pdf(paper), "application/pdf") if kind == "pdf" else (to_docx(paper), _WORD)
    )
    return file_response(content, paper.file_stem, kind, is_what, inline=inline)


def kept_response(
    key: str, make: Callable[[], Paper], kind: str, *, inline: bool = False
) -> HttpResponse:
    """A closed paper as it was kept; while nothing closed it, made of the records."""
    return paper_response(kept_or_made(key, make), kind, inline=inline)


def require_paper_kind(kind: str) -> None:
    """404 for a kind that no paper has; asked first where something is written for the paper."""
    if kind not in KINDS:
        raise Http404


def file_response(
    content: bytes, stem: str, kind: str, content_type: str, *, inline: bool = False
) -> HttpResponse:
    """A file made for this person; only a PDF can be looked at in the browser."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = _disposition(stem, kind, inline=inline)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(stem: str, kind: str, *, inline: bool) -> str:
    """One name for old browsers in ASCII, one in UTF-8; neither can leave its quotes."""
    how = "inline" if inline and kind == "pdf" else "attachment"
    plain = slugify(stem)[:80] or "dokumen"
    full = printable(stem).replace("\n", " ").replace("/", "-").replace("\\", "-")[:80] or "dokumen"
    return f"{how}; filename=\"{plain}.{kind}\"; filename*=UTF-8''{quote(full, safe='')}.{kind}"


def attachment_response(attachment: Attachment) -> HttpResponse:
    """A kept picture, recording or PDF; the browser takes it for what it is and nothing else."""
    response = HttpResponse(bytes(attachment.content), content_type=attachment.kind)
    response["X-Content-Type-Options"] = "nosniff"
    if attachment.kind == "application/pdf":
        # Cleaned, but made by a stranger: it is saved, and not opened within our own address.
        response["Content-Disposition"] = f'attachment; filename="bukti-{attachment.pk}.pdf"'
    # It never changes, but only people who may see it get it: no shared cache.
    response["Cache-Control"] = "private, max-age=86400"
    return response
