"""`gugus officers` and `gugus officers approve NUMBER`."""

import click

from gugus.config.command import start_django


@click.group("officers", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List what waits for a second person: roles that see ratings, and their new passwords."""
    start_django()
    if ctx.invoked_subcommand is not None:
        return
    from gugus.accounts.pages.proposals import proposal_in_words
    from gugus.accounts.queries import waiting_proposals
    from gugus.people.clock import day_here

    rows = list(waiting_proposals(day_here()))
    for row in rows:
        where = row.school or row.group or "the installation"
        click.echo(
            f"{row.pk:>4}  {proposal_in_words(row)} ({where}); proposed by {row.proposed_by.name} "
            f"on {row.proposed_on}, open until {row.open_until}"
        )
    if not rows:
        click.echo("Nothing waits.")


@command.command("approve")
@click.argument("number", type=click.IntRange(1, 2**31))
def approve(number: int) -> None:
    """Approve proposal NUMBER and print the second half of its password.

    Ask the person first: whoever approves says that the right one gets the role.
    """
    from django.utils import timezone

    from gugus.accounts.queries import waiting_proposals
    from gugus.accounts.services.proposals import approve_proposal
    from gugus.people.clock import day_here

    row = waiting_proposals(day_here()).filter(pk=number).first()
    if row is None:
        raise click.ClickException(f"no proposal {number} waits; see `gugus officers`.")
    given = approve_proposal(actor=None, proposal=row, now=timezone.now())
    click.echo(f"Approved: {given.user.name}, user name {given.user.username}.")
    if given.password:
        click.echo(f"Second half of the password, after the first and a dash: {given.password}")
