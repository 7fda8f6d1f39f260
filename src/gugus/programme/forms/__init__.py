"""Forms of the programme: they read what was typed, however it was typed."""
