"""What the treasury puts on paper and into spreadsheets."""
