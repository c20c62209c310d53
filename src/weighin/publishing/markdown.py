"""The record as Markdown, for those who go on writing."""

import re
from collections.abc import Iterator, Mapping

from weighin.publishing.asking import asked_in_sentences, marks_of, sealed_in_words
from weighin.publishing.conditions import condition_in_words
from weighin.publishing.matrix import forecasts_by_answer
from weighin.publishing.panel.picture import Picture
from weighin.publishing.panel.rounds import BetweenRounds
from weighin.publishing.panel.view import OUTSIDE, View
from weighin.publishing.panel.weights import SeedSection
from weighin.publishing.panel.words import judgement_in_words, scale_in_words
from weighin.publishing.seeds import aside_in_words, seed_in_words
from weighin.publishing.wording import (
    RIGHT,
    clean,
    counted,
    day_in_words,
    lean_in_words,
    range_in_words,
    safe_address,
    stance_in_words,
)
from weighin.record.asking import Asking
from weighin.record.public import PublicAnswer, PublicForecast, PublicQuestion, PublicRecord, Quotation
from weighin.record.values import Stance

_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_MEANS_SOMETHING_FIRST = re.compile(r"^(\s*)([-+=:]|\d+[.)](?=\s|$))", re.MULTILINE)


def record_markdown(
    record: PublicRecord,
    thinks: Mapping[str, View],
    rounds: Mapping[str, BetweenRounds],
    seeds: SeedSection | None = None,
) -> str:
    """Title, panel, answers by question, what the panel thinks, what moved between rounds, forecasts; nothing of it can turn into markup."""
    return "\n\n".join(_parts(record, thinks, rounds, seeds)) + "\n"


def _parts(
    record: PublicRecord, thinks: Mapping[str, View], rounds: Mapping[str, BetweenRounds], seeds: SeedSection | None
) -> Iterator[str]:
    yield f"# {plain(record.title) or 'Round-up'}"
    if record.standfirst:
        yield f"*{plain(record.standfirst)}*"
    published = day_in_words(record.published) if record.published else ""
    told = " · ".join(plain(part) for part in (record.outlet, record.byline, published) if part)
    if told:
        yield told
    address = safe_address(record.address)
    yield RIGHT[record.display_right] + (f"  \nOriginal: <{address.replace('>', '%3E')}>" if address else "")
    yield "## The panel"
    yield "\n".join(
        f"- **{plain(panelist.name)}**"
        + (f", {plain(panelist.affiliation)}" if panelist.affiliation else "")
        + (f" ({plain(panelist.group)})" if panelist.group else "")
        for panelist in record.panel
    )
    forecasts = forecasts_by_answer(record)
    for question in (*record.questions, None):
        answers = [
            answer for answer in record.answers if answer.question == (question.identifier if question else None)
        ]
        if question or answers:
            yield f"## {plain(question.text) if question else 'In their own words'}"
        if question:
            yield from _asked(question)
        yield from _together(thinks.get(question.identifier if question else OUTSIDE))
        if question and question.identifier in rounds:
            yield from _between(rounds[question.identifier])
        if question and question.not_asked:
            names = (plain(record.panelist(one).name) for one in question.not_asked)
            yield f"Not asked: {', '.join(names)}"
        for answer in answers:
            yield from _answer(record, answer, forecasts.get(answer.identifier, []))
    if seeds:
        yield from _seeds(seeds)
    if record.asking:
        yield from _how_asked(record, record.asking)


def _seeds(seeds: SeedSection) -> Iterator[str]:
    yield "## Seed questions"
    yield plain(" ".join((seeds.lead, *seeds.notes)))
    if seeds.lines:
        rows = (
            f"| {plain(line.panelist.name)} | {line.answered} | {line.accuracy} | {line.information} | {line.weight} |"
            for line in seeds.lines
        )
        yield "\n".join(
            ("| Expert | Answered | Accuracy | Information | Weight |", "| --- | --: | --: | --: | --: |", *rows)
        )


