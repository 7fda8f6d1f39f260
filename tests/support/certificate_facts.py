"""What one certificate says, as plain values."""

from datetime import date

from gugus.certificates.rules.facts import Activity, CertificateRecipient, CertificateTopic, Signer

ACTIVITY = Activity(
    title="Penguatan asesmen",
    kind="Kegiatan kolektif guru",
    level="gugus",
    organiser="KKG Rekaan",
    year=2026,
    since=date(2026, 8, 5),
    until=date(2026, 11, 18),
    dated=date(2026, 11, 21),
    place="Ciawi",
    percent=75,
    minutes_per_jp=45,
    chair=Signer("Ketua KKG", "Guru Rekaan 2"),
    supervisor=Signer("Pengawas", "Bu Contoh Pengawas", "196501011990012001"),
    number_format="{nomor}/{tahun}",
    address="https://gugus.example.org/",
)

ENTRY = CertificateRecipient(
    1,
    "Bu Contoh",
    "",
    "SDN Rekaan 01",
    "participant",
    (CertificateTopic(date(2026, 8, 5), "Soal", 90, 2),),
)
