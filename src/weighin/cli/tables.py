"""What a person sees of a record on a terminal, as wide as it is. Colour is left out where NO_COLOR is set or nobody looks."""

import os
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from weighin.record.record import Answer, Forecast, Panelist, Record, TopicKind
from weighin.record.values import Polarity, Stance

LEANS = {Polarity.AFFIRM: ("yes", "green"), Polarity.DENY: ("no", "red"), Polarity.OPEN: ("open", "yellow")}
NARROW = 72  # columns; below that a table has one word a line, and a list reads better
WIDTH_OF_A_FILE = 100
RANGE = "range: the middle half of what surveyed readers take the words for; (in brackets): a bare “will”, which is style as much as certainty"


class Terminal(Console):
    """Rich's console, but a reader who has gone away is left to the command line to judge."""

    def on_broken_pipe(self) -> None:
        """Say so instead of ending the program with exit code 1."""
        raise BrokenPipeError


def console() -> Console:
    """Where tables are printed: as wide as the terminal, or as COLUMNS says; a file gets a width that suits print."""
    found = Terminal(highlight=False, emoji=False)
    if not found.is_terminal and "COLUMNS" not in os.environ:
        return Terminal(highlight=False, emoji=False, width=WIDTH_OF_A_FILE)
    return found


def print_reading(record: Record, *, elapsed_ms: float) -> None:
    """Who is on the panel and how much they said; what they expect; what an editor should look at."""
    to = console()
    print_head(record, to=to)
    to.print(panel_table(record, narrow=to.width < NARROW))
    print_questions(record, to=to)
    if record.forecasts:
        to.print(forecast_table(record, narrow=to.width < NARROW))
    print_warnings(record, to=to)
    counts = ((record.panel, "panelist"), (record.questions, "question"), (record.answers, "answer"))
    figures = ", ".join(_count(len(found), noun) for found, noun in (*counts, (record.forecasts, "forecast")))
    to.print(Text(f"{figures} in {elapsed_ms:.0f} ms", style="dim"))


def print_head(record: Record, *, to: Console) -> None:
    """Title, outlet, date and standfirst."""
    day = f"{record.published.day.day} {record.published.day:%B %Y}" if record.published else "no date found"
    to.print()
    to.print(Text(record.title, style="bold"))
    to.print(Text(f"{record.outlet or 'no outlet found'} · {day}", style="dim"))
    if record.standfirst:
        to.print(Text(record.standfirst.text))
    to.print()


def panel_table(record: Record, *, narrow: bool = False) -> RenderableType:
    """Who, affiliation, answers, words, forecasts."""
    if narrow:
        return _list("The panel", (_panelist_entry(record, panelist) for panelist in record.panel))
    table = new_table("The panel")
    table.add_column("who", min_width=12)
    table.add_column("affiliation", ratio=1)
    for name in ("answers", "words", "forecasts"):
        table.add_column(name, justify="right", no_wrap=True)
    for panelist in record.panel:
        table.add_row(
            Text(panelist.name), Text(panelist.affiliation), *(str(figure) for figure in _figures(record, panelist))
        )
    return table


def _panelist_entry(record: Record, panelist: Panelist) -> tuple[Text, Text]:
    answers, words, forecasts = _figures(record, panelist)
    figures = f"{_count(answers, 'answer')}, {_count(words, 'word')}, {_count(forecasts, 'forecast')}"
    return Text(panelist.name, style="bold"), Text("\n".join(filter(None, (panelist.affiliation, figures))))


def _figures(record: Record, panelist: Panelist) -> tuple[int, int, int]:
    answers = record.answers_by(panelist.identifier)
    return len(answers), sum(answer.words for answer in answers), len(record.forecasts_by(panelist.identifier))


def print_questions(record: Record, *, to: Console) -> None:
    """The questions, with how many answered."""
    for number, question in enumerate(record.questions, start=1):
        answered = {
            panelist
            for answer in record.answers_to(question.identifier)
            if answer.stance is not Stance.DID_NOT_ANSWER
            for panelist in answer.panelists
        }
        share = Text(f" ({len(answered)} of {len(record.panel)} answered)", style="dim")
        to.print(Text(f"  {number}. {question.text}") + share)
    if record.questions:
        to.print()


