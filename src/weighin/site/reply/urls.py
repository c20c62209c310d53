"""The addresses of answering: each is a personal link."""

from django.urls import path

from weighin.site.reply import afterwards, requests, views

app_name = "reply"
urlpatterns = [
    path("answer/<str:token>", views.form, name="form"),
    path("answer/<str:token>/receipt", views.receipt, name="receipt"),
    path("answer/<str:token>/afterwards", afterwards.afterwards, name="afterwards"),
    path("answer/<str:token>/submission.json", afterwards.submission, name="submission"),
    path("answer/<str:token>/proof.json", afterwards.proof, name="proof"),
    path("answer/<str:token>/witness.json", afterwards.witness, name="witness"),
    path("answer/<str:token>/ask", requests.ask, name="ask"),
    path("answer/<str:token>/decline", views.decline, name="decline"),
    path("answer/<str:token>/withdraw", views.withdraw, name="withdraw"),
    path("answer/<str:token>/reminders", views.stop_reminders, name="stop_reminders"),
]
