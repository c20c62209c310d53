"""The same for machines: judgements as a table, and what the panel thinks as a table and as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from weighin.publishing.exports import table_file
from weighin.publishing.panel.rounds import BetweenRounds
from weighin.publishing.panel.sides import Beside
from weighin.publishing.panel.view import View
from weighin.record.judgements import (
    AgreementJudgement,
    AxesJudgement,
    AxesScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    IntervalJudgement,
    IntervalScale,
    Judgement,
    ProbabilityJudgement,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RatingJudgement,
    RouletteJudgement,
    RouletteScale,
    Scale,
    kind_of,
)
from weighin.record.public import PublicAnswer, PublicQuestion, PublicRecord

JUDGEMENT_COLUMNS = (
    "question",
    "text",
    "answer",
    "expert",
    "affiliation",
    "kind",
    "part",
    "value",
    "unit",
    "confidence",
)
PANEL_COLUMNS = ("question", "text", "basis", "kind", "counted", "panel", "measure", "part", "expert", "value")

GROUP_COLUMNS = ("question", "text", "group", "counted", "measure", "part", "value")


def judgements_csv(record: PublicRecord) -> bytes:
    """A row a number: one of a probability, a rating or a vote, one for each option of a choice, and for each level of a quantity or date."""
    return table_file(JUDGEMENT_COLUMNS, _judgement_rows(record))


def panel_csv(record: PublicRecord, views: Mapping[str, View]) -> bytes:
    """A row a measure of each question: the pool, its interval, who stands apart, the pool without each expert; probabilities in [0, 1]."""
    return table_file(
        PANEL_COLUMNS,
        (
            [view.question or "", view.text, view.basis.value, view.kind, view.counted, len(record.panel), one.measure, one.part, one.expert, one.value]
            for view in views.values()
            for one in view.measures
        ),
    )  # fmt: skip


def panel_json(record: PublicRecord, views: Mapping[str, View]) -> bytes:
    """The same by question, with the sentences that the page has."""
    told = [
        {
            "question": view.question,
            "text": view.text,
            "basis": view.basis.value,
            "kind": view.kind,
            "counted": view.counted,
            "panel": len(record.panel),
            "lead": view.lead,
            "notes": list(view.notes),
            "rule": view.rule,
            "measures": [
                {"measure": one.measure, "part": one.part, "expert": one.expert, "value": one.value}
                for one in view.measures
            ],
        }
        for view in views.values()
    ]
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", errors="replace") + b"\n"


def groups_csv(record: PublicRecord, groups: Mapping[str, Beside]) -> bytes:
    """A row a measure of each group of stakeholders that is large enough, by question."""
    return table_file(
        GROUP_COLUMNS,
        (
            [question, record.question(question).text, line.label, line.counted, one.measure, one.part, one.value]
            for question, found in groups.items()
            for line in found.lines
            for one in line.measures
        ),
    )


def rounds_csv(record: PublicRecord, rounds: Mapping[str, BetweenRounds]) -> bytes:
    """A row a measure of each round that has enough judgements, by question."""
    return groups_csv(record, {question: one.beside for question, one in rounds.items() if one.beside})


def has_judgements(record: PublicRecord) -> bool:
    """Whether anybody gave one."""
    return any(answer.judgement is not None for answer in record.answers)


def _judgement_rows(record: PublicRecord) -> Iterator[list[object]]:
    for answer in record.answers:
        if answer.judgement is None or answer.question is None:
            continue
        question = record.question(answer.question)
        for panelist in map(record.panelist, answer.panelists):
            for part, value in _numbers(answer.judgement, question.scale):
                yield [
                    question.identifier, question.text, answer.identifier, panelist.name, panelist.affiliation, kind_of(answer.judgement), part, value,
                    _unit(question), _confidence(answer),
                ]  # fmt: skip


def _numbers(judgement: Judgement, scale: Scale | None) -> Iterable[tuple[str, object]]:
    match judgement, scale:
        case ProbabilityJudgement(probability=probability), _:
            return [("", probability)]
        case ChoiceJudgement(probabilities=probabilities), ChoiceScale(options=options):
            return zip(options, probabilities, strict=True)
        case QuantityJudgement(quantiles=quantiles), QuantityScale(levels=levels):
            return zip((f"{level:g}" for level in levels), quantiles, strict=True)
        case DateJudgement(days=days), DateScale(levels=levels):
            return zip((f"{level:g}" for level in levels), days, strict=True)
        case IntervalJudgement(lowest=lowest, best=best, highest=highest), _:
            return [("lowest", lowest), ("best", best), ("highest", highest)]
        case RouletteJudgement(chips=chips), RouletteScale(edges=edges):
            return zip((f"{low:g} to {high:g}" for low, high in pairwise(edges)), chips, strict=True)
        case AxesJudgement(across=across, up=up), AxesScale():
            return [(scale.across, across), (scale.up, up)]
        case RankingJudgement(places=places), RankingScale(options=options):
            return zip(options, places, strict=True)
        case RatingJudgement(rating=rating), _:
            return [("", rating)]
        case AgreementJudgement(position=position), _:
            return [("", position.value)]
    return []


def _unit(question: PublicQuestion) -> str:
    return question.scale.unit if isinstance(question.scale, QuantityScale | IntervalScale | RouletteScale) else ""


def _confidence(answer: PublicAnswer) -> object:
    confidence = (
        answer.judgement.confidence if isinstance(answer.judgement, AgreementJudgement | IntervalJudgement) else None
    )
    return "" if confidence is None else confidence
