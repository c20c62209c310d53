"""What a search engine reads: schema.org as JSON-LD, and a description of a sentence."""

import json
from typing import Any

from weighin.publishing.wording import clean, counted, safe_address
from weighin.record.public import PublicAnswer, PublicRecord


def description_of(record: PublicRecord) -> str:
    """One sentence on what there is to see."""
    parts = [counted(len(record.panel), "expert")]
    if record.questions:
        parts.append(counted(len(record.questions), "question"))
    parts.append(counted(len(record.answers), "answer"))
    if record.forecasts:
        parts.append(counted(len(record.forecasts), "expectation"))
    how = "asked" if record.asking else "first published"
    return clean(", ".join(parts) + (f"; {how} by {record.outlet}" if record.outlet else "") + ".")


def json_ld(record: PublicRecord) -> str:
    """An Article with its questions and who answered them, safe inside a `<script>` element."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": clean(record.title),
        "description": description_of(record),
        "about": [{"@type": "Thing", "name": clean(topic.label)} for topic in record.topics[:10]],
        "contributor": [_person(record, panelist.identifier) for panelist in record.panel if panelist.is_named],
    }
    if record.published:
        told["datePublished"] = record.published.isoformat()
    if record.outlet:
        told["publisher"] = {"@type": "Organization", "name": clean(record.outlet)}
    if address := safe_address(record.address):
        told["isBasedOn"] = address
    if record.questions:
        told["hasPart"] = [
            {
                "@type": "Question",
                "name": clean(question.text),
                "suggestedAnswer": [
                    _answer(record, answer)
                    for answer in record.answers
                    if answer.question == question.identifier and answer.quotations
                ],
            }
            for question in record.questions
        ]
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return (
        words.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _person(record: PublicRecord, identifier: str) -> dict[str, Any]:
    panelist = record.panelist(identifier)
    person: dict[str, Any] = {"@type": "Person", "name": clean(panelist.name)}
    if panelist.affiliation:
        person["description"] = clean(panelist.affiliation)
    return person


def _answer(record: PublicRecord, answer: PublicAnswer) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "Answer",
        "text": clean(" ".join(quotation.text for quotation in answer.quotations)),
    }
    named = [panelist for panelist in map(record.panelist, answer.panelists) if panelist.is_named]
    if named:
        told["author"] = [{"@type": "Person", "name": clean(panelist.name)} for panelist in named]
    return told
