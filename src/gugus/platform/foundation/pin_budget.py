"""Wrong PINs over all names of a group: past a day's allowance unknown browsers wait.

One common PIN tried at every name stays below each name's own brake. Nobody's address is asked for,
since a whole room stands behind one; links, passwords and browsers that signed in before never wait here.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.platform.foundation import rules
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import PinBudget
from gugus.platform.foundation.services import length_of_wait, record


def spend_pin(*, group_id: int, people: int, now: datetime) -> None:
    """Claim one wrong PIN of a group's allowance; refuse while unknown browsers have to wait."""
    allowance = rules.pin_allowance(people)
    with transaction.atomic():
        row, _fresh = PinBudget.objects.select_for_update().get_or_create(
            group_id=group_id, defaults={"counted_since": now}
        )
        count = _count(row, allowance, now)
        left = rules.wait_left(row.wait_until, rules.pin_wait_after(count.n, allowance), now)
        if left > timedelta():
            row.wait_until = now + left
        else:
            count = count.one_more(allowance)
            row.wait_until = now + rules.pin_wait_after(count.n, allowance)
            _tell(row, count.n - allowance, now)
        _keep(row, count)
    if left > timedelta():
        raise Refused(
            _(
                "Hari ini banyak PIN salah dicoba di sini, jadi PIN dari HP yang belum dikenal "
                "diperlambat. Tunggu %(wait)s, lalu coba lagi. Tautan pribadi dan kartu QR langsung "
                "membuka, tanpa menunggu."
            )
            % {"wait": length_of_wait(left)}
        )


def give_pin_back(*, group_id: int, people: int, now: datetime) -> None:
    """The PIN was right: nothing was spent, and nobody waits for it."""
    allowance = rules.pin_allowance(people)
    with transaction.atomic():
        row = PinBudget.objects.select_for_update().filter(group_id=group_id).first()
        if row is not None:
            row.wait_until = None
            _keep(row, _count(row, allowance, now).one_less())


def _count(row: PinBudget, allowance: int, now: datetime) -> rules.PinCount:
    return rules.PinCount(row.counted, row.counted_since).at(now, allowance)


def _keep(row: PinBudget, count: rules.PinCount) -> None:
    row.counted, row.counted_since = count.n, count.since
    row.save()


def renew_pin_budget(*, group_id: int) -> bool:
    """Begin the day's allowance anew; False when nothing was slowed."""
    return bool(PinBudget.objects.filter(group_id=group_id).exclude(slowed_at=None).delete()[0])


def _tell(row: PinBudget, over: int, now: datetime) -> None:
    """Once a day, when the allowance is passed."""
    said = row.slowed_at is not None and abs(now - row.slowed_at) < timedelta(days=1)
    if over > 0 and not said:
        row.slowed_at = now
        record(None, now, "pin.slowed", row, row.group_id)
