"""What was chosen for the columns of a source: saved as a file, and kept for the next of its kind."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from riskreg.domain.fields import visible_fields
from riskreg.domain.records import ControlPoint
from riskreg.exchange.layout import KIND, SHARED, TEXT, Column, Layout, Source
from riskreg.exchange.scale_choice import choices_as_json, choices_from_json
from riskreg.exchange.vocabulary import bare
from riskreg.faults import Trouble
from riskreg.files import read_whole
from riskreg.settings import Settings
from riskreg.texts import N_, Texts

VERSION = 1
_MARK = "riskreg_mapping"
_KEPT, _MOST_KEPT = "mappings", 50  # in the settings
_MOST_BYTES = 1_000_000

FROM_FILE, AS_BEFORE = N_("as the mapping says"), N_("as chosen for these headings before")
_NO_MAPPING = N_(
    "{path} is no mapping of columns. Save one when you import, "
    "or make one with: riskreg import … --save-mapping FILE"
)


def mapping_of(layout: Layout) -> dict[str, Any]:
    """What is chosen for every column, ready for JSON."""
    return {
        _MARK: VERSION,
        "source": layout.source.value,
        "columns": [
            {"source": column.source, "field": column.field or None, "labelled": column.labelled}
            for column in layout.columns
        ],
        "scales": choices_as_json(layout.scales),
    }


def as_file(layout: Layout) -> bytes:
    """The mapping as the content of a file."""
    return json.dumps(mapping_of(layout), ensure_ascii=False, indent=2).encode() + b"\n"


def read_mapping(path: Path) -> dict[str, Any]:
    """A mapping from its file.  Trouble when it is none, or fills a field that there is not."""
    try:
        mapping = json.loads(read_whole(path, _MOST_BYTES).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Trouble(_NO_MAPPING, path=path) from error
    if not _is_mapping(mapping):
        raise Trouble(_NO_MAPPING, path=path)
    known = {spec.name for spec in visible_fields(ControlPoint)} | {KIND, TEXT}
    for column in mapping["columns"]:
        if column["field"] and column["field"] not in known:
            raise Trouble(
                N_("{path} fills a field “{field}”, which there is not. The fields: {known}."),
                path=path,
                field=column["field"],
                known=", ".join(sorted(known)),
            )
    return dict(mapping)


def mapped(layout: Layout, mapping: dict[str, Any], reason: str, _: Texts) -> Layout:
    """The layout with the columns as a mapping has them; those that it does not know stay as they were."""
    chosen = _by_place(mapping["columns"])
    taken = {column["field"] for column in mapping["columns"] if column["field"] and not column["labelled"]}
    shared = {spec.name for spec in visible_fields(ControlPoint) if spec.kind in SHARED}
    columns = []
    for column, place in zip(
        layout.columns, _places(column.source for column in layout.columns), strict=True
    ):
        if place in chosen:
            field, labelled = chosen[place]["field"] or "", bool(chosen[place]["labelled"])
            means = column.means if column.field == field else ""
            changed = replace(column, field=field, labelled=labelled, means=means)
            columns.append(changed if changed == column else replace(changed, reason=_(reason)))
        elif column.field in taken:
            columns.append(_beside(column, column.field in shared, _(reason)))
        else:
            columns.append(column)
    scales = choices_from_json(mapping.get("scales"))
    return replace(layout, columns=tuple(columns), source=Source(mapping["source"]), scales=scales)


def mapped_from(path: Path, layout: Layout, mapping: dict[str, Any], _: Texts) -> Layout:
    """The layout as the mapping that a file holds has it.  Trouble when that is of quite another table."""
    known = {bare(column["source"]) for column in mapping["columns"]}
    if not any(bare(column.source) in known for column in layout.columns):
        raise Trouble(
            N_("{path} is a mapping of other columns: this table has none of its headings."), path=path
        )
    return mapped(layout, mapping, FROM_FILE, _)


def kept_mapping(settings: Settings, layout: Layout) -> dict[str, Any] | None:
    """What was chosen last time for a source with these headings; None when nothing was."""
    kept = settings.get(_KEPT)
    mapping = kept.get(fingerprint(layout)) if isinstance(kept, dict) else None
    return mapping if _is_mapping(mapping) else None


def keep_mapping(settings: Settings, layout: Layout) -> None:
    """Remember what was chosen, for the next source with these headings."""
    kept = settings.get(_KEPT)
    others = dict(kept) if isinstance(kept, dict) else {}
    others.pop(fingerprint(layout), None)
    newest = dict(list({**others, fingerprint(layout): mapping_of(layout)}.items())[-_MOST_KEPT:])
    settings.put(_KEPT, newest)


def fingerprint(layout: Layout) -> str:
    """What tells the layout of a source from others: its headings and their order."""
    headings = "\n".join(bare(column.source) for column in layout.columns)
    return hashlib.sha256(f"{layout.source is Source.GOALS}\n{headings}".encode()).hexdigest()[:32]


def _beside(column: Column, shared: bool, reason: str) -> Column:
    """A column whose field was given to another one: it comes with its heading where both have room."""
    return replace(column, labelled=True) if shared else replace(column, field="", reason=reason)


def _places(headings: Iterable[str]) -> list[tuple[str, int]]:
    """Each heading with how often it was met before."""
    met: Counter[str] = Counter()
    places = []
    for heading in map(bare, headings):
        places.append((heading, met[heading]))
        met[heading] += 1
    return places


def _by_place(columns: list[dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    return dict(zip(_places(column["source"] for column in columns), columns, strict=True))


def _is_mapping(value: object) -> bool:
    if not isinstance(value, dict) or value.get(_MARK) != VERSION or value.get("source") not in set(Source):
        return False
    columns = value.get("columns")
    return isinstance(columns, list) and all(
        isinstance(column, dict)
        and isinstance(column.get("source"), str)
        and isinstance(column.get("field"), str | None)
        and isinstance(column.get("labelled"), bool)
        for column in columns
    )
