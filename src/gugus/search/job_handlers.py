"""What the worker does for the search: it reads the words of what was written."""

from gugus.platform.jobs.handlers import register_upkeep
from gugus.search.services.index import refresh_index

register_upkeep(refresh_index)
