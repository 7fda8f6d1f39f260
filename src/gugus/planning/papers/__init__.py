"""What planning puts on paper and into spreadsheets."""
