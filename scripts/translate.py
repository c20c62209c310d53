"""What is said to panelists, in their languages: takes the English texts from templates and code, brings each catalogue up to date, compiles it.

python scripts/translate.py           adds what is new as untranslated, drops what is gone, writes .po and .mo
python scripts/translate.py --check   says what is missing, and fails if anything is
"""

import ast
import datetime as dt
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[1] / "src" / "weighin"
LOCALE = SOURCE / "site" / "locale"
SAYING = {"say", "marked", "gettext", "gettext_lazy", "gettext_noop"}
SAYING_SO_MANY = {"ngettext", "ngettext_lazy"}
_TEXT = r"u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_IN_TEMPLATE = re.compile(rf"(?:\b_|\bgettext)\({_TEXT}\)|\bngettext\({_TEXT}, ?{_TEXT}")

NO_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the same texts are the same bytes, whenever they are written

Text = str | tuple[str, str]


def texts() -> set[Text]:
    """Every English text that a panelist can be shown; with its plural where it has one."""
    return {*_in_code(), *_in_templates()}


def catalogue(language: str) -> Catalog:
    """The catalogue of a language with exactly these texts; those without a translation are empty."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    old = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    new = Catalog(
        locale=language,
        header_comment=f"# What Weigh-In says to panelists, {language}. Written by scripts/translate.py, but for the translations.",
        project="Weigh-In",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        creation_date=NO_DAY,
        revision_date=NO_DAY,
        fuzzy=False,
    )
    for text in sorted(texts(), key=str):
        first = text if isinstance(text, str) else text[0]
        known = old.get(first)
        new.add(text, known.string if known else None)
    return new


def missing(language: str) -> list[str]:
    """The texts that a catalogue does not say."""
    return [str(one.id) for one in catalogue(language) if one.id and not _said(one.string)]


def _said(translation: str | tuple[str, ...]) -> bool:
    return bool(translation) if isinstance(translation, str) else bool(translation) and all(translation)


def languages() -> list[str]:
    """Those that there is a folder for."""
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def compiled(language: str) -> bytes:
    """The catalogue as Django reads it."""
    content = BytesIO()
    write_mo(content, catalogue(language))
    return content.getvalue()


def _in_code() -> Iterator[Text]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                literal = [
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                if name in SAYING and literal:
                    yield literal[0]
                elif name in SAYING_SO_MANY and len(literal) > 1:
                    yield literal[0], literal[1]


def _in_templates() -> Iterator[Text]:
    for path in (SOURCE / "site" / "templates").rglob("*.html"):
        for one, first, plural in _IN_TEMPLATE.findall(templatize(path.read_text("utf-8"))):
            yield ast.literal_eval(one) if one else (ast.literal_eval(first), ast.literal_eval(plural))


def main() -> int:
    """Bring all up to date, or check."""
    if "--check" in sys.argv:
        lacking = {language: missing(language) for language in languages()}
        for language, untold in lacking.items():
            print(*(f"{language}: {text}" for text in untold), sep="\n", end="\n" if untold else "")
        return 1 if any(lacking.values()) else 0
    for language in languages():
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(exist_ok=True)
        content = BytesIO()
        write_po(content, catalogue(language), width=0)  # read before it is written over
        (folder / "django.po").write_bytes(content.getvalue())
        (folder / "django.mo").write_bytes(compiled(language))
        print(f"{language}: {len(texts())} texts, {len(missing(language))} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
