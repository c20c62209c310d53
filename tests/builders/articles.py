"""Small articles of our own writing, and what the reader makes of them in words that a test can compare."""

from weighin.reading.read import Reading, read_bytes
from weighin.record.record import Record


def page(body: str, *, title: str = "Will the ferry keep running?", head: str = "") -> str:
    """A web page with a headline and this body."""
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


def reading_of(text: str, name: str = "article.html") -> Reading:
    """The reading of a text as if it had come from a file of that name."""
    return read_bytes(text.encode(), name=name)


def record_of(text: str, name: str = "article.html") -> Record:
    """The record of a text that is a round-up."""
    reading = reading_of(text, name)
    assert reading.record is not None, reading.verdict.reasons
    return reading.record


def panel_of(record: Record) -> dict[str, str]:
    """Affiliations by name."""
    return {panelist.name: panelist.affiliation for panelist in record.panel}


def asked_in(record: Record) -> list[str]:
    """The questions."""
    return [question.text for question in record.questions]


def said_in(record: Record) -> list[tuple[str, str, str]]:
    """Who (joint speakers joined by "+"), to which question ("" where none is put), in which words (paragraphs joined by "/")."""
    questions = {question.identifier: question.text for question in record.questions}
    return [
        (
            "+".join(record.panelist(panelist).name for panelist in answer.panelists),
            questions.get(answer.question or "", ""),
            "/".join(paragraph.text for paragraph in answer.paragraphs),
        )
        for answer in record.answers
    ]


def words_of(record: Record) -> dict[str, str]:
    """Everything that each speaker says, by name."""
    found: dict[str, list[str]] = {}
    for who, _, words in said_in(record):
        found.setdefault(who, []).append(words)
    return {who: "/".join(words) for who, words in found.items()}


def left_out(record: Record) -> list[str]:
    """The lines that the record warns about."""
    return [warning.passage.text for warning in record.warnings if warning.passage]
