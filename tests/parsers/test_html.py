"""Web pages: what is kept, what is taken off, and where blocks stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import UnreadableDocumentError
from graphkit.parsers.html import parse
from graphkit.records import BlockKind, ParsedText, Source

FILES = Path(__file__).parent / "files"


def page(name: str) -> ParsedText:
    return parse(Source(name, (FILES / name).read_bytes()))


def body(inner: str, head: str = "") -> ParsedText:
    return parse(Source("a.html", f"<html><head>{head}</head><body>{inner}</body></html>".encode()))


def kinds(parsed: ParsedText) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(parsed.text)) for block in parsed.blocks]


def test_page_becomes_title_blocks_and_items():
    parsed = page("cookie_wall.html")
    assert parsed.title == "Ferry Lane Hub: one door for all"
    assert kinds(parsed) == [
        ("title", "Ferry Lane Hub: one door for all"),
        ("paragraph", "Marlow Vale Council opened the hub in May 2021 with Northbank's housing team."),
        ("heading", "The challenge"),
        (
            "paragraph",
            "People were sent from door to door. Waiting lists grew & grew, and nobody could say where a case stood.",
        ),
        ("paragraph", "Three things were wanted:"),
        ("item", "one desk"),
        ("item", "one form"),
        ("item", "on paper"),
        ("item", "online"),
        ("item", "one number"),
        ("heading", "What staff said"),
        ("quote", "“It was like a relay without a baton.”"),
        ("paragraph", "Year | Visits"),
        ("paragraph", "2021 | 1,200"),
        ("heading", "Contact"),
        ("paragraph", "Ada Field\nMarlow Vale Council\nada@example.org"),
    ]
    assert [block.level for block in parsed.blocks if block.kind is BlockKind.HEADING] == [2, 3, 2]


def test_items_stand_on_lines_of_their_own_and_blocks_apart():
    text = page("cookie_wall.html").text
    assert "wanted:\n\n- one desk\n- one form\n  - on paper\n  - online\n- one number\n\nWhat staff said\n\n" in text
    assert text.endswith("ada@example.org\n")


@pytest.mark.parametrize(
    "furniture",
    ["cookies", "Newsroom", "portal", "editor", "cripted", "Subscribe", "Switch", "also like", "Copyright"],
)
def test_furniture_is_not_in_the_text(furniture):
    assert furniture not in page("cookie_wall.html").text


def test_form_around_the_whole_page_does_not_hide_it():
    parsed = page("one_form.html")
    assert kinds(parsed) == [
        ("title", "Bus passes in Kelby"),
        ("paragraph", "Kelby District Council gives bus passes to young carers."),
        ("paragraph", "The scheme is run with Kelby Carers"),
    ]


def test_markup_in_a_title_is_words_of_the_title():
    assert page("script_in_title.html").title == "Lanterns </script><script>gkxss()</script> in the park"


def test_long_page_loses_no_paragraph_of_its_article():
    inner = "".join(f"<p>Sentence number {i} says what the council did in that year.</p>" for i in range(300))
    parsed = body(f"<article><h1>Years</h1>{inner}</article>")
    assert len(parsed.blocks) == 301


def test_site_name_is_no_part_of_a_title():
    assert body("<p>Some words of the page.</p>", "<title>Warm rooms | Kelby</title>").title == "Warm rooms"


@pytest.mark.parametrize("depth", [50, 300, 1500])
def test_words_are_found_deep_in_the_page(depth):
    parsed = body("<div>" * depth + "<p>Words of the council.</p>" + "</div>" * depth + "<p>After.</p>")
    assert [words for _, words in kinds(parsed)] == ["Words of the council.", "After."]


def test_page_nested_ten_thousand_deep_is_refused_and_not_cut():
    with pytest.raises(UnreadableDocumentError, match="nested"):
        body("<div>" * 10_000 + "<p>Words.</p>")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<p>Café’s</p>".encode(), "Café’s"),
        (b"\xef\xbb\xbf" + "<p>Café’s</p>".encode(), "Café’s"),
        ("<p>Café’s</p>".encode("utf-16"), "Café’s"),
        (b'<meta charset="windows-1252"><p>Caf\xe9\x92s</p>', "Café’s"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=ISO-8859-1"><p>Caf\xe9\x92s</p>', "Café’s"),
        (b'<meta charset="utf-8"><p>Caf\xe9\x92s</p>', "Café’s"),
        ('<meta charset="utf-16"><p>Café’s</p>'.encode(), "Café’s"),
        ('<meta charset="zip"><p>Café’s</p>'.encode(), "Café’s"),
        (b"<p>Caf\xe9\x92s</p>", "Café’s"),
        (b"<p>Caf&eacute;&#146;s</p>", "Café’s"),
        (b"<p>A\x81\x00B</p>", "A\x81B"),
    ],
)
def test_encodings_as_a_browser_has_them(data, words):
    assert words in parse(Source("a.html", data)).text


@pytest.mark.parametrize(
    "inner",
    ["", "<!-- only a comment -->", "<script>alert(1)</script>", "<p> &nbsp; </p>", "<svg><text>Drawn</text></svg>"],
)
def test_page_without_words_is_refused(inner):
    with pytest.raises(UnreadableDocumentError):
        body(inner)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04word/"])
def test_what_is_no_page_is_refused(data):
    with pytest.raises(UnreadableDocumentError):
        parse(Source("a.html", data))


def test_unclosed_tags_keep_their_words_apart():
    parsed = body("<h1>Title<p>One sentence here<ul><li>first<li>second</ul><p>Two <b>bold <i>words")
    assert [words for _, words in kinds(parsed)] == ["Title", "One sentence here", "first", "second", "Two bold words"]


def test_two_breaks_make_two_paragraphs():
    assert [words for _, words in kinds(body("One.<br>Still one.<br> <br>Two."))] == ["One.\nStill one.", "Two."]


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "h2", "li", "blockquote", "div", "td", "ul", "b"]), st.text(max_size=20)),
        max_size=12,
    )
)
def test_every_block_lies_in_the_text_in_order(parts):
    try:
        parsed = body("Word" + "".join(f"<{tag}>{text}" for tag, text in parts))
    except UnreadableDocumentError:
        return
    at = 0
    for block in parsed.blocks:
        assert at <= block.span.start < block.span.end
        words = block.span.of(parsed.text)
        assert words == words.strip(" \n")
        at = block.span.end
    assert "\r" not in parsed.text
    assert parsed == body("Word" + "".join(f"<{tag}>{text}" for tag, text in parts))
