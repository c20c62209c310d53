"""The protocol and its rules as they are typed into a draft."""

from typing import Any

from django import forms

from weighin.record.protocols import (
    MOST_ROUNDS,
    ConsensusRule,
    Delphi,
    Facilitated,
    Idea,
    LargeMove,
    OneRound,
    Protocol,
    RealTimeDelphi,
    StoppingRule,
)

ONE_ROUND, DELPHI, REAL_TIME, IDEA, FACILITATED = "one round", "Delphi", "real-time Delphi", "IDEA", "facilitated"
PROTOCOLS = [
    (ONE_ROUND, "One round: everybody answers once, alone"),
    (
        DELPHI,
        "Delphi: in every further round everybody sees the group’s answers without names beside their own, and keeps or revises",
    ),
    (REAL_TIME, "Real-time Delphi: who has answered sees the group as it stands, and may revise until the deadline"),
    (IDEA, "IDEA: estimate, discuss under pseudonyms, estimate again"),
    (FACILITATED, "Facilitated: everybody judges alone, then a meeting agrees on one distribution"),
]
PER_CENT = 100
OF_CONSENSUS = ("probability", "rating", "share", "quantity", "days", "concordance", "least_answers")
OF_A_MOVE = ("probability", "rating", "quantity", "days")
IN_PER_CENT = frozenset({"consensus_probability", "consensus_share", "consensus_quantity", "when_kept", "move_probability", "move_quantity"})  # fmt: skip


def _number(label: str, initial: float, help_text: str = "", **bounds: Any) -> forms.FloatField:
    return forms.FloatField(label=label, initial=initial, help_text=help_text, required=False, **bounds)


