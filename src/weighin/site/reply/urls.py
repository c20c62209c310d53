"""The addresses of answering: each is a personal link, but for the preview of the form."""

from django.urls import path

from weighin.site.reply import afterwards, discussion, opening, preview, requests, views
from weighin.site.reply.private import in_their_language

app_name = "reply"
urlpatterns = [
    path("desk/asked/<str:asked>/preview/form", preview.preview, name="preview"),
    path("answer/<str:token>", in_their_language(views.form), name="form"),
    path("answer/<str:token>/receipt", in_their_language(views.receipt), name="receipt"),
    path("answer/<str:token>/afterwards", in_their_language(afterwards.afterwards), name="afterwards"),
    path("answer/<str:token>/opening", in_their_language(opening.opening), name="opening"),
    path("answer/<str:token>/submission.json", in_their_language(afterwards.submission), name="submission"),
    path("answer/<str:token>/proof.json", in_their_language(afterwards.proof), name="proof"),
    path("answer/<str:token>/witness.json", in_their_language(afterwards.witness), name="witness"),
    path("answer/<str:token>/ask", in_their_language(requests.ask), name="ask"),
    path("answer/<str:token>/discussion", in_their_language(discussion.discussion), name="discussion"),
    path("answer/<str:token>/decline", in_their_language(views.decline), name="decline"),
    path("answer/<str:token>/confirm", in_their_language(views.confirm), name="confirm"),
    path("answer/<str:token>/withdraw", in_their_language(views.withdraw), name="withdraw"),
    path("answer/<str:token>/reminders", in_their_language(views.stop_reminders), name="stop_reminders"),
]
