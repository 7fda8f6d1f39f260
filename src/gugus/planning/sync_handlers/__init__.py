"""Commands of phones that planning carries out."""
