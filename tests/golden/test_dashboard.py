"""The dashboard opens without a network, runs nothing, and names nobody."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

TAGS_WITHOUT_END = {"meta", "br"}


@pytest.fixture(scope="module")
def page(published: Path) -> str:
    return (published / "dashboard.html").read_text(encoding="utf-8")


class Outline(HTMLParser):
    """Tags, ids, anchors and headings of a page; fails on tags that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.seen.append((tag, attributes))
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        if tag == "a":
            self.anchors.append(str(attributes["href"]))
        if tag not in TAGS_WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in TAGS_WITHOUT_END:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"


def test_it_needs_no_script_and_no_network(page: str) -> None:
    outline = Outline(page)
    tags = {tag for tag, _ in outline.seen}
    assert not tags & {"script", "iframe", "link", "object", "embed", "img"}
    assert "http" not in page
    assert "url(" not in page.replace("url(#", "")
    assert not any(name.startswith("on") for _, found in outline.seen for name in found)


def test_it_names_nobody(page: str) -> None:
    assert not re.search(r"\d{8,}", re.sub(r"#[0-9a-f]{6}\b", "", page))
    for name in ("AMINAH", "BURHAN", "CITRA", "DARMI", "GAZALI", "cmd|", "VETERAN"):
        assert name not in page


def test_every_link_leads_to_a_place_on_the_page_and_ids_are_unique(page: str) -> None:
    outline = Outline(page)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.anchors
    assert {anchor.removeprefix("#") for anchor in outline.anchors} <= set(outline.ids)


def test_it_can_be_read_aloud(page: str) -> None:
    outline = Outline(page)
    assert ("html", {"lang": "id"}) in outline.seen
    levels = [int(tag[1]) for tag, _ in outline.seen if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    drawings = [attributes for tag, attributes in outline.seen if tag == "svg"]
    assert len(drawings) == 5
    assert all(drawing["role"] == "img" and drawing["aria-label"] for drawing in drawings)
    tags = [tag for tag, _ in outline.seen]
    assert tags.count("caption") == tags.count("table")


def test_headline_figures_are_those_of_the_flags(page: str) -> None:
    card = re.search(r"belum terdaftar</span>\s*<strong>(\d+)</strong>\s*<span[^>]*>([^<]*)", page)
    assert card
    assert card.groups() == ("3", "1 jelas, 2 perlu ditinjau")


def test_late_and_missing_villages_are_named(page: str) -> None:
    assert "Tungkap (20 Oktober 2026)" in page
    assert re.search(r"Belum mengirim:</strong>\s+Miawa", page)


def test_the_age_of_registers_carried_forward_is_shown(page: str) -> None:
    assert re.search(r"ASN, TNI/Polri.*Agustus 2026.*umur 2 bulan", page)
