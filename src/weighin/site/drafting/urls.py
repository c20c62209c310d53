"""The addresses of drafting."""

from django.urls import path

from weighin.site.drafting import (
    conditions,
    panel,
    preview,
    protocol,
    questions,
    seats,
    seeds,
    templates,
    terms,
    trial,
    views,
)

app_name = "drafting"
urlpatterns = [
    path("desk/asked/new", views.new, name="new"),
    path("desk/asked/templates", templates.templates, name="templates"),
    path("desk/asked/templates/use", templates.use, name="use_template"),
    path("desk/asked/templates/delete", templates.delete, name="delete_template"),
    path("desk/asked/<str:asked>/template", templates.save, name="save_template"),
    path("desk/asked/<str:asked>/test", trial.trial, name="test"),
    path("desk/asked/<str:asked>/test/end", trial.end, name="end_test"),
    path("desk/asked/<str:asked>/draft", views.draft, name="draft"),
    path("desk/asked/<str:asked>/protocol", protocol.protocol, name="protocol"),
    path("desk/asked/<str:asked>/preview", preview.preview, name="preview"),
    path("desk/asked/<str:asked>/open", views.open_it, name="open"),
    path("desk/asked/<str:asked>/first-round", views.first_round, name="first_round"),
    path("desk/asked/<str:asked>/questions/add", questions.add, name="add_question"),
    path("desk/asked/<str:asked>/questions/order", questions.order, name="order_questions"),
    path("desk/asked/<str:asked>/questions/<str:question>", questions.change, name="change_question"),
    path("desk/asked/<str:asked>/questions/<str:question>/move", questions.move, name="move_question"),
    path("desk/asked/<str:asked>/questions/<str:question>/terms", terms.terms, name="terms"),
    path("desk/asked/<str:asked>/questions/<str:question>/condition", conditions.condition, name="condition"),
    path("desk/asked/<str:asked>/questions/<str:question>/seed", seeds.seed, name="seed"),
    path("desk/asked/<str:asked>/questions/<str:question>/remove", questions.remove, name="remove_question"),
    path("desk/asked/<str:asked>/panel", panel.panel, name="panel"),
    path("desk/asked/<str:asked>/panel/directory", panel.from_directory, name="panel_from_directory"),
    path("desk/asked/<str:asked>/duplicate", views.duplicate, name="duplicate"),
    path("desk/asked/<str:asked>/panel/table", panel.table, name="panel_table"),
    path("desk/asked/<str:asked>/panel/<str:panelist>/seat", seats.seat, name="seat"),
    path("desk/asked/<str:asked>/panel/<str:panelist>/remove", panel.remove, name="remove_panelist"),
]
