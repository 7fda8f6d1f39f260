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
    from django.utils.translation import gettext as _

    from gugus.accounts.pages.proposals import place_in_words, proposal_in_words
    from gugus.accounts.queries import waiting_proposals
    from gugus.people.clock import day_here
    from gugus.platform.web.formats import long_date

    rows = list(waiting_proposals(day_here()))
    for row in rows:
        words = _("diusulkan %(who)s pada %(day)s, menunggu sampai %(until)s") % {
            "who": row.proposed_by.name,
            "day": long_date(row.proposed_on),
            "until": long_date(row.open_until),
        }
        click.echo(f"{row.pk:>4}  {proposal_in_words(row)} ({place_in_words(row)}); {words}")
    if not rows:
        click.echo(_("Tidak ada yang menunggu."))


@command.command("approve")
@click.argument("number", type=click.IntRange(1, 2**31))
def approve(number: int) -> None:
    """Approve proposal NUMBER and print the second half of its password.

    Ask the person first: whoever approves says that the right one gets the role.
    """
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from gugus.accounts.queries import waiting_proposals
    from gugus.accounts.services.proposals import approve_proposal
    from gugus.people.clock import day_here

    row = waiting_proposals(day_here()).filter(pk=number).first()
    if row is None:
        raise click.ClickException(
            _("Tidak ada usul %(number)s yang menunggu; lihat `gugus officers`.")
            % {"number": number}
        )
    given = approve_proposal(actor=None, proposal=row, now=timezone.now())
    told = {"name": given.user.name, "username": given.user.username}
    click.echo(_("Disetujui: %(name)s, nama pengguna %(username)s.") % told)
    if given.password:
        click.echo(
            _("Setengah kedua kata sandinya, sesudah setengah pertama dan tanda hubung: %(half)s")
            % {"half": given.password}
        )
