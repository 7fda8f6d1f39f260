"""How long a meeting of a line lasts."""

from datetime import date, datetime, time, timedelta

# A meeting that would end later than this is not what a line's hours mean.
LATEST_END = time(18, 0)


def ends_of(starts: time, usual_end: time, *, jp: int, times: int, minutes_per_jp: int) -> time:
    """The end of a meeting: the line's hours shared among its meetings, where that comes out even.

    Else the group's usual end.

    >>> ends_of(time(13), time(15, 15), jp=96, times=24, minutes_per_jp=45)
    datetime.time(16, 0)
    >>> ends_of(time(13), time(15, 15), jp=10, times=4, minutes_per_jp=45)
    datetime.time(15, 15)
    >>> ends_of(time(13), time(15, 15), jp=12, times=1, minutes_per_jp=45)
    datetime.time(15, 15)
    """
    each, rest = divmod(jp, times)
    if rest or not each:
        return usual_end
    begin = datetime.combine(date(2000, 1, 1), starts)
    end = begin + timedelta(minutes=each * minutes_per_jp)
    fits = end.date() == begin.date() and end.time() <= LATEST_END
    return end.time() if fits else usual_end
