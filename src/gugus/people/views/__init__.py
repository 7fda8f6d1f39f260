"""Views of people, one file for each thing that is done."""
