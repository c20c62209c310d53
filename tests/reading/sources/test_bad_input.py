"""What is given may be empty, damaged, or made to do harm: each has its own clear error."""

import io
import os
import zipfile

import pytest
from builders.documents import CONTENT_TYPES, RELATIONS, encrypted_pdf, pdf, word_package, word_paragraph
from builders.files import run_weighin, small_roundup

from weighin.errors import EmptySource, TooLarge, UnknownContainer, Unreadable
from weighin.reading.read import read_bytes
from weighin.reading.sources import MOST_BYTES, read_source
from weighin.reading.verdict import VerdictKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zip_bomb(size: int = 300_000_000, *, name: str = "word/document.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        with package.open(name, "w") as part:
            for _ in range(size // 10_000_000):
                part.write(bytes(10_000_000))
    return packed.getvalue()


def lying_bomb() -> bytes:
    """A package whose directory says that a part unpacks to little."""
    bomb = bytearray(zip_bomb(210_000_000))
    directory = bomb.rindex(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = (5000).to_bytes(4, "little")
    return bytes(bomb)


def nested_bomb() -> bytes:
    """A package in a package: what is inside is not opened."""
    return word_package(word_paragraph("One line."), word__embeddings__inner_docx=zip_bomb(60_000_000))


BILLION_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)


@pytest.mark.parametrize(
    ("data", "name", "error", "says"),
    [
        (b"", "a.html", EmptySource, "nothing in it"),
        (b" \r\n\t\n ", "a.txt", EmptySource, "nothing in it"),
        (b"\x00" * 50, "a.txt", EmptySource, "nothing in it"),
        (b"\xef\xbb\xbf \n", "a.txt", EmptySource, "no text in it"),
        ("\u200b\u202e\u2066".encode(), "a.txt", EmptySource, "no text in it"),
        (b"<html><body><nav></nav></body></html>", "a.html", EmptySource, "no text in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.png", UnknownContainer, "a picture"),
        (bytes(range(256)) * 40, "a.txt", UnknownContainer, "no text"),
        (b"\x7fELF" + bytes(100), "a", UnknownContainer, "a program"),
        (b"{\\rtf1 hello}", "a.rtf", UnknownContainer, "RTF"),
        (b"\x1f\x8b\x08" + bytes(50), "a.gz", UnknownContainer, "unpack it"),
        (OLE, "a.docx", Unreadable, "password"),
        (OLE, "a.doc", UnknownContainer, "save it as DOCX"),
        (b"PK\x03\x04" + b"word/" * 40, "a.docx", Unreadable, "damaged"),
        (b"PK\x03\x04nothing", "a.zip", UnknownContainer, "no DOCX"),
        (b"%PDF-1.7\nno more", "a.pdf", Unreadable, "damaged"),
        (b"MZ" + bytes(100), "a.exe", UnknownContainer, "a program"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, name, error, says):
    with pytest.raises(error, match=says) as refused:
        read_source(data, name=name)
    assert str(refused.value).startswith(name)


def test_more_than_the_limit_is_refused_before_it_is_looked_at():
    with pytest.raises(TooLarge, match="50 MB"):
        read_source(b"a" * (MOST_BYTES + 1), name="large.txt")


@pytest.mark.parametrize(("make", "says"), [(zip_bomb, "unpacks to more"), (lying_bomb, "unpacks to more|damaged")])
def test_a_package_that_unpacks_to_too_much_is_refused(make, says):
    with pytest.raises((TooLarge, Unreadable), match=says):
        read_source(make(), name="bomb.docx")


def test_more_xml_than_an_article_has_is_refused_before_it_is_parsed():
    with pytest.raises(TooLarge, match="40 MB of text"):
        read_source(word_package("<w:p/>" * 8_000_000), name="long.docx")


def test_a_package_inside_a_package_is_never_unpacked():
    page = read_source(nested_bomb(), name="nested.docx")
    assert page.text == "One line."


def test_a_package_of_very_many_parts_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for number in range(6_000):
            package.writestr(f"word/part{number}.xml", "")
    with pytest.raises(TooLarge):
        read_source(packed.getvalue(), name="parts.docx")


def test_entities_in_the_xml_of_a_package_are_refused():
    with pytest.raises(Unreadable, match="entities"):
        read_source(word_package(word_paragraph("&a9;"), before=BILLION_LAUGHS), name="laughs.docx")


def test_entities_are_refused_in_any_encoding_of_xml():
    evil = f'<?xml version="1.0" encoding="UTF-16"?>{BILLION_LAUGHS}<x>&a9;</x>'.encode("utf-16")
    with pytest.raises(Unreadable, match="entities"):
        read_source(word_package(word_paragraph("hello"), word__styles_xml=evil), name="laughs.docx")


def test_an_encrypted_pdf_is_told_from_a_damaged_one():
    with pytest.raises(Unreadable, match="encrypted"):
        read_source(encrypted_pdf(), name="secret.pdf")


def test_an_encrypted_package_is_told_from_a_damaged_one():
    data = bytearray(word_package(word_paragraph("hello")))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    with pytest.raises(Unreadable, match="encrypted"):
        read_source(bytes(data), name="secret.docx")


def test_a_scanned_pdf_says_what_to_do():
    with pytest.raises(EmptySource, match="text recognition"):
        read_source(pdf([[]]), name="scan.pdf")


@pytest.mark.parametrize(
    "tag", ["div", "b", "span", "section", "nav", "table><tr><td", "ul><li", "blockquote", "figure", "a", "q"]
)
def test_html_nested_ten_thousand_deep_is_read_to_its_end(tag):
    deep = f"<{tag}>" * 10_000 + "the innermost words" + "<p>and what follows them"
    page = read_source(deep.encode(), name="deep.html")
    assert "the innermost words" in page.text
    assert "and what follows them" in page.text


def test_nuls_and_direction_marks_are_no_part_of_the_text():
    hostile = small_roundup().replace("island", "is\x00la\u202end").replace("ferry", "fer\u200bry")
    page = read_source(hostile.encode(), name="marks.txt")
    assert not any(mark in page.text for mark in "\x00\u202e\u200b")
    assert "Three views of the ferry" in page.text
    assert read_bytes(hostile.encode(), name="marks.txt").verdict.kind is VerdictKind.ROUNDUP


def test_mixed_encodings_are_read_and_the_loss_is_told():
    mixed = "Vera: naïve".encode() + b"\nTomas: na\xefve\n" + "Ines: voilà\n".encode() * 40
    page = read_source(mixed, name="mixed.txt")
    assert page.text.count("naïve") == 2
    assert "mixed encodings" in page.lossy


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("empty.html", lambda: b"", 5),
        ("binary.txt", lambda: bytes(range(256)) * 40, 5),
        ("bomb.docx", zip_bomb, 5),
        ("secret.pdf", encrypted_pdf, 5),
        ("laughs.docx", lambda: word_package("", before=BILLION_LAUGHS), 5),
        ("note.txt", lambda: b"A note about the weather, and nothing else.", 3),
    ],
)
def test_the_command_says_it_in_one_line_and_writes_nothing(tmp_path, name, make, code):
    (tmp_path / name).write_bytes(make())
    out = tmp_path / "record.json"
    run = run_weighin("read", tmp_path / name, "--out", out)
    assert run.returncode == code, run.stderr
    assert run.stdout == ""
    assert run.stderr.startswith("weighin: ")
    assert "Traceback" not in run.stderr
    assert not out.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_the_command_never_waits_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe.html")
    run = run_weighin("read", tmp_path / "pipe.html")
    assert run.returncode == 5
    assert "pipe or a device" in run.stderr


@pytest.mark.parametrize(("source", "code"), [("nowhere.html", 7), ("http://127.0.0.1:9/", 6), ("http://10.0.0.1/", 6)])
def test_the_command_tells_what_is_not_there_from_what_is_not_fetched(tmp_path, source, code):
    run = run_weighin("read", source, folder=tmp_path)
    assert run.returncode == code, run.stderr
    assert run.stdout == ""
