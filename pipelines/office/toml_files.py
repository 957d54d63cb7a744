"""TOML files that officers write: read as declared sections, every mistake reported in Indonesian.

The reader of a message is an officer, so it names the key, the line it is on, what is expected
and the nearest known key. tomllib and pydantic find the mistakes; this room finds the words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from pipelines.errors import ConfigError

NEAR_ENOUGH = 0.75  # below this similarity a "did you mean" would mislead


class Section(BaseModel):
    """A table of a settings file: unknown keys are errors, values cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_by_name=True)


S = TypeVar("S", bound=Section)


def read_settings(path: Path, section: type[S]) -> S:
    """A TOML file as the section that declares it.

    ConfigError (in Indonesian) names each wrong key, its line and the nearest known key.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} tidak dapat dibaca sebagai TOML: {error}") from None
    try:
        return section.model_validate(values)
    except ValidationError as error:
        lines = line_numbers(text)
        faults = [
            f"{path.name} {_where(problem['loc'], lines)}: {_what(problem, section)}"
            for problem in error.errors(include_url=False)
        ]
        raise ConfigError("\n".join(faults)) from None


def line_numbers(text: str) -> dict[tuple[str, ...], int]:
    """Line of each table header and key of a TOML text, by its path: `("sktm", "umk") → 12`.

    The entries of `[[columns]]` are numbered from 0: `("columns", "0", "source") → 30`.

    tomllib gives no positions. Only headers and keys at the start of a line are looked for, which
    is how people write such a file; a key inside an inline table falls back to its parent's line.
    """
    name = r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'"
    dotted = rf"(?:{name})(?:\s*\.\s*(?:{name}))*"
    table: tuple[str, ...] = ()
    lines: dict[tuple[str, ...], int] = {}
    repeated: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(rf"\s*(\[\[?)\s*({dotted})\s*\]", line):
            table = _parts(name, header[2])
            if header[1] == "[[":
                repeated[table] = repeated.get(table, -1) + 1
            above = next((p for p in repeated if table[: len(p)] == p), None)
            if above is not None:
                table = (*above, str(repeated[above]), *table[len(above) :])
            lines.setdefault(table, number)
        elif key := re.match(rf"\s*({dotted})\s*=", line):
            lines.setdefault((*table, *_parts(name, key[1])), number)
    return lines


def _parts(name: str, dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(name, dotted))


def _where(location: tuple[int | str, ...], lines: dict[tuple[str, ...], int]) -> str:
    path = tuple(str(part) for part in location if part != "[key]")
    line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)
    key = ".".join(part for part in path if not part.isdigit())
    return f"kunci '{key}'" if line is None else f"baris {line}, kunci '{key}'"


def _what(problem: Any, section: type[Section]) -> str:
    """One Indonesian sentence for a pydantic error."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "extra_forbidden":
        return "kunci tidak dikenal" + _nearest(problem["loc"], section)
    if kind == "missing":
        return "kunci ini wajib diisi"
    if kind == "literal_error":
        if problem["loc"][-1] == "[key]":
            return "sumber tidak dikenal" + _nearest(problem["loc"][:-1], section)
        return f"nilainya harus salah satu dari {context['expected']}"
    if kind == "value_error":
        return str(context["error"])
    bounds = {
        "greater_than": ("gt", "lebih dari"),
        "greater_than_equal": ("ge", "paling sedikit"),
        "less_than": ("lt", "kurang dari"),
        "less_than_equal": ("le", "paling banyak"),
    }
    if kind in bounds:
        bound, words = bounds[kind]
        return f"nilainya harus {words} {context[bound]}"
    expected = {
        "int": "bilangan bulat",
        "float": "bilangan",
        "string": 'teks di antara tanda kutip ("...")',
        "list": "daftar, misalnya [6, 8]",
        "date": "tanggal, misalnya 2025-01-31",
        "dict": "bagian berisi kunci",
        "model": "bagian berisi kunci",
    }
    return f"nilainya harus {expected.get(kind.split('_')[0], 'lain: ' + problem['msg'])}"


def like(unknown: str, known: Iterable[str]) -> str:
    """' …; mungkin maksudnya `x`' with the nearest known name, or nothing where none is near."""
    found = process.extractOne(
        unknown.lower(), list(known), scorer=JaroWinkler.similarity, score_cutoff=NEAR_ENOUGH
    )
    return f"; mungkin maksudnya '{found[0]}'" if found else ""


def _nearest(location: tuple[int | str, ...], section: type[Section]) -> str:
    """The nearest known key for an unknown one: of its own table first, then of all."""
    *parents, unknown = (part for part in location if isinstance(part, str))
    everywhere = known_keys(section)
    beside = {path[-1]: path for path in everywhere if path[:-1] == tuple(parents)}
    if near := like(unknown, beside):
        return near
    others = {path[-1]: path for path in everywhere}
    found = process.extractOne(
        unknown.lower(), list(others), scorer=JaroWinkler.similarity, score_cutoff=NEAR_ENOUGH
    )
    if found:
        path = others[found[0]]
        home = f" di bagian [{'.'.join(path[:-1])}]" if path[:-1] else ""
        return f"; mungkin maksudnya '{found[0]}'{home}"
    return f"; yang dikenal di sini: {', '.join(sorted(beside))}" if beside else ""


def known_keys(section: type[Section], parents: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every key path a settings file may hold, as written in the file."""
    keys: list[tuple[str, ...]] = []
    for name, field in section.model_fields.items():
        path = (*parents, field.alias or name)
        keys.append(path)
        for inner, inside in _sections(field.annotation, path):
            if inside != path:
                keys.append(inside)
            keys += known_keys(inner, inside)
    return keys


def _sections(
    annotation: Any, path: tuple[str, ...]
) -> list[tuple[type[Section], tuple[str, ...]]]:
    """Sections a key may hold: itself one, a list of them, or one for each of a few names."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return [(annotation, path)]
    arguments = get_args(annotation)
    if get_origin(annotation) is list:
        return _sections(arguments[0], path)
    if get_origin(annotation) is dict and get_origin(arguments[0]) is Literal:
        return [
            found
            for name in get_args(arguments[0])
            for found in _sections(arguments[1], (*path, name))
        ]
    return []
