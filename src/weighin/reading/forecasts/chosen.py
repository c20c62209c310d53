"""What words say that somebody has already chosen as a forecast, or as its likelihood: nothing here asks whether they are one."""

from weighin.reading.forecasts.clauses import Clause, plain
from weighin.reading.forecasts.conditions import conditions_in
from weighin.reading.forecasts.cues import cues_in, may_commit, words_of
from weighin.reading.forecasts.finding import Finding, under
from weighin.reading.forecasts.numbers import stated_probability
from weighin.reading.forecasts.phrases import range_of
from weighin.reading.forecasts.probability import key_of, range_for
from weighin.reading.forecasts.sentence import finding_of
from weighin.record.values import ProbabilityRange


def finding_in(low: str) -> Finding | None:
    """The lean, phrase, likelihood and condition of a chosen stretch whose plain form is `low`; None where no rule knows words of it."""
    words = words_of(low)
    cues = cues_in(low, words, may_commit(words, narrated=True), narrated=True)
    stated = stated_probability(low)
    if not cues and stated is None:
        return None
    finding = finding_of(Clause(0, len(low)), low, cues, stated=stated, begin=0, end=len(low))
    condition = next((one for one in conditions_in(low, words) if not one.is_backward), None)
    return under(finding, condition)


def likelihood_of(chosen: str) -> ProbabilityRange | None:
    """The range of some words: as a number that is stated, as a phrase of the table, as the strongest cue in them; None where none is known."""
    low = " ".join(plain(chosen).split())
    # chosen as a likelihood, so a bare "60 %" is one
    stated = stated_probability(low) or stated_probability(f"chance {low}")
    if stated is not None:
        return range_for("", is_mirrored=False, stated=stated)
    if named := range_of(low):
        return named
    words = words_of(low)
    cues = cues_in(low, words, may_commit(words, narrated=True), narrated=True)
    if not cues:
        return None
    strongest = max(cues, key=lambda match: (match.cue.strength, -match.start))
    return range_of(key_of(strongest.cue.key, low[strongest.start : strongest.end]))
