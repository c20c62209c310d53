"""Words for doing the same to a thing: to ease, lift and relax sanctions is to give relief from them."""

FAMILIES = {
    "easing": "relief relieve relieved relieving ease eased eases easing relax relaxed relaxing relaxation lift lifted lifting loosen loosened loosening waive waived waiver waivers exemption exemptions",
    "raising": "rise rises rising raise raised raising increase increases increased increasing hike hikes hiked",
    "lowering": "cut cuts cutting reduction reductions reduce reduced reducing lower lowered lowering",
    "forbidding": "ban bans banned banning prohibition prohibit prohibited",
    "delaying": "delay delays delayed delaying postponement postpone postponed",
    "enforcing": "enforcement enforce enforced enforcing implementation implement implemented implementing",
    "building": "construction construct constructed build building built",
}
FAMILY = {word: name for name, words in FAMILIES.items() for word in words.split()}


def family_of(stem: str) -> str:
    """The family that a word or its stem belongs to; empty where it belongs to none."""
    return FAMILY.get(stem) or FAMILY.get(stem + "s") or ""
