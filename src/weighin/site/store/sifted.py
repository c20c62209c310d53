"""Those of a panel whom a sieve lets through, for the board that lists them and the outbox that writes to them."""

from weighin.asking.sifting import Sieve
from weighin.asking.standing import Standing
from weighin.site.store.models import AskedPanelist, AskedRoundup
from weighin.site.store.standings import standing_in, with_traces


def panel_through(asked: AskedRoundup, sieve: Sieve, *, is_closed: bool) -> list[tuple[AskedPanelist, Standing]]:
    """In the order of the panel, each with where they stand; one question to the database, however large the panel."""
    panel = with_traces(asked.panel.select_related("asked", "asked__outlet"))
    standing = [(panelist, standing_in(panelist, is_closed=is_closed)) for panelist in panel]
    return [(panelist, stands) for panelist, stands in standing if passes(panelist, stands, sieve)]


def passes(panelist: AskedPanelist, stands: Standing, sieve: Sieve) -> bool:
    """Whether a panelist who stands there is let through, by name, affiliation, address or group."""
    return sieve.lets_through(
        stands, panelist.name, panelist.affiliation, panelist.address, panelist.group, group=panelist.group
    )
