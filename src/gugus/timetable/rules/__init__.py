"""Decisions of timetable."""
