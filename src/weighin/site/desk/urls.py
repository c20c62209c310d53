"""The addresses of the desk."""

from django.urls import path

from weighin.site.desk import views

app_name = "desk"
urlpatterns = [
    path("desk", views.roundups, name="roundups"),
    path("desk/journal", views.journal, name="journal"),
    path("desk/journal.jsonl", views.journal_file, name="journal_file"),
    path("desk/roundups/<str:roundup>", views.roundup, name="roundup"),
    path("desk/roundups/<str:roundup>/right", views.state_right, name="state_right"),
]
