"""The addresses of entering replies."""

from django.urls import path

from weighin.site.entering import views

app_name = "entering"
urlpatterns = [
    path("desk/asked/<str:asked>/panelists/<str:panelist>/reply", views.reply, name="reply"),
]
