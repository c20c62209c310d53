"""Verbs that say how things turn out: in the present they speak of the future where a time to come, a condition or the question does.

A verb of state ("knows", "contains") is none, and neither is one that is nearly always a noun.
"""

_VERBS = (
    "abandon abolish accept adopt agree appear approve arrive avoid back ban beat become begin bend blink block blow boom bottom bounce bow break bring burst buy "
    "cancel cave climb close collapse come concede continue cool crack crash creep cross crumble cut decide decline default defeat defect delay deliver die dip disappear dismiss "
    "disintegrate dissolve dominate double drag drift drop drown dry dwindle ease edge elect emerge end erupt escape evaporate exceed expire fade fail fall fight finish fizzle flatten flip float flood "
    "flop fold follow fracture freeze fumble gain get give go grow halve hang happen hit hold implode impose improve inherit invade jump keep kill land languish last launch lead leave let level lift "
    "limp linger lose melt merge move muddle narrow nationalise nationalize nominate offer open outlast outlive outnumber outsell outspend overrule overtake overturn pass pay peak peter pick plateau "
    "plummet plunge postpone prevail prolong pull push qualify quadruple quit raise rally ratify reach rebound recede recover reject relent renew repeal replace resign resume retire retreat return "
    "reverse rise run rush scrap scrape sell settle shed ship shrink shut sign sink skip slide slip slow slump snap soar spark split spread squeak stabilise stabilize stagnate stall stand start stay "
    "steal step stick stop strengthen stumble succeed sue supply surge surpass surprise surrender survive suspend swallow sweep swing thaw tie tighten top topple trim triple triumph tumble turn "
    "underperform unravel uphold upset vanish veto walk weaken whimper widen win withdraw wither withstand worsen yield"
).split()


def _singular(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "zz", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeou" else f"{verb}s"


# both forms of the present: "they win", "she wins"
TURNS = frozenset(_VERBS) | {_singular(verb) for verb in _VERBS}
