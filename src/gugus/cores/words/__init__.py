"""Words: what makes them comparable, and the Indonesian stems that a search looks for."""
