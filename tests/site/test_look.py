"""The desk and the published pages look alike: they have the same tokens."""

import re

import pytest

TOKEN = re.compile(r"(--[a-z]+):\s*([^;]+);")
DARK = "@media (prefers-color-scheme: dark)"


def tokens(sheet):
    """The tokens of a style sheet: in the light, and in the dark."""
    light, _, rest = sheet.partition(DARK)
    block = light[light.index(":root") : light.index("}", light.index(":root"))]
    return dict(TOKEN.findall(block)), dict(TOKEN.findall(rest[: rest.index("}")]))


@pytest.mark.parametrize("scheme", [0, 1])
def test_the_desk_uses_the_tokens_of_the_published_pages(root, scheme):
    desk = tokens((root / "src/weighin/site/static/site.css").read_text())[scheme]
    published = tokens((root / "src/weighin/publishing/style.css").read_text())[scheme]
    shared = desk.keys() & published.keys()
    assert {"--paper", "--ink", "--muted", "--rule", "--accent"} <= shared
    assert {name: desk[name] for name in shared} == {name: published[name] for name in shared}
