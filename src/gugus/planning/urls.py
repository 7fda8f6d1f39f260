"""Addresses of planning."""

from django.urls import include, path

from gugus.planning.views import (
    assisting,
    calendar,
    displacement,
    feeds,
    line_speakers,
    minimum,
    occasion_drafts,
    offers,
    opening,
    polls,
    region,
    schedule,
    schedule_draft,
    settings,
    speakers,
    ways,
    yearplan,
)

app_name = "planning"

yearplan_urls = [
    path("", yearplan.prota, name="prota"),
    path("cetak/<str:kind>/", yearplan.prota_file, name="prota_paper"),
    path("semester-<int:semester>/", yearplan.prosem, name="prosem"),
    path("semester-<int:semester>/cetak/<str:kind>/", yearplan.prosem_file, name="prosem_paper"),
    path("minimum/", minimum.minimum, name="minimum"),
    path("minimum/paket/", minimum.packages, name="packages"),
]

speaker_urls = [
    path("", speakers.speakers, name="speakers"),
    path("kelompok-sekitar/", speakers.speaker_share, name="speaker_share"),
    path("untuk/<int:line_pk>/", line_speakers.line_speakers, name="line_speakers"),
    path("pertemuan/<int:pk>/", assisting.assisting, name="assisting"),
    path(
        "pertemuan/<int:pk>/lepas/<int:assist_pk>/",
        assisting.assist_release,
        name="assist_release",
    ),
    path("<int:pk>/", speakers.speaker, name="speaker"),
    path("<int:pk>/keahlian/", speakers.speaker_skills, name="speaker_skills"),
    path("<int:pk>/naik/", speakers.speaker_rise, name="speaker_rise"),
    path("<int:pk>/kesediaan/", speakers.speaker_terms, name="speaker_terms"),
    path("<int:pk>/berhalangan/", speakers.speaker_away, name="speaker_away"),
    path(
        "<int:pk>/berhalangan/<int:away_pk>/hapus/",
        speakers.speaker_away_remove,
        name="speaker_away_remove",
    ),
]

feed_urls = [
    path("g/<slug:code>/kalender-hp/", feeds.feeds, name="feeds"),
    path("g/<slug:code>/kalender-hp/<slug:kind>/buat/", feeds.feed_make, name="feed_make"),
    path("g/<slug:code>/kalender-hp/<slug:kind>/matikan/", feeds.feed_end, name="feed_end"),
    path("g/<slug:code>/pertemuan/<int:pk>/kalender.ics", feeds.meeting_ics, name="meeting_ics"),
    # No group and no sign-in: what a calendar reads by itself.
    path("kalender/<str:token>.ics", feeds.feed, name="feed"),
]

opening_urls = [
    path("g/<slug:code>/pembukaan/", opening.opening, name="opening"),
    path("g/<slug:code>/pembukaan/mulai/", opening.start, name="opening_start"),
    path("g/<slug:code>/pembukaan/cari/", opening.gather_again, name="opening_gather"),
    path("g/<slug:code>/pembukaan/putuskan/", opening.decide, name="opening_decide"),
    path(
        "g/<slug:code>/pembukaan/usulan/<int:pk>/pertimbangkan/",
        opening.reconsider,
        name="opening_reconsider",
    ),
]

ways_urls = [
    path("g/<slug:code>/jarak/", ways.ways, name="ways"),
    path("g/<slug:code>/jarak/tempat/", ways.places, name="places"),
    path("g/<slug:code>/jarak/tempel/", ways.ways_paste, name="ways_paste"),
    path("g/<slug:code>/jarak/hapus/", ways.ways_clear, name="ways_clear"),
    path("g/<slug:code>/jarak/sekolah/<int:pk>/", ways.ways_school, name="ways_school"),
    path("g/<slug:code>/jarak/tuan-rumah/<int:pk>/", ways.host, name="host"),
    path("g/<slug:code>/jadwal/aturan/", settings.settings, name="settings"),
]

