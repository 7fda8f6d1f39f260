"""Addresses of certificates."""

from django.urls import include, path

from gugus.certificates.views import certificate, check, runs

app_name = "certificates"

in_group = [
    path("sertifikat/", runs.certificates, name="certificates"),
    path("sertifikat/baru/", runs.run_new, name="run_new"),
    path("sertifikat/kunci/", certificate.signing_keys, name="signing_keys"),
    path("sertifikat/kunci/baru/", certificate.signing_keys_renew, name="signing_keys_renew"),
    path("sertifikat/kunci/<int:pk>/", certificate.signing_key_file, name="signing_key_file"),
    path("sertifikat/satu/<int:pk>/", certificate.certificate, name="certificate"),
    path("sertifikat/satu/<int:pk>/pdf/", certificate.paper, name="paper"),
    path("sertifikat/satu/<int:pk>/lencana/", certificate.badge, name="badge"),
    path("sertifikat/satu/<int:pk>/ganti/", certificate.replace, name="replace"),
    path("sertifikat/satu/<int:pk>/tarik/", certificate.withdraw, name="withdraw"),
    path("sertifikat/<int:pk>/", runs.run, name="run"),
    path("sertifikat/<int:pk>/ubah/", runs.run_edit, name="run_edit"),
    path("sertifikat/<int:pk>/orang/", runs.run_people, name="run_people"),
    path("sertifikat/<int:pk>/buang/", runs.run_discard, name="run_discard"),
    path("sertifikat/<int:pk>/terbitkan/", runs.run_issue, name="run_issue"),
    path("sertifikat/<int:pk>/lanjutkan/", runs.run_resume, name="run_resume"),
    path("sertifikat/<int:pk>/kemajuan/", runs.run_progress, name="run_progress"),
    path("sertifikat/<int:pk>/cetak/", runs.run_paper, name="run_paper"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
    path("s/", check.check_form, name="check_form"),
    path("s/<str:typed>/", check.check, name="check"),
]
