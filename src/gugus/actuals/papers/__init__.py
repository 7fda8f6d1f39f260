"""Papers of actuals."""
