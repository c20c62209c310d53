"""The addresses of what is done between a panel's answers."""

from django.urls import path

from weighin.site.facilitating import views

app_name = "facilitating"
urlpatterns = [
    path("desk/asked/<str:asked>/proposals", views.proposals, name="proposals"),
    path("desk/asked/<str:asked>/proposals/decide", views.decide, name="decide"),
    path("desk/asked/<str:asked>/discussion", views.discussion, name="discussion"),
    path("desk/asked/<str:asked>/discussion/say", views.say, name="say"),
    path("desk/asked/<str:asked>/discussion/<str:contribution>/withhold", views.withhold, name="withhold"),
    path("desk/asked/<str:asked>/questions/<str:question>/agreed", views.agreed, name="agreed"),
]
