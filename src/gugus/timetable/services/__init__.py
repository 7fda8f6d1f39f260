"""Services of timetable."""