def _how_asked(record: PublicRecord, asking: Asking) -> Iterator[str]:
    """The same sentences as on the page, and the root."""
    yield "## How this was asked"
    yield plain(" ".join(asked_in_sentences(record)))
    if asking.seal:
        yield f"{sealed_in_words(asking)} `{asking.seal.root}`"


def _answer(record: PublicRecord, answer: PublicAnswer, forecasts: list[PublicForecast]) -> Iterator[str]:
    yield f"### {', '.join(plain(record.panelist(panelist).name) for panelist in answer.panelists)}"
    if answer.position or answer.stance is not Stance.ANSWERED:
        yield f"*{stance_in_words(answer)}*"
    if answer.judgement and not answer.position and answer.question:
        yield f"Judgement: {plain(judgement_in_words(answer.judgement, record.question(answer.question).scale))}"
    if came := marks_of(record.asking, answer):
        yield f"*{'; '.join(came)}*"
    for quotation in answer.quotations:
        yield f"> {quoted(quotation)}"
    if answer.is_shortened:
        yield f"({counted(answer.words, 'word')} in the original)"
    if forecasts:
        yield "\n".join(
            f"- {lean_in_words(forecast)}"
            + (f", {range_in_words(forecast.probability)}" if forecast.probability and not forecast.is_unhedged else "")
            + f": “{quoted(forecast.quotation)}”"
            for forecast in forecasts
        )


def quoted(quotation: Quotation) -> str:
    """The words in one line, with an ellipsis where some were left off."""
    return ("… " if quotation.cut_before else "") + plain(quotation.text) + (" …" if quotation.cut_after else "")


def _asked(question: PublicQuestion) -> Iterator[str]:
    """What was asked for, and the terms of settlement."""
    asked = [("Asked", condition_in_words(question.asked_if))] if question.asked_if else []
    asked += [("Asked for", scale_in_words(question.scale))] if question.scale else []
    if terms := question.terms:
        asked += [
            ("If this comes true", terms.condition or ""),
            ("What counts", terms.what_counts),
            ("Known by", day_in_words(terms.due) if terms.due else ""),
            ("By which source", terms.source),
            ("Fine print", terms.fine_print),
        ]
    if seed := question.seed:
        told = f"{seed_in_words(seed, question.scale)}. {aside_in_words(seed)}".strip()
        asked.append(("Known to the editors beforehand", told))
    if asked:
        yield "\n".join(f"- {name}: {plain(told)}" for name, told in asked if told)


def _together(thinks: View | None) -> Iterator[str]:
    """What the panel thinks, with the figures behind it."""
    if thinks:
        yield f"**What the panel thinks.** {plain(' '.join((thinks.lead, *thinks.notes)))}"
        if thinks.picture and thinks.picture.rows:
            yield _figures(thinks.picture)


def _between(rounds: BetweenRounds) -> Iterator[str]:
    """What moved between rounds, and what the group agreed on."""
    if rounds.notes:
        yield f"**Between rounds.** {plain(' '.join(rounds.notes))}"
    if rounds.beside and rounds.beside.picture:
        yield _figures(rounds.beside.picture)
    if rounds.agreed:
        yield f"**The group agreed on** {plain(rounds.agreed)}" + (
            f": {plain(rounds.rationale)}" if rounds.rationale else ""
        )
    if rounds.reasons:
        yield "\n".join(f"- {plain(because)}" for because in rounds.reasons)


def _figures(picture: Picture) -> str:
    rows = "\n".join(
        f"| {plain(row.label)} | {plain(row.figures)}{f' ({plain(row.beside)})' if row.beside else ''} |"
        for row in picture.rows
    )
    return f"| {plain(picture.of)} | {plain(picture.title)} |\n| --- | --- |\n{rows}"


def plain(text: str) -> str:
    """Text of others, so that no character of it means anything in Markdown."""
    line = " ".join(clean(text).split())
    return _MEANS_SOMETHING_FIRST.sub(r"\1\\\2", _MEANS_SOMETHING.sub(r"\\\1", line))
