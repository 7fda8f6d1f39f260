"""Addresses of the committee."""

from django.urls import include, path

from gugus.committee import views

app_name = "committee"

in_group = [
    path("anggota/pengurus/", views.committee, name="committee"),
    path("anggota/pengurus/baru/", views.post_new, name="post_new"),
    path("anggota/pengurus/<int:pk>/ubah/", views.post_edit, name="post_edit"),
    path("anggota/pengurus/<int:pk>/akhiri/", views.post_end, name="post_end"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
