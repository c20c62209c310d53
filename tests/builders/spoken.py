"""What a page says, and what of it stayed English."""

import html
import re


def told_in(shown):
    """The texts of a page, and the words in attributes that are read out or put in by a script."""
    body = re.sub(r"<(script|style|textarea|pre)[ >].*?</\1>", "", shown, flags=re.DOTALL)
    attributes = re.findall(r' (?:data-[a-z]+|aria-label|placeholder|title)="([^"]* [^"]*)"', body)
    texts = re.sub(r"<[^>]*>", "\n", body).splitlines()
    return {html.unescape(text).strip() for text in (*texts, *attributes)}


def stayed_english(english, translated, *, own):
    """The texts that both pages say, but for the editors' and panelists' own words."""
    theirs = re.compile("|".join(map(re.escape, sorted(filter(None, own), key=len, reverse=True))))
    same = told_in(english) & told_in(translated)
    return {text for text in same if re.search(r"[a-z]{3}", theirs.sub("", text))}
