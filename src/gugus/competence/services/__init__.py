"""What can be done in competence: one verb, one function."""
