"""The addresses of the board."""

from django.urls import path

from weighin.site.board import editing, next_round, notes, openings, reasons, seeds, stamps, views

app_name = "board"
urlpatterns = [
    path("desk/asked", views.asked_list, name="asked"),
    path("desk/asked/<str:asked>", views.roundup, name="roundup"),
    path("desk/asked/<str:asked>/reminders", views.reminders, name="reminders"),
    path("desk/asked/<str:asked>/close", views.close, name="close"),
    path("desk/asked/<str:asked>/next-round", next_round.next_round, name="next_round"),
    path("desk/asked/<str:asked>/reasons", reasons.reasons, name="reasons"),
    path("desk/asked/<str:asked>/seal", views.seal, name="seal"),
    path("desk/asked/<str:asked>/record", views.record, name="record"),
    path("desk/asked/<str:asked>/seeds", seeds.seeds, name="seeds"),
    path("desk/asked/<str:asked>/seal.json", views.seal_file, name="seal_file"),
    path("desk/asked/<str:asked>/stamps/ask", stamps.ask, name="ask_for_stamps"),
    path("desk/asked/<str:asked>/stamps/<str:name>", stamps.file, name="stamp_file"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>", notes.panelist, name="panelist"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>/notes/<int:number>", notes.remove, name="remove_note"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>/extension", views.extend, name="extend"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>/requests/<int:number>", views.settle, name="settle"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>/late", views.accept_late, name="accept_late"),
    path("desk/asked/<str:asked>/panelists/<str:panelist>/opening", openings.decide, name="opening"),
    path("desk/asked/<str:asked>/answers/<str:question>", editing.answers, name="answers"),
    path("desk/asked/<str:asked>/answers/<str:question>/<str:panelist>", editing.edit, name="edit"),
    path(
        "desk/asked/<str:asked>/answers/<str:question>/<str:panelist>/<int:number>",
        editing.settle,
        name="settle_report",
    ),
]
