"""The guide's pictures of who may do what, of one's own data, and of what is closed."""

import pytest

from tests.support.browser import Opener
from tests.support.guide import shoot
from tests.support.server import Server
from tests.support.walking import GROUP


@pytest.mark.pictures
def test_pictures_of_rights(example: Server, open_page: Opener) -> None:
    pages = {
        "Guru": {
            "cari": f"{GROUP}cari/?q=membaca",
            "data-saya": f"{GROUP}saya/catatan/",
            "yang-dilihat-sekretaris": f"{GROUP}pemegang-peran/",
        },
        "Sekretaris": {
            "pengurus-akun": f"{GROUP}pengurus-akun/",
            "penilai-luar": f"{GROUP}penilai-luar/",
            "dilupakan": f"{GROUP}dilupakan/",
            "kebocoran-data": f"{GROUP}kebocoran/baru/",
            "dua-kelompok": f"{GROUP}anggota/guru/undang/",
        },
        "Ketua": {
            "kode-kedua": "/saya/kode-kedua/pasang/",
            "tutup-tahun": f"{GROUP}tutup-tahun/",
        },
    }
    for role, shown in pages.items():
        page = open_page(example, "360", role)
        for name, address in shown.items():
            page.goto(address)
            shoot(page, name)
