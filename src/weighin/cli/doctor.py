"""`weighin doctor`: whether everything is there that asking needs, and what is to be done where it is not."""

import os
from pathlib import Path
from typing import Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.serve import Data
from weighin.errors import NotReady

EXAMPLES = examples(
    "weighin doctor                                    look, and change nothing",
    "weighin doctor --mail you@courant.example         send a test letter, too",
    "weighin doctor --no-domain                        without asking a name server",
)


def doctor(
    mail: Annotated[str, typer.Option(metavar="ADDRESS", help="Send a test letter there.")] = "",
    selector: Annotated[
        str,
        typer.Option(metavar="NAME", help="Under which name the mail server's DKIM key stands: s= in a signed letter."),
    ] = "",
    domain: Annotated[bool, typer.Option("--domain/--no-domain", help="Ask DNS about the sender's domain.")] = True,
    data: Data = None,
) -> None:
    """Check database, data folder, key, address, mail server and the sender's domain: SPF, DKIM, DMARC."""
    if data is not None:
        os.environ["WEIGHIN_DATA"] = str(Path(data).resolve())
    from rich.text import Text  # what draws is not loaded for --help

    from weighin.cli.tables import console, new_table
    from weighin.site import start  # Django: only for the commands that need it
    from weighin.site.mail.domain import Verdict

    found = start.look_at_everything(mail_to=mail, selector=selector, with_domain=domain)
    colours = {Verdict.GOOD: "green", Verdict.WORTH_A_LOOK: "yellow", Verdict.BAD: "red", Verdict.NOT_CHECKED: "yellow"}
    table = new_table("What was looked at")
    for name in ("check", "verdict", "what was found"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(Text(one.subject), Text(one.verdict.value, colours[one.verdict]), Text(one.told))
    console().print(table)
    bad = [one.subject for one in found if one.verdict is Verdict.BAD]
    if bad:
        msg = f"not ready: {', '.join(bad)}"
        raise NotReady(msg)
