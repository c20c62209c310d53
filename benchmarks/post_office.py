"""A mail server that keeps which letters it took, is as slow as it is told to be, and may kill whoever speaks to it."""

import asyncio
import contextlib
import email
import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

STEPS = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "before the answer", "after the answer")
A_MOMENT = 0.01  # seconds until an answer is on its way


class PostOffice:
    """`taken` counts the Message-IDs of the letters that were accepted."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.taken: Counter[str] = Counter()
        self.slowness = 0.0
        self._victim: int | None = None
        self._step = ""

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """Listen."""
        controller = _Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()

    def kills(self, victim: int | None, *, at: str = "") -> None:
        """Whom, with all its processes, and at which step; None: nobody."""
        self._victim, self._step = victim, at

    async def at(self, step: str) -> None:
        """Be slow, or deadly."""
        await asyncio.sleep(random.uniform(0, self.slowness))  # noqa: S311 - moments, no secrets
        self.strike(step)

    def strike(self, step: str) -> None:
        """Kill, where it is time."""
        if self._victim is not None and step == self._step:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._victim, signal.SIGKILL)
            self._victim = None

    # aiosmtpd asks these by name

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Who greets."""
        session.host_name = hostname
        await self.at("EHLO")
        return responses

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """From whom."""
        envelope.mail_from = address
        await self.at("MAIL")
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """To whom."""
        envelope.rcpt_tos.append(address)
        await self.at("RCPT")
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The letter: from here on it is ours, whether or not the answer arrives."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.taken[str(email.message_from_bytes(content)["Message-ID"])] += 1
        await self.at("before the answer")
        asyncio.get_running_loop().call_later(A_MOMENT, self.strike, "after the answer")
        return "250 taken"


class _Line(SMTP):
    """One caller; whoever only connects may be killed too."""

    def __init__(self, office: PostOffice, **settings: Any) -> None:
        super().__init__(office, **settings)
        self._office = office

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody calls."""
        self._office.strike("connect")
        super().connection_made(transport)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """They want to hand something over."""
        self._office.strike("DATA")
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> _Line:
        """A line for each caller."""
        return _Line(self.handler, **self.SMTP_kwargs)
