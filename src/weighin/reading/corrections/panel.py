"""Corrections of the panel: names, affiliations, two who are one, somebody who says nothing."""

from typing import assert_never

from msgspec.structs import replace

from weighin.reading.corrections.fitting import refuse, require_new_name, the_panelist, the_words, where_it_says
from weighin.reading.corrections.kinds import (
    MendAffiliation,
    MergePanelists,
    PanelCorrection,
    RemovePanelist,
    RenamePanelist,
)
from weighin.reading.corrections.recount import Recounted, recount, with_mentions
from weighin.record.record import Forecast, Panelist, Record


def correct_panel(record: Record, correction: PanelCorrection) -> Recounted:
    """The record with the panel corrected."""
    match correction:
        case RenamePanelist():
            return _renamed(record, correction)
        case MendAffiliation():
            return _with_affiliation(record, correction)
        case MergePanelists():
            return _merged(record, correction)
        case RemovePanelist():
            return _without(record, correction)
        case _:
            assert_never(correction)


def _renamed(record: Record, correction: RenamePanelist) -> Recounted:
    panelist = the_panelist(record, correction.panelist)
    name = the_words(correction.name, of="the name of a panelist")
    require_new_name(record, name, besides=panelist.identifier)
    # what the source calls this person stays known, so that the old name still finds it
    aliases = tuple(alias for alias in dict.fromkeys((*panelist.aliases, panelist.name)) if alias != name)
    named_at = panelist.named_at or where_it_says(record, name)
    return _with(record, panelist, replace(panelist, name=name, aliases=aliases, named_at=named_at))


def _with_affiliation(record: Record, correction: MendAffiliation) -> Recounted:
    panelist = the_panelist(record, correction.panelist)
    affiliation = " ".join(correction.affiliation.split())
    if affiliation == panelist.affiliation:
        refuse("this is the affiliation that stands there already")
    at = where_it_says(record, affiliation) if affiliation else None
    return _with(record, panelist, replace(panelist, affiliation=affiliation, affiliation_at=(at,) if at else ()))


def _with(record: Record, before: Panelist, now: Panelist) -> Recounted:
    return recount(record, panel=[now if one is before else one for one in record.panel])


def _merged(record: Record, correction: MergePanelists) -> Recounted:
    gone, kept = the_panelist(record, correction.panelist), the_panelist(record, correction.into)
    if gone is kept:
        refuse(f"{kept.name} is one person already; choose somebody else of the panel")
    person = replace(
        kept,
        named_at=kept.named_at or gone.named_at,
        affiliation=kept.affiliation or gone.affiliation,
        affiliation_at=kept.affiliation_at if kept.affiliation else gone.affiliation_at,
        aliases=tuple(
            alias for alias in dict.fromkeys((*kept.aliases, gone.name, *gone.aliases)) if alias != kept.name
        ),
        interests=tuple(dict.fromkeys((*kept.interests, *gone.interests))),
    )

    def one_of(panelists: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kept.identifier if who == gone.identifier else who for who in panelists))

    forecasts: dict[Forecast, Forecast] = {}  # a joint answer of the two had each forecast twice
    for forecast in record.forecasts:
        whose = one_of((forecast.panelist,))[0]
        forecasts.setdefault(replace(forecast, identifier="", panelist=whose), replace(forecast, panelist=whose))
    return recount(
        record,
        panel=[person if one is kept else one for one in record.panel if one is not gone],
        answers=[replace(answer, panelists=one_of(answer.panelists)) for answer in record.answers],
        forecasts=list(forecasts.values()),
        topics=with_mentions(record.topics, lambda mention: replace(mention, panelists=one_of(mention.panelists))),
    )


def _without(record: Record, correction: RemovePanelist) -> Recounted:
    panelist = the_panelist(record, correction.panelist)
    answers = len(record.answers_by(panelist.identifier))
    forecasts = len(record.forecasts_by(panelist.identifier))
    if answers or forecasts:
        found = " and ".join(
            f"{number} {word}{'' if number == 1 else 's'}"
            for number, word in ((answers, "answer"), (forecasts, "forecast"))
            if number
        )
        refuse(f"{panelist.name} has {found}; give them to somebody else first, or merge the two")
    return recount(record, panel=[one for one in record.panel if one is not panelist])
