"""Papers of certificates: a certificate from its kept facts, and the sheet it is printed on."""
