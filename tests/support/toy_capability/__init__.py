"""A capability that the product does not have: things that a group lends out.

It shows what a new app writes, and that nothing else has to be edited for it but `INSTALLED_APPS`.
"""
