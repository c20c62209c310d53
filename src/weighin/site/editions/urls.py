"""The addresses of editions: the public ones, and those on the desk."""

from django.urls import path, re_path

from weighin.site.editions import embargo, views
from weighin.site.store.identifiers import PATTERN

FILE = r"(?P<name>[a-z0-9][a-z0-9-]*\.[a-z0-9]+)"  # no folder, no dot at the start: a name, never a path
NUMBER = r"(?P<number>[1-9][0-9]{0,5})"
DESK = "desk/roundups/<str:roundup>"

app_name = "editions"
urlpatterns = [
    re_path(rf"^roundups/(?P<public_id>{PATTERN})$", views.to_folder, name="without_slash"),
    re_path(rf"^roundups/(?P<public_id>{PATTERN})/$", views.published, name="page"),
    re_path(rf"^roundups/(?P<public_id>{PATTERN})/{FILE}$", views.published, name="file"),
    re_path(rf"^roundups/(?P<public_id>{PATTERN})/editions/$", views.versions, name="versions"),
    re_path(rf"^roundups/(?P<public_id>{PATTERN})/editions/{NUMBER}/$", views.version, name="version_page"),
    re_path(rf"^roundups/(?P<public_id>{PATTERN})/editions/{NUMBER}/{FILE}$", views.version, name="version_file"),
    re_path(rf"^embargo/(?P<preview>{PATTERN})/$", embargo.embargo, name="embargo"),
    re_path(rf"^embargo/(?P<preview>{PATTERN})/{FILE}$", embargo.embargo, name="embargo_file"),
    path(f"{DESK}/schedule", views.schedule, name="schedule"),
    path(f"{DESK}/schedule/cancel", views.cancel_schedule, name="cancel_schedule"),
    path(f"{DESK}/embargo", embargo.previews_of, name="previews"),
    path(f"{DESK}/embargo/<str:preview>/end", embargo.end_preview, name="end_preview"),
    path(f"{DESK}/publish", views.publish, name="publish"),
    path(f"{DESK}/withdraw", views.withdraw, name="withdraw"),
    re_path(
        rf"^desk/roundups/(?P<roundup>{PATTERN})/preview/(?P<audience>editors|readers)/$", views.preview, name="preview"
    ),
    re_path(
        rf"^desk/roundups/(?P<roundup>{PATTERN})/preview/(?P<audience>editors|readers)/{FILE}$",
        views.preview,
        name="preview_file",
    ),
]
