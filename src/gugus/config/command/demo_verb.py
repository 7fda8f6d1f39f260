"""`gugus demo`."""

import click

from gugus.config.command import start_django


@click.command("demo")
def command() -> None:
    """Build the example group Gugus I Ciawi. Refuses where real data is; safe to repeat."""
    start_django()
    from django.utils.translation import gettext as _

    from gugus.config.example import build_demo, count_parts
    from gugus.config.installation import migrate

    migrate()
    with click.progressbar(length=count_parts(), label="Gugus I Ciawi") as bar:
        made = build_demo(progress=lambda: bar.update(1))
    if not made:
        click.echo(_("Contohnya sudah ada; tidak ada yang diubah."))
