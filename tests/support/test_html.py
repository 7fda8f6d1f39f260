"""The reader of pages says what a person finds, whatever the tags."""

import pytest

from tests.support.html import mentions, page_of, whole_page_of

PAGE = """<!doctype html>
<html lang="id">
  <head><title>Buku kas</title><script>var tersembunyi = 1</script></head>
  <body>
    <nav><a href="/beranda/">Beranda</a></nav>
    <main>
      <h1>Buku <b>kas</b></h1>
      <div class="notice warn" role="alert">Saldo Rp1.000 kurang</div>
      <p hidden>tidak tampak</p>
      <div class="empty">Belum ada apa-apa</div>
      <dl><dt>Saldo</dt><dd>Rp1.000</dd></dl>
      <table>
        <thead><tr><th scope="col">Uraian</th><th scope="col">Keluar</th></tr></thead>
        <tbody>
          <tr><th scope="row"><a href="/kas/1/">Kue</a><span class="badge">lama</span></th><td>Rp10</td></tr>
          <tr class="sum"><th>Jumlah</th><td>Rp10</td></tr>
        </tbody>
      </table>
      <ul><li>Guru 1<ul><li>dalam</li></ul></li><li>Guru 10</li></ul>
      <form method="post" action="/kas/catat/" data-command="cash.entry">
        <input type="hidden" name="meeting" value="7">
        <div class="field bad"><label for="a">Jumlah</label><input id="a" name="amount" value="12,5">
          <ul class="errorlist"><li>Tulis angka</li></ul></div>
        <div class="field"><textarea name="note">
satu</textarea></div>
        <label><input type="radio" name="mark" value="" checked>belum</label>
        <label><input type="radio" name="mark" value="hadir">hadir</label>
        <input type="checkbox" name="sure" id="sure"><label for="sure">Yakin</label>
        <select name="source"><option value="">pilih</option><option value="3" selected>BOS</option></select>
        <button class="btn">Simpan</button><a class="btn two" href="/kas/?bulan=2026-11">Batal</a>
      </form>
    </main>
  </body>
</html>"""


def test_what_is_shown_and_where_it_leads() -> None:
    page = page_of(PAGE)
    assert page.heading == "Buku kas"
    assert "Rp1.000" in page and "tampak" not in page and "tersembunyi" not in page
    assert page.says("Rp1.000", "Guru 1") and not page.says("Rp1")
    assert page.alerts == page.notices == ["Saldo Rp1.000 kurang"]
    assert page.refusal == "Saldo Rp1.000 kurang · Tulis angka"
    assert page.empty == "Belum ada apa-apa"
    assert page.facts == {"Saldo": "Rp1.000"}
    assert page.leads_to("/kas/") and page.leads_to("/kas/catat/")
    assert not page.leads_to("/beranda/") and whole_page_of(PAGE).leads_to("/beranda/")
    assert whole_page_of(PAGE).get("lang") == "id"
    assert page.main_actions == ["Simpan"] and page.states == ["lama"]


def test_rows_and_entries() -> None:
    page = page_of(PAGE)
    assert page.columns == ["Uraian", "Keluar"]
    assert [row.cells for row in page.rows] == [["Kue lama", "Rp10"]]
    assert [row.cells[1] for row in page.sums] == ["Rp10"]
    assert page.entry("Kue").links == {"/kas/1/": "Kue"}
    # The innermost one, and whole numbers only.
    assert page.entry("dalam").text == "dalam"
    assert page.entry("Guru 1").text.startswith("Guru 1 ")
    with pytest.raises(AssertionError):
        page.entry("Guru 11")


def test_what_a_form_asks() -> None:
    form = page_of(PAGE).command("cash.entry")
    assert {name: field.value for name, field in form.fields.items()} == {
        "meeting": "7", "amount": "12,5", "note": "satu", "mark": "", "sure": "", "source": "3",
    }  # fmt: skip
    assert form.errors == {"amount": "Tulis angka"}
    assert form.fields["mark"].options == {"": "belum", "hadir": "hadir"}
    assert form.fields["mark"].values == [""] and form.fields["sure"].values == []
    assert form.fields["sure"].options == {"on": "Yakin"}
    assert form.fields["source"].options == {"": "pilih", "3": "BOS"}


def test_a_piece_of_a_page_is_read_as_well() -> None:
    part = page_of(b'<p id="hitung"><b>1</b> dari 6</p>')
    assert part.only(id="hitung").text == "1 dari 6" and not part.has("main")


@pytest.mark.parametrize(
    ("fact", "named"),
    [("Rp10", True), ("Rp1", False), ("10", False), (20, True), (2, False), ("ada. 2", False)],
)
def test_a_fact_is_a_whole_word_or_number(fact: object, named: bool) -> None:
    assert mentions("Belanja Rp10, sisanya Rp1.000 dan 20 guru ada. 20", fact) is named
