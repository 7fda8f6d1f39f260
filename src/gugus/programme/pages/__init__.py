"""Screens of the programme: each a frozen dataclass that its template gets, and nothing else."""
