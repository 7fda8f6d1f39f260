"""What phones may ask meetings to do; every command ends in the same service as the web form."""
