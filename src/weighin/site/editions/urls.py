"""The addresses of editions: the public ones, and those on the desk."""

from django.urls import path, re_path

from weighin.site.editions import views
from weighin.site.store.identifiers import PATTERN

FILE = r"(?P<name>[a-z0-9][a-z0-9-]*\.[a-z0-9]+)"  # no folder, no dot at the start: a name, never a path
DESK = "desk/roundups/<str:roundup>"

app_name = "editions"
urlpatterns = [
    re_path(rf"^roundups/(?P<public_id>{PATTERN})$", views.to_folder, name="without_slash"),
    re_path(rf"^roundups/(?P<public_id>{PATTERN})/$", views.published, name="page"),
    re_path(rf"^roundups/(?P<public_id>{PATTERN})/{FILE}$", views.published, name="file"),
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
