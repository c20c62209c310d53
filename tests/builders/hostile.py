"""Words that would be more than words on a careless page, and a record full of them."""

from weighin.record.record import (
    Answer,
    Forecast,
    Illustration,
    Mention,
    Panelist,
    Question,
    ReadingWarning,
    Record,
    Source,
    Topic,
    TopicKind,
    Vote,
    WarningKind,
)
from weighin.record.values import Container, DisplayRight, Passage, Polarity, Position, ProbabilityRange, Span, Stance

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\"><img src=x onerror=alert(1)> ' onfocus='alert(1)",
    "end of a script": "</script><script>alert(1)</script>]]>--><!--",
    "end of a title": "</title></head><h1>Owned</h1>",
    "template": "{{ 7 * 7 }} {% raw %} {# #} ${7*7}",
    "turned around": "\u202eevil\u2066 \u202d\u2067x",
    "control characters": "a\x00b\x07c\x1b[31m\x85d\x9f\ufffe",
    "formula": "=cmd|' /C calc'!A0",
    "address": "javascript:alert(1)",
    "entity": "&lt;b&gt; &amp;amp; &#60;",
    "line ends": "one\r\ntwo\u2028three\u2029four",
    "very long": "Wörd" * 2500,
    "Markdown": "# *bold* [x](javascript:alert(1)) `code` | <b>",
}


def hostile_record(words: str, address: str = "") -> Record:
    """A record in which every field that holds text holds these words."""
    text = f"{words}\n{words}"
    whole = Passage(text=words, start=0, end=len(words))
    second = Passage(text=words, start=len(words) + 1, end=len(text))
    chance = ProbabilityRange(lowest=0.1, low=0.2, median=0.3, high=0.4, highest=0.5, respondents=9, basis=words)
    return Record(
        title=words,
        source=Source(container=Container.HTML, name=words, address=address or words, digest=words, language=words),
        text=text,
        display_right=DisplayRight.OWN,
        panel=tuple(
            Panelist(identifier=f"p{n}", name=words, affiliation=words, aliases=(words,), interests=(whole,))
            for n in range(1, 9)
        ),
        outlet=words,
        byline=whole,
        standfirst=whole,
        introduction=(whole, second, whole),
        questions=tuple(Question(identifier=f"q{n}", text=words, asked_at=whole) for n in (1, 2)),
        answers=(
            Answer(identifier="a1", panelists=("p1", "p2"), question="q1", paragraphs=(whole, second)),
            Answer(identifier="a2", panelists=("p3",), question="q1", stance=Stance.DECLINED),
            *(
                Answer(
                    identifier=f"a{n + 3}",
                    panelists=(f"p{n + 1}",),
                    question="q2",
                    paragraphs=(whole,),
                    vote=Vote(position=position, cast_at=whole, confidence=7),
                )
                for n, position in enumerate(Position)
            ),
            Answer(identifier="a10", panelists=("p1",), paragraphs=(second,)),
        ),
        forecasts=tuple(
            Forecast(
                identifier=f"f{n}",
                answer="a1",
                panelist="p1",
                question="q1",
                passage=whole,
                polarity=polarity,
                phrase=whole,
                probability=chance if n < 4 else None,
                is_unhedged=n == 3,
                is_conditional=True,
                condition=whole,
                about=whole,
                by_when=whole,
                rules=(words,),
            )
            for n, polarity in enumerate((*Polarity, Polarity.DENY), start=1)
        ),
        illustrations=(Illustration(caption=whole, credit=second, address=address or words),),
        topics=tuple(
            Topic(
                identifier=f"t{n}",
                label=words,
                kind=kind,
                variants=(words,),
                mentions=tuple(
                    Mention(answer="a1", panelists=(who,), named_at=whole, sentence=Span(0, len(words)))
                    for who in (("p1", "p2") if n % 2 else ("p1",))
                ),
            )
            for n, kind in enumerate([*TopicKind, *TopicKind], start=1)
        ),
        warnings=(ReadingWarning(identifier="w1", kind=WarningKind.NOT_PLACED, message=words, passage=second),),
    )
