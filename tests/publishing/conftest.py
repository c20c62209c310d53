"""A round-up of our own that every test of publishing knows."""

import pytest

from weighin.reading.read import read_bytes
from weighin.record.record import Record

ARTICLE = """Will the ferries of Lake Orn sail through the winter?

March 3, 2024

By Ilse Torvald

The following experts answered in time:

  • Ada Quist, Professor of Limnology, University of Orn
  • Bruno Hale, former harbour master of Vess
  • Cleo Maris, economist at the Orn Institute

Will the ice close the route before Christmas?

Ada Quist: It is highly likely that the ice will close the route before Christmas. The lake has lost its heat early, and nobody has seen so cold an October.

The harbour council knows it. I doubt that the new ferry will sail in January.

Bruno Hale: I do not believe it. The ice breaker will be ready by November, and the harbour council will pay for it.

Cleo Maris: If the wind stays in the north, the route will probably close for a week. The fares are the greater question.

What will happen to the fares?

Ada Quist: The fares are a matter for the harbour council. They could rise.

Cleo Maris: The fares will almost certainly rise by a tenth. The harbour council has no other money, and the ice breaker costs more each year.
"""


@pytest.fixture(scope="session")
def panel_on_ferries() -> Record:
    """Three experts, two questions; one expert skips the second."""
    record = read_bytes(ARTICLE.encode(), name="ferries.txt", address="https://post.example/ferries").record
    assert record is not None
    return record
