"""Round 0: panelists propose what is to be asked. Between what is typed, fields `proposal-1.text` and `proposal-1.because`, and the proposals."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from weighin.asking.answers import Answers, Flaw, Proposal
from weighin.asking.form import Understood
from weighin.asking.wording import Say, in_english, marked

MOST_PROPOSALS = 7  # of one panelist; who has more to ask says so to the editors
LONGEST_PROPOSAL = 2_000  # characters
NOTHING_PROPOSED = marked("Nothing is proposed yet. Propose at least one question, or decline.")
A_REASON_ALONE = marked("There is a reason here and no question.")
TOO_LONG = marked("Please shorten this proposal. At most 2,000 characters are taken.")


def proposal_fields() -> Iterator[tuple[str, str]]:
    """The names of the fields of each proposal: its words, and why."""
    for number in range(1, MOST_PROPOSALS + 1):
        yield f"proposal-{number}.text", f"proposal-{number}.because"


def proposals_from(fields: Mapping[str, str], *, say: Say = in_english) -> Understood:
    """What was typed, as answers of round 0. Empty places are none."""
    proposals, flaws = [], []
    for words, why in proposal_fields():
        text, because = fields.get(words, "").strip(), fields.get(why, "").strip()
        if because and not text:
            flaws.append(Flaw(question=words, reason=say(A_REASON_ALONE)))
        if len(text) > LONGEST_PROPOSAL or len(because) > LONGEST_PROPOSAL:
            flaws.append(Flaw(question=words, reason=say(TOO_LONG)))
        elif text:
            proposals.append(Proposal(text=text, because=because))
    if not proposals and not flaws:
        flaws.append(Flaw(question="", reason=say(NOTHING_PROPOSED)))
    return Understood(answers=Answers(given=(), proposals=tuple(proposals)), flaws=tuple(flaws))


def fields_of_proposals(answers: Answers) -> dict[str, str]:
    """The fields as they would have been typed for these proposals."""
    found: dict[str, str] = {}
    for (words, why), proposal in zip(proposal_fields(), answers.proposals, strict=False):
        found |= {words: proposal.text} | ({why: proposal.because} if proposal.because else {})
    return found


class ShownProposal(Struct, frozen=True, kw_only=True):
    """One proposal as the form shows it. `other_text`, `other_because`: what another window saved, where it is something else."""

    number: int
    text_name: str
    text: str
    because_name: str
    because: str
    flaws: tuple[str, ...] = ()
    other_text: str = ""
    other_because: str = ""


def proposal_sheet(
    fields: Mapping[str, str],
    *,
    flaws: Sequence[Flaw] = (),
    overlooked: Mapping[str, str] | None = None,
) -> list[ShownProposal]:
    """The places for proposals, with what was typed."""
    other = overlooked or {}

    def elsewhere(name: str) -> str:
        return other.get(name, "") if other.get(name, "") != fields.get(name, "") else ""

    return [
        ShownProposal(
            number=number,
            text_name=words,
            text=fields.get(words, ""),
            because_name=why,
            because=fields.get(why, ""),
            flaws=tuple(flaw.reason for flaw in flaws if flaw.question == words),
            other_text=elsewhere(words),
            other_because=elsewhere(why),
        )
        for number, (words, why) in enumerate(proposal_fields(), start=1)
    ]
