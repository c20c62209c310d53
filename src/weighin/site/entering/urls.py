"""The addresses of entering replies."""

from django.urls import path

from weighin.site.entering import mail, unmatched, views

app_name = "entering"
urlpatterns = [
    path("desk/asked/<str:asked>/panelists/<str:panelist>/reply", views.reply, name="reply"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>/address", mail.address, name="address"),
    path("desk/asked/<str:asked>/mail/<str:mail>", mail.mail, name="mail"),
    path("desk/mail", unmatched.unmatched, name="unmatched"),
    path("desk/mail/<str:mail>", unmatched.unmatched_letter, name="unmatched_letter"),
]
