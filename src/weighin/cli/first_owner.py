"""`weighin init`: the database and the first owner."""

from pathlib import Path
from typing import Annotated

import typer


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
    data: Annotated[
        Path | None,
        typer.Option(help="The folder of the database and the key; else WEIGHIN_DATA, else ./var.", show_default=False),
    ] = None,
) -> None:
    """Create the database and the first owner, once, before `weighin serve`.

    **Example**

    `weighin init --name ada --outlet "The Courant"`
    """
    from weighin.cli.serve import prepare

    prepare(data)
    from weighin.site import start

    start.create_first_owner(name, password, outlet=outlet)
    typer.echo(f"{name} owns {outlet} and can sign in: weighin serve")