displacement_urls = [
    path("", displacement.lost, name="lost"),
    path("berkas/<str:kind>/", displacement.lost_file, name="lost_file"),
    path("<int:pk>/", displacement.lost_one, name="lost_one"),
]

calendar_urls = [
    path("", calendar.calendar, name="calendar"),
    path("acara/baru/", calendar.occasion_new, name="occasion_new"),
    path("acara/<int:pk>/", calendar.occasion_edit, name="occasion_edit"),
    path("acara/<int:pk>/hapus/", calendar.occasion_delete, name="occasion_delete"),
    path("acara/urungkan/", calendar.occasion_restore, name="occasion_restore"),
    path("libur/", calendar.holiday, name="holiday"),
    path("impor/", occasion_drafts.occasions_import, name="occasions_import"),
    path("impor/<int:pk>/", occasion_drafts.occasion_draft, name="occasion_draft"),
    path("impor/<int:pk>/terapkan/", occasion_drafts.draft_apply, name="draft_apply"),
    path("impor/<int:pk>/buang/", occasion_drafts.draft_discard, name="draft_discard"),
    path("hari/", polls.poll, name="poll"),
    path("hari/tanya/", polls.poll_open, name="poll_open"),
    path("hari/<int:pk>/catat/", polls.poll_record, name="poll_record"),
    path("hari/<int:pk>/tutup/", polls.poll_close, name="poll_close"),
]

schedule_urls = [
    path("g/<slug:code>/jadwal/", schedule.schedule, name="schedule"),
    path("g/<slug:code>/jadwal/susun/", schedule.run, name="schedule_run"),
    path(
        "g/<slug:code>/jadwal/pertemuan/<int:pk>/mengapa/",
        schedule.meeting_why,
        name="schedule_meeting_why",
    ),
    path(
        "g/<slug:code>/jadwal/pertemuan/<int:pk>/lain/",
        schedule.meeting_next,
        name="schedule_meeting_next",
    ),
    path(
        "g/<slug:code>/jadwal/pertemuan/<int:pk>/semat/",
        schedule.meeting_pin,
        name="schedule_meeting_pin",
    ),
    path("g/<slug:code>/jadwal/rancangan/<int:pk>/", schedule_draft.draft, name="schedule_draft"),
    *(
        path(f"g/<slug:code>/jadwal/rancangan/<int:pk>/{word}/", view, name=f"schedule_{name}")
        for word, view, name in (
            ("kemajuan", schedule_draft.progress, "progress"),
            ("lanjutkan", schedule_draft.resume, "resume"),
            ("susun-ulang", schedule_draft.solve_again, "resolve"),
            ("kembalikan", schedule_draft.undo_change, "take_back"),
            ("buang", schedule_draft.discard, "discard"),
            ("pakai", schedule_draft.adopt, "adopt"),
            ("batalkan", schedule_draft.undo, "undo"),
        )
    ),
    *(
        path(f"g/<slug:code>/jadwal/baris/<int:pk>/{word}/", view, name=f"schedule_{name}")
        for word, view, name in (
            ("pindahkan", schedule_draft.move_row, "move"),
            ("semat", schedule_draft.pin_row, "pin"),
            ("mengapa", schedule_draft.why, "why"),
            ("lain", schedule_draft.next_choice, "next"),
        )
    ),
]

region_urls = [
    path("", region.region_list, name="regions"),
    path("<str:place>/", region.region, name="region"),
    path("<str:place>/kemajuan/", region.region_progress, name="region_progress"),
    path("<str:place>/susun/", region.region_start, name="region_start"),
]

urlpatterns = [
    path("jadwal-wilayah/", include(region_urls)),
    *schedule_urls,
    path("g/<slug:code>/kalender/", include(calendar_urls)),
    path("g/<slug:code>/jadwal/hilang/", include(displacement_urls)),
    *ways_urls,
    *opening_urls,
    *feed_urls,
    path("g/<slug:code>/narasumber/", include(speaker_urls)),
    path("g/<slug:code>/membantu/", offers.offers, name="offers"),
    path("g/<slug:code>/prota/", include(yearplan_urls)),
]
