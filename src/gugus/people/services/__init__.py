"""What can be done with people, schools, groups and accounts, one file for each thing."""
