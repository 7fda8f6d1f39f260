"""`python -m gugus.config.command` is the gugus command."""

from gugus.config.command import main

main()
