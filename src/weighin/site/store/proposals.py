"""Questions that the panel proposed in round 0, without a name and in an order that says nothing, and what became of them."""

from collections.abc import Iterable

from msgspec import Struct

from weighin.record.rounds import Fate, ProposedQuestion
from weighin.site.store.models import AnswerVersion, AskedRoundup, DecidedProposal
from weighin.site.store.versions import answers_of, counted_in_ended, counted_versions


class ProposalShown(Struct, frozen=True, kw_only=True):
    """A proposal as editors see it after the close of round 0; whose it is stands nowhere. `key`: its version and place."""

    version: AnswerVersion
    place: int
    text: str
    because: str
    decided: DecidedProposal | None

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.version.commitment[:16]}-{self.place}"


def proposals_in(asked: AskedRoundup) -> list[ProposalShown]:
    """Every proposal that counts, once round 0 is closed, by its words."""
    decided = {
        (one.version_id, one.place): one
        for one in DecidedProposal.objects.filter(version__panelist__asked=asked).select_related("question")
    }
    shown = [
        ProposalShown(
            version=version,
            place=place,
            text=proposal.text,
            because=proposal.because,
            decided=decided.get((version.pk, place)),
        )
        for version in _counted(asked)
        for place, proposal in enumerate(answers_of(version).proposals)
    ]
    return sorted(shown, key=lambda one: (one.text.casefold(), one.version.commitment, one.place))


def what_became_of_proposals(asked: AskedRoundup) -> tuple[ProposedQuestion, ...]:
    """For the record and the panel: each proposal with its fate, and the question of the record that it went into."""
    places = {question.pk: number for number, question in enumerate(asked.questions.all(), start=1)}
    return tuple(
        ProposedQuestion(
            text=one.text,
            fate=Fate(one.decided.fate),
            question=f"q{places[one.decided.question_id]}" if one.decided.question_id else None,
            because=one.decided.because,
        )
        for one in proposals_in(asked)
        if one.decided
    )


def _counted(asked: AskedRoundup) -> Iterable[AnswerVersion]:
    return (counted_in_ended(asked, 0) if asked.round > 0 else counted_versions(asked)).values()
