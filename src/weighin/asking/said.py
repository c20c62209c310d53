"""Judgements that are said in prose, as a proposal for whoever enters a reply: never taken without being looked at."""

import re
from collections.abc import Mapping, Sequence

from weighin.asking.answers import Asked
from weighin.record.judgements import ProbabilityScale

_PER_CENT = re.compile(r"(?<![\d.,–-])(\d{1,3}(?:[.,]\d{1,3})?)\s?(?:%|per ?cent\b|Prozent\b|퍼센트)", re.IGNORECASE)
_RANGE = re.compile(r"\d\s?(?:[–—-]|to|bis)\s?\d", re.IGNORECASE)
_MOST = 100


def fields_said(answers: Sequence[str], questions: Sequence[Asked]) -> Mapping[str, str]:
    """The fields of the form as a reply says them: its prose, and a probability where the prose names exactly one number of per cent."""
    fields: dict[str, str] = {}
    for prose, question in zip(answers, questions, strict=True):
        if question.asks_prose and prose:
            fields[f"{question.identifier}.prose"] = prose
        if isinstance(question.scale, ProbabilityScale) and (share := share_said_in(prose)):
            fields[f"{question.identifier}.probability"] = share
    return fields


def share_said_in(prose: str) -> str:
    """The one percentage that a text names, as it is typed; empty where it names none, several, or a range."""
    found = _PER_CENT.findall(prose)
    if len(set(found)) != 1 or _RANGE.search(prose):
        return ""
    return found[0] if float(found[0].replace(",", ".")) <= _MOST else ""
