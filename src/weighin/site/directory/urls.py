"""The addresses of the directory."""

from django.urls import path

from weighin.site.directory import parting, views

app_name = "directory"
urlpatterns = [
    path("desk/experts", views.experts, name="experts"),
    path("desk/experts/add", views.add, name="add"),
    path("desk/experts/table", views.table, name="table"),
    path("desk/experts/<str:expert>", views.expert, name="expert"),
    path("desk/experts/<str:expert>/change", views.change, name="change"),
    path("desk/experts/<str:expert>/affiliations", views.add_affiliation, name="add_affiliation"),
    path("desk/experts/<str:expert>/affiliations/<str:affiliation>/end", views.end_affiliation, name="end_affiliation"),
    path(
        "desk/experts/<str:expert>/affiliations/<str:affiliation>/remove",
        views.remove_affiliation,
        name="remove_affiliation",
    ),
    path("desk/experts/<str:expert>/identity", views.confirm_identity, name="confirm_identity"),
    path("desk/experts/<str:expert>/photograph.jpg", views.photograph, name="photograph"),
    path("desk/experts/<str:expert>/photograph", views.set_photograph, name="set_photograph"),
    path("desk/experts/<str:expert>/photograph/remove", views.remove_photograph, name="remove_photograph"),
    path("desk/experts/<str:expert>/merge", parting.merge, name="merge"),
    path("desk/experts/<str:expert>/everything.json", parting.export, name="export"),
    path("desk/experts/<str:expert>/erase", parting.erase, name="erase"),
]
