"""The addresses of the outbox."""

from django.urls import path

from weighin.site.outbox import messages, views

app_name = "outbox"
urlpatterns = [
    path("desk/asked/<str:asked>/letters", views.letters, name="letters"),
    path("desk/asked/<str:asked>/letters/write", messages.write, name="write"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>/letters", messages.person, name="person"),
    path("desk/asked/<str:asked>/letters/send", views.send, name="send"),
    path("desk/asked/<str:asked>/letters/<str:letter>", views.letter, name="letter"),
    path("desk/asked/<str:asked>/letters/<str:letter>/discard", views.discard, name="discard"),
    path("desk/asked/<str:asked>/letters/<str:letter>/again", views.again, name="again"),
    path("desk/mailbox", views.mailbox, name="mailbox"),
]
