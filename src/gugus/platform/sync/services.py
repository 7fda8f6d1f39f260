"""Carrying out what phones sent, each command once."""

import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import UUIDField
from django.utils.translation import gettext as _

from gugus.platform.foundation.errors import FailedAttempt, Refused, is_storage_full
from gugus.platform.foundation.models import User
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.foundation.services import begin_attempt
from gugus.platform.sync.commands import Command, CommandResult, handler_of
from gugus.platform.sync.models import CommandRecord
from gugus.platform.sync.rules import Batch, SentCommand, moment_of_writing

logger = logging.getLogger(__name__)
# The batch holds the database: what is not begun after so many seconds is left for the next one.
MAX_BATCH_SECONDS = 5.0
_RECORD = Prepared(lambda: CommandRecord.objects.filter(id=Param("id", UUIDField())))


class _BatchLostError(Exception):
    """The database took back the whole batch, as SQLite does when the disk is full."""


@dataclass(frozen=True)
class CommandAnswer:
    """What became of one command.

    'applied', 'refused' and 'superseded' (taken in, and another's word stands: `reason`) are final
    and the same however often it is sent; 'failed' and 'waiting' mean: keep it and send it again.
    """

    id: str
    state: str
    again: bool = False
    reason: str = ""
    field: str = ""
    note: str = ""
    href: str = ""
    data: dict[str, Any] | None = None


def apply_batch(*, user: User, now: datetime, batch: Batch) -> list[CommandAnswer]:
    """Carry out the commands in their order; stop at one that could not be tried to its end.

    One transaction for the batch (a laptop writes to its disk once), with a savepoint for each
    command: a refused one leaves nothing and takes nothing with it. Should the power fail, the
    phone has no answer and sends the whole batch again.
    """
    try:
        with transaction.atomic():
            answers = _in_order(user, now, batch)
            if transaction.get_rollback():
                raise _BatchLostError
    except (_BatchLostError, OperationalError) as error:
        # Also what was carried out before the database gave up is not stored.
        logger.exception("a batch was not stored")
        return [_failed(sent, error) for sent in batch.commands]
    return answers


def _in_order(user: User, now: datetime, batch: Batch) -> list[CommandAnswer]:
    answers: list[CommandAnswer] = []
    began = time.monotonic()
    for place, sent in enumerate(batch.commands):
        if time.monotonic() - began > MAX_BATCH_SECONDS:
            return answers + _waiting(batch.commands[place:])
        try:
            answers.append(_one(user, now, batch, sent))
        except OperationalError as error:
            if transaction.get_rollback():
                raise _BatchLostError from error
            # The database is busy or gone: later commands would fail too.
            logger.exception("a command of kind %s was not carried out", _kind(sent))
            answers.append(_failed(sent, error))
            return answers + _waiting(batch.commands[place + 1 :])
    return answers


def _waiting(commands: Iterable[SentCommand | str]) -> list[CommandAnswer]:
    return [CommandAnswer(_id(later), "waiting") for later in commands]


def _one(user: User, now: datetime, batch: Batch, sent: SentCommand | str) -> CommandAnswer:
    if isinstance(sent, str):
        return CommandAnswer(sent, "refused", reason=_("Kiriman ini rusak, tidak terbaca."))
    if sent.person != user.pk:
        return CommandAnswer(str(sent.id), "waiting", reason=_other_person())
    return _apply(_command(user, now, batch, sent), sent)


def _id(sent: SentCommand | str) -> str:
    return sent if isinstance(sent, str) else str(sent.id)


def _kind(sent: SentCommand | str) -> str:
    return "" if isinstance(sent, str) else sent.kind


def _other_person() -> str:
    return _("Dibuat oleh orang lain di HP ini. Terkirim setelah orang itu masuk lagi.")


