"""`weighin init`: the database and the first owner."""

from typing import Annotated

import typer

from weighin.cli.examples import examples
from weighin.cli.serve import Data, prepare

EXAMPLES = examples(
    "weighin init                                         asks for what it needs",
    'weighin init --name ada --outlet "The Courant"       asks for the password only',
)


def init(
    name: Annotated[str, typer.Option(prompt="Name to sign in with", help="The owner's name for signing in.")],
    password: Annotated[
        str,
        typer.Option(
            prompt=True,
            confirmation_prompt=True,
            hide_input=True,
            envvar="WEIGHIN_PASSWORD",
            help="The owner's password; asked for where left out.",
        ),
    ],
    outlet: Annotated[str, typer.Option(prompt="Outlet", help="The newsroom or institution that asks and reads.")],
    data: Data = None,
) -> None:
    """Create the database and the first owner, once, before `weighin serve`."""
    prepare(data)
    from weighin.site import start  # Django: only for the commands that need it

    start.create_first_owner(name, password, outlet=outlet)
    typer.echo(f"{name} owns {outlet} and can sign in: weighin serve")
