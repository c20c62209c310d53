"""From a public record to its edition: pages, charts and files, the same from the site and from the command line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from weighin.publishing.answers import shown_answers
from weighin.publishing.chart import MOST_ROWS, charts_of, size_of
from weighin.publishing.edition import PLAIN, Edition, EditionFile, Masthead, edition_file
from weighin.publishing.expectations import expectations_of
from weighin.publishing.exports import asked_csv, forecasts_csv, record_json
from weighin.publishing.markdown import record_markdown
from weighin.publishing.matrix import matrix_of
from weighin.publishing.pages import icon, page, stylesheet
from weighin.publishing.panel import views_of
from weighin.publishing.panel.files import groups_csv, has_judgements, judgements_csv, panel_csv, panel_json, rounds_csv
from weighin.publishing.panel.rounds import between_rounds
from weighin.publishing.panel.sides import groups_beside
from weighin.publishing.panel.weights import seed_section, weighted_panel, weights_csv
from weighin.publishing.sections import by_expert, by_question
from weighin.publishing.source_view import source_lines
from weighin.publishing.structured import description_of, json_ld
from weighin.publishing.topics import MOST_COLUMNS, MOST_VOICES, topics_of
from weighin.publishing.versions import Version
from weighin.record.public import PublicRecord
from weighin.sealing.documents import encode_document
from weighin.sealing.seal import Seal
from weighin.sealing.stamps import MEDIA_TYPES


class View(Struct, frozen=True):
    """One way of looking at a round-up: its file, and its name in the navigation."""

    file: str
    name: str


QUESTIONS = View("index.html", "By question")
EXPERTS = View("experts.html", "By expert")
MATRIX = View("matrix.html", "Matrix")
EXPECTATIONS = View("expectations.html", "Expectations")
TOPICS = View("topics.html", "Actors and issues")
ASKED = View("asked.html", "Who was asked")
SOURCE = View("source.html", "Source")
NO_STAMPS: Mapping[str, bytes] = {}


def publish(
    record: PublicRecord,
    *,
    masthead: Masthead = PLAIN,
    seal: Seal | None = None,
    stamps: Mapping[str, bytes] = NO_STAMPS,
    versions: Sequence[Version] = (),
) -> Edition:
    """Make the edition of a record: the same record gives the same bytes.

    `seal` goes out beside it, as `seal.json`, with the files of the `stamps` that it names. `versions` are all that were published, this one last; where it is not the first, the page says
    what each corrected.
    """
    return Edition(files=tuple(_files(record, masthead, seal, stamps=stamps, versions=versions)))


def _files(
    record: PublicRecord,
    masthead: Masthead,
    seal: Seal | None,
    *,
    stamps: Mapping[str, bytes],
    versions: Sequence[Version],
) -> Iterator[EditionFile]:
    expectations = expectations_of(record)
    charts = charts_of(expectations)
    answers = shown_answers(record)
    topics = topics_of(record)
    views = _views(record)
    weighted = weighted_panel(record)
    thinks = views_of(record, weighted)
    groups = groups_beside(record)
    rounds = between_rounds(record)
    shared: dict[str, Any] = {
        "record": record,
        "masthead": masthead,
        "has_seal": seal is not None,
        "stamps": (seal.stamps or ()) if seal else (),
        "versions": versions,
        "views": views,
        "description": description_of(record),
        "structured": Markup(json_ld(record)),  # noqa: S704 # json_ld leaves no character that ends a script element
        "questions": by_question(record, answers),
        "experts": by_expert(record, answers, topics),
        "matrix": matrix_of(record),
        "thinks": thinks,
        "seeds": seed_section(record, weighted),
        "has_weights": weighted is not None,
        "groups": groups,
        "rounds": rounds,
        "has_judgements": has_judgements(record),
        "expectations": expectations,
        "chart_sizes": {name: size_of(drawn) for name, drawn in charts.items()},
        "most_rows": MOST_ROWS,
        "topics": topics,
        "most_voices": MOST_VOICES,
        "grid_has_columns": len(record.panel) <= MOST_COLUMNS,
        "lines": source_lines(record.whole) if record.whole else (),
    }
    for view in views:
        yield edition_file(view.file, "text/html", page(view.file, view=view, **shared))
    for name, drawn in charts.items():
        yield edition_file(name, "image/svg+xml", drawn)
    yield edition_file("record.json", "application/json", record_json(record))
    yield edition_file("forecasts.csv", "text/csv", forecasts_csv(record))
    if record.asking and record.asking.invited:
        yield edition_file("asked.csv", "text/csv", asked_csv(record.asking))
    if has_judgements(record):
        yield edition_file("judgements.csv", "text/csv", judgements_csv(record))
    if thinks:
        yield edition_file("panel.csv", "text/csv", panel_csv(record, thinks))
        yield edition_file("panel.json", "application/json", panel_json(record, thinks))
    if weighted:
        yield edition_file("weights.csv", "text/csv", weights_csv(record, weighted))
    if groups:
        yield edition_file("groups.csv", "text/csv", groups_csv(record, groups))
    if rounds:
        yield edition_file("rounds.csv", "text/csv", rounds_csv(record, rounds))
    yield edition_file(
        "roundup.md", "text/markdown", record_markdown(record, thinks, rounds, seed_section(record, weighted))
    )
    if seal:
        yield edition_file("seal.json", "application/json", encode_document(seal))
    for name, content in sorted(stamps.items()):
        yield edition_file(name, MEDIA_TYPES[name], content)
    yield edition_file("style.css", "text/css", stylesheet())
    yield edition_file("icon.svg", "image/svg+xml", icon())


def _views(record: PublicRecord) -> tuple[View, ...]:
    """Who was asked, where the outlet publishes that; the source for editors, and for everybody where all may be shown."""
    asked = (ASKED,) if record.asking and record.asking.invited else ()
    return (QUESTIONS, EXPERTS, MATRIX, EXPECTATIONS, TOPICS, *asked, *((SOURCE,) if record.whole else ()))
