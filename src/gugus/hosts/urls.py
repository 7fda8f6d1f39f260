"""Addresses of hosts."""

from django.urls import include, path

from gugus.hosts import views

app_name = "hosts"

in_group = [
    path("jarak/", views.ways, name="ways"),
    path("jarak/tempat/", views.places, name="places"),
    path("jarak/tempel/", views.ways_paste, name="ways_paste"),
    path("jarak/hapus/", views.ways_clear, name="ways_clear"),
    path("jarak/sekolah/<int:pk>/", views.ways_school, name="ways_school"),
    path("jarak/tuan-rumah/<int:pk>/", views.host, name="host"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
