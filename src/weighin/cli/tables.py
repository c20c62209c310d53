"""Tables that a person likes to read, on a terminal as wide as it is. Colour is left out where NO_COLOR is set or nobody looks."""

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from weighin.record.record import Answer, Forecast, Question, Record, TopicKind
from weighin.record.values import Polarity, Stance

LEANS = {Polarity.AFFIRM: ("yes", "green"), Polarity.DENY: ("no", "red"), Polarity.OPEN: ("open", "yellow")}


def console() -> Console:
    """Where tables are printed: never narrower than can be read."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=max(100, found.width))


def print_reading(record: Record, *, elapsed_ms: float) -> None:
    """Who is on the panel and how much they said; what they expect; what an editor should look at."""
    to = console()
    print_head(record, to=to)
    to.print(panel_table(record))
    print_questions(record, to=to)
    if record.forecasts:
        to.print(forecast_table(record))
    print_warnings(record, to=to)
    to.print(
        f"[dim]{_count(len(record.panel), 'panelist')}, {_count(len(record.questions), 'question')}, {_count(len(record.answers), 'answer')}, "
        f"{_count(len(record.forecasts), 'forecast')} in {elapsed_ms:.0f} ms[/dim]"
    )


def print_head(record: Record, *, to: Console) -> None:
    """Title, outlet and date."""
    to.print()
    to.print(f"[bold]{escape(record.title)}[/bold]")
    day = f"{record.published.day.day} {record.published.day:%B %Y}" if record.published else "no date found"
    to.print(f"[dim]{escape(record.outlet) or 'no outlet found'} · {day}[/dim]")
    if record.standfirst:
        to.print(escape(record.standfirst.text))
    to.print()


def panel_table(record: Record) -> Table:
    """Who, affiliation, answers, words, forecasts."""
    table = Table(box=box.SIMPLE_HEAD, title="The panel", title_justify="left", title_style="bold")
    table.add_column("who", no_wrap=True)
    table.add_column("affiliation")
    for name in ("answers", "words", "forecasts"):
        table.add_column(name, justify="right")
    for panelist in record.panel:
        answers = record.answers_by(panelist.identifier)
        words = sum(answer.words for answer in answers)
        table.add_row(
            escape(panelist.name),
            escape(panelist.affiliation),
            str(len(answers)),
            str(words),
            str(len(record.forecasts_by(panelist.identifier))),
        )
    return table


def print_questions(record: Record, *, to: Console) -> None:
    """The questions, with how many answered."""
    for number, question in enumerate(record.questions, start=1):
        to.print(
            f"  {number}. {escape(question.text)} [dim]({len(record.answers_to(question.identifier))} of {len(record.panel)} answered)[/dim]"
        )
    if record.questions:
        to.print()


def forecast_table(record: Record) -> Table:
    """Who expects what, with the words of likelihood and the range that readers give them."""
    table = Table(box=box.SIMPLE_HEAD, title="What they expect", title_justify="left", title_style="bold")
    table.add_column("who", no_wrap=True)
    table.add_column("in their words", ratio=1)
    table.add_column("leans", no_wrap=True)
    table.add_column("readers take it for", no_wrap=True, justify="right")
    for forecast in record.forecasts:
        word, colour = LEANS[forecast.polarity]
        condition = ", if" if forecast.is_conditional else ""
        table.add_row(
            escape(record.panelist(forecast.panelist).name),
            words_of(forecast),
            Text(word + condition, style=colour),
            range_of(forecast),
        )
    return table


def words_of(forecast: Forecast) -> Text:
    """The passage on one line, its words of likelihood in bold."""
    passage = forecast.passage
    text = Text(" ".join(passage.text.split()) if forecast.phrase is None else passage.text)
    if forecast.phrase:
        text.stylize("bold", forecast.phrase.start - passage.start, forecast.phrase.end - passage.start)
    return text


def range_of(forecast: Forecast) -> str:
    """The central half of what readers take the words for: "65–80 %"."""
    if forecast.probability is None:
        return "—"
    low, high = round(forecast.probability.low * 100), round(forecast.probability.high * 100)
    figures = f"{low} %" if low == high else f"{low}–{high} %"
    return f"({figures})" if forecast.is_unhedged else figures


def matrix_table(record: Record) -> Table:
    """Experts by questions: how many words each said, and what silence means."""
    table = Table(box=box.SIMPLE_HEAD, title="Who answered what (words)", title_justify="left", title_style="bold")
    table.add_column("who", no_wrap=True)
    columns: list[Question | None] = [*record.questions] or [None]
    for number, question in enumerate(columns, start=1):
        table.add_column(f"question {number}" if question else "answer", justify="right")
    for panelist in record.panel:
        answers = {answer.question: answer for answer in record.answers_by(panelist.identifier)}
        table.add_row(
            escape(panelist.name),
            *(cell_of(answers.get(question.identifier if question else None)) for question in columns),
        )
    return table


def cell_of(answer: Answer | None) -> str:
    """Words, or the kind of silence."""
    if answer is None:
        return "—"
    return str(answer.words) if answer.stance is Stance.ANSWERED else answer.stance.value


def topic_table(record: Record) -> Table:
    """Actors and issues, the widely shared first, and who names them."""
    table = Table(box=box.SIMPLE_HEAD, title="Actors and issues", title_justify="left", title_style="bold")
    table.add_column("topic")
    table.add_column("named by", justify="right", no_wrap=True)
    table.add_column("who", ratio=1)
    for topic in sorted(record.topics, key=lambda topic: (-len(topic.panelists), -len(topic.mentions))):
        names = ", ".join(record.panelist(panelist).name for panelist in topic.panelists)
        style = "bold" if topic.kind is TopicKind.ISSUE else ""
        table.add_row(Text(topic.label, style=style), f"{len(topic.panelists)} of {len(record.panel)}", escape(names))
    return table


def print_warnings(record: Record, *, to: Console) -> None:
    """What the editor should look at, with its place in the text."""
    for warning in record.warnings:
        where = f" [dim](at {warning.passage.start})[/dim]" if warning.passage else ""
        to.print(f"[yellow]•[/yellow] {escape(warning.message)}{where}")
    if record.warnings:
        to.print()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
