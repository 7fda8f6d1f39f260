"""Every page of a grown group, as every role that may see it, right after a write.

Five school years, forty meetings a year, ninety teachers. Processor time, on SQLite, in one process,
without a server: what is measured is the page and its queries, and not what else the machine does.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.table import Measurement
from tests.support.server import python

# For all pages together; what is left then is said to be missing.
SECONDS = 130
MOST_MEDIAN, MOST = 8, 60
_SLOWEST = 10
_WALK = f"""
import gc, json, time
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from tests.support.clock import USUAL
from tests.support.grown import grown_group
from tests.support.page_walk import PageWalk

PLAIN = {{"staticfiles": {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}}}
call_command("migrate", verbosity=0)
settled = override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"])
with USUAL.travel(), settled:
    began = time.process_time()
    with transaction.atomic():
        world, known = grown_group()
    built = time.process_time() - began
    # What building left behind is no part of a page: a server's heap is small.
    gc.collect()
    gc.freeze()
    began, found, missed = time.perf_counter(), {{}}, False
    with transaction.atomic():
        walk = PageWalk(world, known)
        for page in walk.pages():
            if time.perf_counter() - began > {SECONDS}:
                missed = True
                break
            found[str(page)] = walk.milliseconds(page)
print(json.dumps([built, found, missed]))
"""


def measure() -> Iterator[Measurement]:
    """The median page, the slowest, and how many are too slow."""
    with tempfile.TemporaryDirectory(prefix="gugus-grown-") as folder:
        built, found, missed = json.loads(python(_WALK, data=Path(folder), seconds=600))
    slowest = sorted(found, key=found.get, reverse=True)
    yield Measurement("grown group: building it", built, "s", 30)
    yield Measurement("grown group: pages and roles", len(found), "")
    yield Measurement("grown group: pages not reached in time", missed, "", 0)
    yield Measurement("grown group: median page", median(found.values()), "ms", MOST_MEDIAN)
    yield Measurement("grown group: slowest page", found[slowest[0]], "ms", MOST)
    too_slow = sum(value > MOST for value in found.values())
    yield Measurement(f"grown group: pages over {MOST} ms", too_slow, "", 0)
    for page in slowest[:_SLOWEST]:
        yield Measurement(f"grown group: {page}", found[page], "ms")
