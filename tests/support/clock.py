"""The hour at which tests begin: what happened today must not hang on when they run."""

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine


def in_the_afternoon() -> time_machine.travel:
    """Today at four in the afternoon, western Indonesian time; GUGUS_TEST_HOUR tries another."""
    midnight = datetime.now(ZoneInfo("Asia/Jakarta")).replace(hour=0, minute=0, second=0)
    hours = float(os.environ.get("GUGUS_TEST_HOUR", "16"))
    return time_machine.travel(midnight + timedelta(hours=hours), tick=True)