class ProtocolForm(forms.Form):
    """By which protocol, and with which rules. Fields of what the protocol has not are not looked at; an empty one stands for what is usual."""

    protocol = forms.ChoiceField(
        label="Protocol", choices=PROTOCOLS, required=False, initial=ONE_ROUND, widget=forms.RadioSelect
    )
    by_group = forms.BooleanField(
        label="Show each stakeholder group’s distribution, too",
        help_text="Delphi and real-time Delphi. Groups that are too small are never shown.",
        required=False,
    )
    proposes_questions = forms.BooleanField(
        label="Begin with a round 0 in which panelists propose questions", help_text="Delphi.", required=False
    )
    most_rounds = forms.IntegerField(
        label="At most so many rounds", required=False, initial=3, min_value=2, max_value=MOST_ROUNDS
    )
    at_consensus = forms.BooleanField(
        label="Stop once the panel agrees on every question that asks for a judgement", required=False, initial=True
    )
    when_kept = _number(
        "Stop once so many per cent keep their judgement, on every question",
        85,
        "Of those who answered two rounds running. 0: never for this.",
        min_value=0,
        max_value=PER_CENT,
    )
    consensus_probability = _number(
        "Probabilities: the middle half lies within so many points of per cent", 15, min_value=0.1, max_value=PER_CENT
    )
    consensus_rating = _number("Ratings: within so many points of the scale", 1, min_value=0)
    consensus_share = _number(
        "Choices and statements: so many per cent hold the same option for the likeliest, or stand on the same side",
        75,
        min_value=1,
        max_value=PER_CENT,
    )
    consensus_quantity = _number("Quantities: within so many per cent of the median", 25, min_value=0)
    consensus_days = forms.IntegerField(label="Dates: within so many days", required=False, initial=90, min_value=0)
    consensus_concordance = _number("Orders: Kendall’s W of at least", 0.7, min_value=0.01, max_value=1)
    consensus_least_answers = forms.IntegerField(
        label="Claim no consensus where fewer answered than", required=False, initial=3, min_value=3
    )
    asks_why_moved = forms.BooleanField(
        label="Ask for a reason where somebody changes an answer by a good deal",
        help_text="The answer is not taken without one.",
        required=False,
    )
    move_probability = _number("Points of per cent that a probability, or part of a distribution, moves", 20, min_value=0.1, max_value=PER_CENT)  # fmt: skip
    move_rating = forms.IntegerField(
        label="Points of a rating, steps on a statement, places in an order", required=False, initial=2, min_value=1
    )
    move_quantity = _number("Per cent of what the middle of a quantity was", 25, min_value=0.1)
    move_days = forms.IntegerField(label="Days by which the middle of a date moves", required=False, initial=90, min_value=1)  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The protocol as a value, under its name in the draft."""
        found = dict(self.cleaned_data)
        if not self.errors:
            try:
                found["protocol"] = self._protocol()
            except ValueError as error:
                msg = f"{str(error)[:1].upper()}{str(error)[1:]}."
                raise forms.ValidationError(msg) from error
        return found

    def shown_in_parts(self) -> dict[str, Any]:
        """The fields as the page folds them: the choice, then what belongs to rounds, to consensus and to reasons."""
        return {
            "choice": self["protocol"],
            "rounds": [
                self[name] for name in ("by_group", "proposes_questions", "most_rounds", "at_consensus", "when_kept")
            ],
            "consensus": [self[f"consensus_{name}"] for name in OF_CONSENSUS],
            "moves": [self["asks_why_moved"], *(self[f"move_{name}"] for name in OF_A_MOVE)],
            "errors": self.non_field_errors(),
            "is_wrong": bool(self.errors),
        }

    def _protocol(self) -> Protocol:
        move = LargeMove(**self._numbers("move", OF_A_MOVE)) if self.cleaned_data["asks_why_moved"] else None
        by_group = bool(self.cleaned_data["by_group"])
        consensus = ConsensusRule(**self._numbers("consensus", OF_CONSENSUS))
        match self.cleaned_data["protocol"]:
            case "Delphi":
                return Delphi(
                    consensus=consensus,
                    stopping=self._stopping(),
                    by_group=by_group,
                    proposes_questions=bool(self.cleaned_data["proposes_questions"]),
                    large_move=move,
                )
            case "real-time Delphi":
                return RealTimeDelphi(consensus=consensus, by_group=by_group, large_move=move)
            case "IDEA":
                return Idea(consensus=consensus, large_move=move)
            case "facilitated":
                return Facilitated(large_move=move)
        return OneRound(large_move=move)

    def _stopping(self) -> StoppingRule:
        kept = self._number("when_kept")
        return StoppingRule(
            most_rounds=int(self._number("most_rounds")),
            at_consensus=bool(self.cleaned_data["at_consensus"]),
            when_kept=kept or None,
        )

    def _numbers(self, of: str, names: tuple[str, ...]) -> dict[str, Any]:
        return {name: self._number(f"{of}_{name}") for name in names}

    def _number(self, name: str) -> Any:
        typed = self.cleaned_data.get(name)
        number = self.fields[name].initial if typed is None else typed
        return round(number / PER_CENT, 6) if name in IN_PER_CENT else number


def protocol_fields(protocol: Protocol) -> dict[str, object]:
    """A protocol as the form shows it."""
    fields: dict[str, object] = {"protocol": protocol.__struct_config__.tag}
    if isinstance(protocol, Delphi | RealTimeDelphi):
        fields["by_group"] = protocol.by_group
    if isinstance(protocol, Delphi):
        fields |= {
            "proposes_questions": protocol.proposes_questions,
            "most_rounds": protocol.stopping.most_rounds,
            "at_consensus": protocol.stopping.at_consensus,
            "when_kept": protocol.stopping.when_kept or 0,
        }
    if isinstance(protocol, Delphi | RealTimeDelphi | Idea):
        fields |= {f"consensus_{name}": getattr(protocol.consensus, name) for name in OF_CONSENSUS}
    if protocol.large_move is not None:
        fields |= {f"move_{name}": getattr(protocol.large_move, name) for name in OF_A_MOVE}
    fields["asks_why_moved"] = protocol.large_move is not None
    return {name: _typed(name, value) for name, value in fields.items()}


def _typed(name: str, value: object) -> object:
    is_share = name in IN_PER_CENT and isinstance(value, float | int)
    return f"{float(value) * PER_CENT:g}" if is_share else value  # type: ignore[arg-type]  # narrowed by the line above
