"""Templates: one environment for all pages, strict about what is missing and escaping whatever it is given."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from weighin.publishing import asking, conditions, rounds, seeds, wording
from weighin.publishing.panel import words
from weighin.record.values import DisplayRight, Polarity, Stance


def page(template: str, **shown: Any) -> str:
    """A page from its template. Whatever is shown is cleaned of control characters and escaped."""
    return environment().get_template(template).render(shown)


def stylesheet() -> str:
    """The one style sheet of every page."""
    return (files("weighin.publishing") / "style.css").read_text(encoding="utf-8")


def icon() -> str:
    """The sign in a browser's tab."""
    return (files("weighin.publishing") / "icon.svg").read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The environment of the templates, made once."""
    made = Environment(
        loader=PackageLoader("weighin.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    for word in (
        wording.basis_in_words,
        wording.confidence_in_words,
        wording.counted,
        wording.day_in_words,
        wording.host_of,
        wording.initials,
        wording.interval,
        wording.lean_in_words,
        wording.opening_words,
        wording.reach_in_words,
        wording.safe_address,
        wording.safe_language,
        wording.sign_of,
        wording.stance_in_words,
        words.judgement_in_words,
        words.scale_in_words,
        conditions.condition_in_words,
        seeds.aside_in_words,
        seeds.seed_in_words,
    ):
        made.filters[word.__name__] = word
    made.filters["asked_in_sentences"] = asking.asked_in_sentences
    made.filters["outcome_in_words"] = asking.outcome_in_words
    made.filters["outcomes_counted"] = asking.outcomes_counted
    made.filters["sealed_in_words"] = asking.sealed_in_words
    made.filters["proposal_in_words"] = rounds.proposal_in_words
    made.filters["stamp_in_words"] = asking.stamp_in_words
    made.filters["safe_home"] = safe_home
    made.globals |= {
        "KIND": wording.KIND,
        "LEANING": wording.LEANING,
        "Polarity": Polarity,
        "RIGHT": wording.RIGHT,
        "Right": DisplayRight,
        "Stance": Stance,
    }
    return made


def safe_home(address: str) -> str:
    """An address on the same site, or one of the web; empty for any other."""
    shown = wording.clean(address).strip()
    if shown.startswith(("//", "\\", "/\\")):
        return ""
    try:
        is_relative = not urlsplit(shown).scheme
    except ValueError:
        return ""
    return shown if is_relative else wording.safe_address(shown)


def _shown(value: object) -> object:
    """What a page may hold of a value; a missing one must not become the word None."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return wording.clean(value) if isinstance(value, str) else value
