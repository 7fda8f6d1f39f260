"""Addresses of accounts."""

from django.urls import include, path

from gugus.accounts.views import (
    account,
    evaluators,
    first_run,
    keys,
    officers,
    own_data,
    proposals,
    sign_in,
    site,
)

app_name = "accounts"

in_group = [
    path("kunci/", keys.keys, name="keys"),
    path("kunci/longgarkan/", keys.relax, name="keys_relax"),
    path("kunci/<int:pk>/cabut/", keys.withdraw, name="keys_withdraw"),
    path("pengurus-akun/", officers.officers, name="officers"),
    path("pengurus-akun/beri/", officers.give, name="officers_give"),
    path("pengurus-akun/<int:pk>/cabut/", officers.withdraw, name="officers_withdraw"),
    path("pengurus-akun/<int:pk>/kata-sandi/", officers.reset, name="officers_reset"),
    path("pengurus-akun/<int:pk>/kode-kedua/", officers.second_factor, name="officers_factor"),
    path("pengurus-akun/usul/<int:pk>/", proposals.approve, name="proposal_approve"),
    path("pengurus-akun/usul/<int:pk>/tolak/", proposals.decline, name="proposal_decline"),
    path("penilai-luar/", evaluators.evaluators, name="evaluators"),
    path("penilai-luar/undang/", evaluators.invite, name="evaluators_invite"),
    path("penilai-luar/<int:pk>/akhiri/", evaluators.end, name="evaluators_end"),
    path("pemegang-peran/", officers.holders, name="holders"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/kata-sandi/", sign_in.sign_in_password, name="sign_in_password"),
    path("masuk/kode-kedua/", sign_in.sign_in_code, name="sign_in_code"),
    path("masuk/kunci-sandi/", sign_in.sign_in_passkey, name="sign_in_passkey"),
    path("masuk/tautan/<slug:token>/", sign_in.sign_in_link, name="sign_in_link"),
    path("masuk/contoh/", sign_in.sign_in_example, name="sign_in_example"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("saya/", account.account, name="account"),
    path("saya/kata-sandi/", account.password, name="password"),
    path("saya/data/", own_data.own_data, name="own_data"),
    path("saya/data/unduh/", own_data.own_data_download, name="own_data_download"),
    path("undangan-saya/", evaluators.invited, name="invited"),
    path("mulai/", first_run.first_run, name="first_run"),
    path("pengelola/", site.site, name="site"),
    path("pengelola/kelompok-baru/", site.add_group, name="site_add_group"),
    path("pengelola/peran/", site.give, name="site_give"),
    path("pengelola/peran/<int:pk>/cabut/", site.withdraw, name="site_withdraw"),
    path("pengelola/peran/<int:pk>/kata-sandi/", site.reset, name="site_reset"),
    path("pengelola/peran/<int:pk>/kode-kedua/", site.second_factor, name="site_factor"),
    path("pengelola/usul/<int:pk>/", proposals.site_approve, name="site_proposal_approve"),
    path("pengelola/usul/<int:pk>/tolak/", proposals.site_decline, name="site_proposal_decline"),
]