def _command(user: User, now: datetime, batch: Batch, sent: SentCommand) -> Command:
    moment = moment_of_writing(sent, batch.sent_at, now)
    return Command(
        id=sent.id,
        kind=sent.kind,
        user=user,
        group_code=sent.group_code,
        device=batch.device,
        seq=sent.seq,
        made_at=moment.at,
        now=now,
        body=sent.body,
        is_clock_moved=moment.is_clock_moved,
    )


def _apply(command: Command, sent: SentCommand) -> CommandAnswer:
    """Carry it out and log it, together; whoever logs it second undoes what they did."""
    known = _known(command)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _answer(_carried_out(command))
    except Refused as refusal:
        return _refused(command, refusal)
    except OperationalError:
        raise
    except Exception:
        known = _known(command)
        if known is not None:
            return known
        # A command that fails because of a bug must not hold up what was done after it;
        # it stays on the phone and is tried again.
        logger.exception("command %s of kind %s was not carried out", command.id, command.kind)
    return _failed(sent)


def _failed(sent: SentCommand | str, error: Exception | None = None) -> CommandAnswer:
    reason = _("Server belum dapat menyimpannya. Kiriman tetap di HP dan dicoba lagi.")
    if is_storage_full(error):
        reason = _(
            "Penyimpanan server penuh. Kiriman tetap di HP dan dicoba lagi; beri tahu sekretaris."
        )
    return CommandAnswer(_id(sent), "failed", reason=reason)


def _carried_out(command: Command) -> CommandRecord:
    handler = handler_of(command.kind)
    if handler is None:
        raise Refused(_("Server ini tidak mengenal kiriman jenis itu. Perbarui halaman."))
    return _log_result(command, handler(command))


def _log_result(command: Command, done: CommandResult) -> CommandRecord:
    answer = {"note": done.note, "href": done.href, "data": dict(done.data)}
    if not done.superseded:
        return _log(command, CommandRecord.State.APPLIED, answer)
    told = answer | {"reason": _with_clock(command, done.superseded)}
    return _log(command, CommandRecord.State.SUPERSEDED, told)


def _with_clock(command: Command, reason: str) -> str:
    """A moved clock is told where it may be why."""
    if not command.is_clock_moved:
        return reason
    moved = _("Jam HP ini berubah sebelum kiriman sampai, jadi waktu mencatatnya diperkirakan.")
    return f"{reason} {moved}"


def _refused(command: Command, refusal: Refused) -> CommandAnswer:
    """Remember the refusal, so that the same command is answered the same again."""
    answer = {"reason": _with_clock(command, refusal.message), "field": refusal.field or ""}
    try:
        with transaction.atomic():
            row = _log(command, CommandRecord.State.REFUSED, answer)
    except IntegrityError:
        # The same command was applied concurrently, and may be why this one was refused.
        return _known(command) or CommandAnswer(str(command.id), "failed")
    if isinstance(refusal, FailedAttempt):
        # What counted it was rolled back with the rest of the command.
        with suppress(Refused):
            begin_attempt(account=refusal.account, now=command.now)
    return _answer(row)


def _log(command: Command, state: str, answer: dict[str, Any]) -> CommandRecord:
    """Write the command's row; its key waits for a twin that is being carried out elsewhere."""
    return CommandRecord.objects.create(
        id=command.id,
        user_id=command.user.pk,
        device=command.device,
        seq=command.seq,
        kind=command.kind,
        group_code=command.group_code,
        made_at=command.made_at,
        received_at=command.now,
        state=state,
        answer=answer,
    )


def _known(command: Command) -> CommandAnswer | None:
    """What the command was answered before, if it was."""
    row = _RECORD.first(id=command.id)
    if row is None:
        return None
    if row.user_id != command.user.pk:
        return CommandAnswer(str(command.id), "refused", reason=_("Kiriman ini bukan milik Anda."))
    return _answer(row, again=True)


def _answer(row: CommandRecord, *, again: bool = False) -> CommandAnswer:
    return CommandAnswer(str(row.id), row.state, again=again, **row.answer)
