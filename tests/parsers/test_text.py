"""Plain text: ``gk-text-1`` and what it refuses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import UnreadableDocumentError
from graphkit.parsers.text import parse
from graphkit.records import Source


def read(data: bytes) -> str:
    return parse(Source("a.txt", data)).text


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read(data)
    return str(caught.value)


def test_line_ends_become_line_feeds_and_nothing_else_changes():
    text = "\ufeffCafe\u0301\u00a0bar \u2019s \r\n\tEnd \u200b\u2028x\x85y\x0c\rLast  "
    assert read(("\ufeff" + text).encode()) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_only_the_first_byte_order_mark_is_dropped():
    assert read(b"\xef\xbb\xbf\xef\xbb\xbfWigan") == "\ufeffWigan"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufeff")))
def test_any_text_without_carriage_returns_is_kept_to_the_letter(text):
    text = "Wigan Council " + text
    assert read(text.encode()) == text


@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_a_refusal(data):
    try:
        text = read(data)
    except UnreadableDocumentError as refused:
        text = refused.todo
    assert text.strip()
    assert "\r" not in text


def test_windows_1252_is_refused_with_byte_and_line():
    message = refusal("One\r\ntwo\rthe council’s".encode("cp1252"))
    assert "byte 0x92 (’ in Windows-1252) at line 3" in message
    assert "UTF-8" in message


def test_line_of_a_wrong_byte_is_right_after_a_byte_order_mark():
    assert "at line 2" in refusal(b"\xef\xbb\xbfab\n\x93")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_are_named(encoding):
    assert re.search("UTF-(16|32), not UTF-8", refusal("Wigan Council spoke.".encode(encoding)))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....word/document.xml..word/vbaProject.bin", "macros"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word"),
        (b"{\\rtf1 Wigan}", "Rich Text"),
        (b"RIFF\x00\x00\x00\x00WEBP", "WebP"),
    ],
)
def test_other_formats_are_named(data, name):
    assert name in refusal(data)


def test_zero_character_is_refused_with_its_line():
    assert "U+0000 at line 2" in refusal(b"Wigan Council and its partners\nspoke\x00")


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", "\u200b\u00a0\u2028".encode(), b"... --- ..."])
def test_text_without_a_word_is_refused(data):
    assert "Put the text in" in refusal(data)
