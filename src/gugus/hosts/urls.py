"""Addresses of hosts."""

from django.urls import include, path

from gugus.hosts import views

app_name = "hosts"

in_group = [
    path("jarak/", views.distances, name="distances"),
    path("jarak/tempat/", views.places, name="travel"),
    path("jarak/tempel/", views.distances_paste, name="distances_paste"),
    path("jarak/hapus/", views.distances_clear, name="distances_clear"),
    path("jarak/sekolah/<int:pk>/", views.distances_of_school, name="distances_school"),
    path("jarak/tuan-rumah/<int:pk>/", views.host, name="host"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
