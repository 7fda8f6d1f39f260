"""What each screen of people shows, one file for each thing that is done."""
