"""`gugus backup FILE`."""

from pathlib import Path

import click

from gugus.config.command import passphrase, start_django


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over an existing file.")
@passphrase.option
def command(file: Path, force: bool, passphrase_file: Path | None) -> None:
    """Write everything into FILE (one zip), while the server may be running.

    The file holds names and password hashes: keep it where only you can read it. A passphrase
    seals the installation's keys into it, so that PINs and addresses of calendars go on working on
    another computer.
    """
    start_django()
    from django.utils.translation import gettext as _

    from gugus.config.backup import row_total, write_backup

    if file.exists() and not force:
        raise click.ClickException(
            _("%(file)s sudah ada; pakai nama lain, atau --force.") % {"file": file}
        )
    question = _("Kata sandi cadangan, agar kunci ikut pindah (Enter: tanpa kunci)")
    typed = passphrase.asked_for(passphrase_file, question, twice=True)
    with click.progressbar(length=row_total(), label=_("Menyimpan")) as bar:
        rows = write_backup(file, progress=bar.update, passphrase=typed)
    click.echo(_("%(n)d baris di %(file)s") % {"n": rows, "file": file})
    if not typed:
        click.echo(
            _(
                "Tanpa kunci: di komputer lain PIN, alamat kalender, dan kunci tanda tangan harus "
                "dibuat ulang. Simpan juga berkas secret-key dari folder data, di tempat lain."
            )
        )
