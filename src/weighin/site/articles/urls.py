"""The addresses of reading, reviewing and correcting."""

from django.urls import path

from weighin.site.articles import views

ROUNDUP = "desk/roundups/<str:roundup>"

app_name = "articles"
urlpatterns = [
    path("desk/read", views.read, name="read"),
    path(f"{ROUNDUP}/review", views.review, name="review"),
    path(f"{ROUNDUP}/review/<slug:kind>", views.correct, name="correct"),
    path(f"{ROUNDUP}/corrections/<int:number>/take-back", views.take_back, name="take_back"),
]
