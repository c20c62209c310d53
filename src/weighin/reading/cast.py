"""The cast: one person, many spellings.

Full names found members; what is shorter (a surname, a first name, initials, a nickname, another script) is looked up among them.
The cost is linear in the number of names: members are found by their words, never by comparing everybody with everybody.
"""

from collections import Counter
from collections.abc import Sequence

from weighin.reading.marks.mark import SpeakerMark
from weighin.reading.names import PARTICLES, Name, long_forms, may_be, read_name


class Cast:
    """Members that grow while names are added; a member is a number."""

    def __init__(self) -> None:
        self.forms: list[list[Name]] = []  # of each member, every form that founded or joined it
        self.weight: list[int] = []  # how often each was named
        self._by_word: dict[str, list[int]] = {}
        self._by_initials: dict[str, list[int]] = {}
        self._known: dict[tuple[str, ...], int] = {}

    def add(self, name: Name) -> int:
        """The member of that full name, founded if nobody of the cast can be meant."""
        member = self.find(name, least=4)
        if member is None:
            member = len(self.forms)
            self.forms.append([])
            self.weight.append(0)
        if all(known.display != name.display for known in self.forms[member]):
            self.forms[member].append(name)
            self._index(member, name)
        self.weight[member] += 1
        return member

    def find(self, name: Name, least: int = 2) -> int | None:
        """The one member that this name fits best, or None where it fits nobody or two equally well."""
        known = self._known.get(name.words)
        if known is not None:
            return known
        best = second = 0
        found: int | None = None
        for member in self._candidates(name):
            fit = max(_fit(name, form) for form in self.forms[member])
            if fit > best:
                best, second, found = fit, best, member
            elif fit == best:
                second = fit
        return found if best >= least and best > second else None

    def might_be(self, name: Name) -> list[int]:
        """Every member that this name could mean."""
        return [member for member in self._candidates(name) if any(_fit(name, form) for form in self.forms[member])]

    def _candidates(self, name: Name) -> list[int]:
        found: dict[int, None] = {}
        for key in (*_keys(name), *(word[0] + "*" for word in name.words[:1]), *long_forms(name.words[0])):
            for member in self._by_word.get(key, ()):
                found[member] = None
        letters = "".join(word.replace(".", "") for word in name.words)
        if len(letters) <= 4:
            for member in self._by_initials.get(letters, ()):
                found[member] = None
        return list(found)

    def _index(self, member: int, name: Name) -> None:
        self._known.setdefault(name.words, member)
        for form in (name, *(read for alias in name.aliases if (read := read_name(alias)))):
            self._known.setdefault(form.words, member)
            for key in (*_keys(form), form.words[0][:1] + "*" if len(self.forms) < 400 else ""):
                places = self._by_word.setdefault(key, [])
                if not places or places[-1] != member:
                    places.append(member)
            parts = [part for word in form.words for part in word.split("-") if part]
            for letters in {
                "".join(part[0] for part in parts),
                "".join(word[0] for word in form.words),
                "".join(word[0] for word in form.words if word not in PARTICLES),
                form.words[0][0] + form.words[-1][0],
            }:
                places = self._by_initials.setdefault(letters, [])
                if member not in places:
                    places.append(member)


def _keys(name: Name) -> list[str]:
    keys = []
    for word in name.words:
        if word in PARTICLES:
            continue
        keys.append(word)
        if "-" in word:
            keys.extend(part for part in word.split("-") if part)
    return keys


def _fit(name: Name, form: Name) -> int:
    fit = may_be(name, form)
    if fit < 5:
        for alias in form.aliases:
            read = read_name(alias)
            if read is not None and read.words == name.words:
                return 5
    return fit


def cast_of(marks: Sequence[SpeakerMark], *, founding: bool = False) -> Cast:
    """The cast of every full name in the marks, the longest first, so that `Hof` joins `Frederic C. Hof`.

    With `founding`, for articles that call people by one name only, a short name founds a member where it marks words more than once.
    """
    cast = Cast()
    names = [person.name for mark in marks for person in mark.people if person.name.is_full]
    for name in sorted(names, key=lambda name: -len(name.words)):
        cast.add(name)
    for mark in marks:
        for person in mark.people:
            if person.name.has_title and mark.affiliation != (0, 0) and not cast.might_be(person.name):
                cast.add(person.name)  # "Mr Doe (of Shell)": nobody else's surname
    if founding:
        short = [person.name for mark in marks for person in mark.people if not person.name.is_full]
        times = Counter(name.words for name in short)
        for name in short:
            if times[name.words] > 1 and not cast.might_be(name):
                cast.add(name)
    return cast