def forecast_table(record: Record, *, narrow: bool = False) -> RenderableType:
    """Who expects what, with the words of likelihood and the range that readers give them."""
    if narrow:
        return _list("What they expect", (_forecast_entry(record, forecast) for forecast in record.forecasts))
    table = new_table("What they expect")
    table.caption, table.caption_justify, table.caption_style = RANGE, "left", "dim"
    table.add_column("who", min_width=12)
    table.add_column("in their words", ratio=1)
    table.add_column("leans", no_wrap=True)
    table.add_column("range", no_wrap=True, justify="right")
    before = ""
    for forecast in record.forecasts:
        name = record.panelist(forecast.panelist).name
        table.add_row(
            Text("" if name == before else name), words_of(forecast), lean_of(forecast), Text(range_of(forecast))
        )
        before = name
    return table


def _forecast_entry(record: Record, forecast: Forecast) -> tuple[Text, Text]:
    heading = Text(record.panelist(forecast.panelist).name, style="bold") + Text(": ") + lean_of(forecast)
    return heading + Text(f" {range_of(forecast)}" if forecast.probability else ""), words_of(forecast)


def words_of(forecast: Forecast) -> Text:
    """The passage, its words of likelihood in bold."""
    text = Text(forecast.passage.text)
    if forecast.phrase:
        start = forecast.passage.start
        text.stylize("bold", max(0, forecast.phrase.start - start), max(0, forecast.phrase.end - start))
    return text


def lean_of(forecast: Forecast) -> Text:
    """Yes, no or open, and whether an "if" governs it."""
    word, colour = LEANS[forecast.polarity]
    return Text(word + (", if" if forecast.is_conditional else ""), style=colour)


def range_of(forecast: Forecast) -> str:
    """The central half of what readers take the words for: "65–80 %"; a dash where the words give none."""
    if forecast.probability is None:
        return "—"
    low, high = round(forecast.probability.low * 100), round(forecast.probability.high * 100)
    figures = f"{low} %" if low == high else f"{low}–{high} %"
    return f"({figures})" if forecast.is_unhedged else figures


def matrix_table(record: Record) -> Table:
    """Experts by questions: how many words each said, and what silence means."""
    table = new_table("Who answered what, in words")
    table.add_column("who", min_width=12)
    columns: list[str | None] = [question.identifier for question in record.questions] or [None]
    for number, question in enumerate(columns, start=1):
        table.add_column(f"{number}" if question else "answer", justify="right")
    for panelist in record.panel:
        answers = {answer.question: answer for answer in record.answers_by(panelist.identifier)}
        table.add_row(Text(panelist.name), *(cell_of(answers.get(question)) for question in columns))
    return table


def cell_of(answer: Answer | None) -> str:
    """The vote where there is one, else the number of words, or the kind of silence."""
    if answer is None:
        return "—"
    if answer.vote:
        return answer.vote.position.value
    return str(answer.words) if answer.stance is Stance.ANSWERED else answer.stance.value


def topic_table(record: Record) -> Table:
    """Actors and issues, the widely shared first, and who names them; issues stand in bold."""
    table = new_table("Actors and issues")
    table.add_column("topic", min_width=10)
    table.add_column("named by", justify="right", no_wrap=True)
    table.add_column("who", ratio=1)
    for topic in sorted(record.topics, key=lambda topic: (-len(topic.panelists), -len(topic.mentions))):
        names = ", ".join(record.panelist(panelist).name for panelist in topic.panelists)
        label = Text(topic.label, style="bold" if topic.kind is TopicKind.ISSUE else "")
        table.add_row(label, f"{len(topic.panelists)} of {len(record.panel)}", Text(names))
    return table


def print_warnings(record: Record, *, to: Console) -> None:
    """What the editor should look at, with how it begins and its place in the text."""
    for warning in record.warnings:
        line = Text("• ", style="yellow") + Text(warning.message)
        if warning.passage:
            line += Text(f": “{_beginning(warning.passage.text)}” (at {warning.passage.start})", style="dim")
        to.print(line)
    if record.warnings:
        to.print()


def new_table(title: str) -> Table:
    """A table without a frame, its title to the left."""
    return Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)


def _list(title: str, entries: Iterable[tuple[Text, Text]]) -> Group:
    def lines() -> Iterator[RenderableType]:
        yield Text(title, style="bold underline")
        for heading, body in entries:
            yield heading
            yield Padding(body, (0, 0, 1, 2))

    return Group(*lines())


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
