"""A visitor who follows every link and every form that only asks, tries every other address, and reads whatever comes back, down to its properties."""

import html
import io
import re
import zipfile
from urllib.parse import urljoin, urlsplit

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

LINKS = ("a[href]", "link[href]", "img[src]", "source[srcset]", "script[src]", "iframe[src]", "form")
MOST_PAGES = 400


def crawl(browser, starts):
    """Everything that can be reached: address → all words in it, response headers included."""
    waiting, found = list(starts), {}
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop()
        if address in found:
            continue
        response = browser.get(address)
        body = response.getvalue()
        for close in response._resource_closers:
            close()
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        cookies = response.cookies.output()
        found[address] = "\n".join((headers, cookies, words_in(body)))
        kind = response.headers.get("Content-Type", "")
        if "Location" in response.headers:
            waiting.append(inside(urljoin(address, response.headers["Location"])))
        if "html" in kind or "xml" in kind:
            waiting.extend(links_in(body.decode(), address))
    return {address: words for address, words in found.items() if address}


def links_in(page, address):
    """Where a page leads to on this site; buttons of forms that change something are not pressed."""
    tree = LexborHTMLParser(page)
    for node in tree.css(", ".join(LINKS)):
        said = node.attributes
        if node.tag == "form":
            if (said.get("method") or "get").lower() == "get":
                yield inside(urljoin(address, said.get("action") or address))
            continue
        target = said.get("href") or said.get("src") or said.get("srcset") or ""
        yield inside(urljoin(address, target))


def inside(address):
    """The path of an address of this site; the front page in the place of any other."""
    parts = urlsplit(address)
    if parts.netloc not in {"", "testserver"} or parts.scheme not in {"", "http"}:
        return "/"
    is_asking = parts.query and parts.path != "/sign-in"  # which repeats where one came from
    return parts.path + (f"?{parts.query}" if is_asking else "")


def words_in(body):
    """A file as text: unpacked where it is packed, its properties with it, entities and percent signs resolved."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(html.unescape(packed.read(name).decode("utf-8", "replace")) for name in packed.namelist())
    if body.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(body)
        pages = [page.get_textpage().get_text_range() for page in document]
        return "\n".join((*pages, str(document.get_metadata_dict()), body.decode("latin-1")))
    text = body.decode("utf-8", "replace")
    return f"{text}\n{html.unescape(text)}\n{re.sub(r'<[^>]*>', '', html.unescape(text))}"


def words_of_letter(message):
    """A letter as its reader's program has it: all headers, all parts."""
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    texts = [part if isinstance(part, str) else bytes(part).decode("utf-8", "replace") for part in parts]
    return "\n".join((*(f"{name}: {value}" for name, value in message.items()), *map(html.unescape, texts)))
