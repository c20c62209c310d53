"""Cues of reported prose: what somebody other than the writer expects. They stand only where a journalist narrates the panel's views."""

from weighin.reading.forecasts.cues.cue import AFFIRM, DENY, Cue, Kind, Needs

_B = Kind.BELIEF
TOLD = (
    Cue(
        "is said to expect",
        "expects predicts foresees forecasts anticipates reckons bets expected",
        r"\b(?:expects|predicts|foresees|forecasts|anticipates|reckons|bets|is (?:convinced|confident|certain|sure) that|is banking on|fears that|puts (?:it|that|the \w+) at)\b",
        AFFIRM,
        "expect",
        _B,
        6,
    ),
    Cue(
        "is said to think",
        "thinks believes suspects says guesses view opinion judgement estimate mind",
        r"(?<!n't )\b(?:thinks|believes|suspects|guesses)\b|\bin (?:his|her|their) (?:view|opinion|judgement|estimate)\b|\bto (?:his|her) mind\b",
        AFFIRM,
        "think",
        _B,
        2,
        Needs.FUTURE,
    ),
    Cue(
        "is said to doubt",
        "doubts doubt",
        r"\bdoubts(?: that| whether| if)?\b(?! (?:about|over))",
        DENY,
        "doubt",
        _B,
        8,
    ),
    Cue(
        "is said not to expect",
        "expect think believe see foresee",
        r"\b(?:does not|doesn't|did not|didn't|cannot|can't|nor does (?:he|she|\w+)) (?:\w+ )?(?:expect|think|believe|see|foresee|imagine)\b",
        DENY,
        "do not think",
        _B,
        8,
    ),
)
