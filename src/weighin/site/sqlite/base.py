"""Writers take turns before they begin.

SQLite lets one write at a time; who finds the door shut sleeps longer and longer and looks again, so that in a rush somebody stays outside until the
patience is over. Here the threads of a process queue, and of each process one waits at the door, awake.

The turn is a lock on a file beside the database: when a process dies in its turn, the system gives it back.
"""

import fcntl
import os
import threading
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

BETWEEN_LOOKS = 0.002  # seconds
PATIENCE = 60.0  # seconds; a visitor rather waits than loses what was typed


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for its turn before a transaction, and gives it back after."""

    _queue = threading.Lock()  # of this process

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._door: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._give_turn_back()
            raise

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Where a transaction begins and where it ends, however it ends."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit:
            self._give_turn_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._give_turn_back()

    def _take_turn(self) -> None:
        if self._door is not None or self.is_in_memory_db():
            return
        until = time.monotonic() + PATIENCE
        if not self._queue.acquire(timeout=PATIENCE):
            raise OperationalError(_NO_TURN)
        door = os.open(f"{self.settings_dict['NAME']}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while True:
            try:
                fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() < until:
                    time.sleep(BETWEEN_LOOKS)
                    continue
                os.close(door)
                self._queue.release()
                raise OperationalError(_NO_TURN) from None
            self._door = door
            return

    def _give_turn_back(self) -> None:
        door, self._door = self._door, None
        if door is not None:
            os.close(door)
            self._queue.release()


_NO_TURN = "database is locked: others have been writing for too long"
