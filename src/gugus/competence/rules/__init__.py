"""Decisions of measuring competence: scoring, priorities, and what a framework file must hold."""
