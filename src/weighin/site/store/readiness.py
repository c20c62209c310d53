"""What the question of whether a draft can open hangs on, from its rows."""

from collections import Counter

from weighin.asking.missing import Readiness
from weighin.asking.policies import Attribution
from weighin.asking.seeds import PlannedSeed
from weighin.site.languages import spoken_language
from weighin.site.store.attributions import conflicts_of, stands_loose
from weighin.site.store.models import AskedRoundup
from weighin.site.store.protocols import protocol_of
from weighin.site.store.questions import questions_of, scale_of
from weighin.site.store.truths import seeds_in, truth_of


def readiness_of(asked: AskedRoundup) -> Readiness:
    """The draft as `asking.missing` looks at it."""
    panel = list(asked.panel.values_list("name", "address", "language"))
    addresses = Counter(address.casefold() for _, address, _ in panel if address)
    return Readiness(
        texts=(
            ("Title", asked.title),
            ("Standfirst", asked.standfirst),
            ("Introduction", asked.introduction),
            ("Note to the panel", asked.note_to_panel),
        ),
        questions=questions_of(asked),
        panel=tuple(name for name, _, _ in panel),
        unreachable=tuple(name for name, address, _ in panel if not address),
        sharing=tuple(address for address, count in addresses.items() if count > 1),
        unspoken=tuple(name for name, _, language in panel if language and spoken_language(language) is None),
        deadline=asked.deadline,
        reminders=asked.reminders,
        protocol=protocol_of(asked),
        was_proposed=asked.opened_at is not None,
        groups=tuple(sorted(set(asked.panel.exclude(group="").values_list("group", flat=True)))),
        attribution=Attribution(asked.attribution),
        publishes_panel=asked.publishes_panel,
        conflicts=conflicts_of(asked),
        loose=sum(map(stands_loose, asked.panel.select_related("asked"))),
        seeds=tuple(
            PlannedSeed(
                number=seed.question.position, scale=scale_of(seed.question), truth=truth_of(seed), source=seed.source
            )
            for seed in seeds_in(asked)
        ),
    )
