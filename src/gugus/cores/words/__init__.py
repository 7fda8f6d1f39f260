"""Indonesian words: from what people write to the stems that a search compares."""
