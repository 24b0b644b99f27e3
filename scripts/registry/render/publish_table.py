"""What a build made, as a table for people and as data for programs."""

import json
from collections.abc import Iterable, Mapping
from typing import Protocol

from registry.core.text import Text
from registry.render.site.budgets import KINDS, Kind


class Total(Protocol):
    """All files of one kind: how many, how many made in this run, bytes, the largest, and the seconds that they took."""

    kind: Kind
    files: int
    made: int
    size: int
    largest: int
    largest_path: str
    seconds: float


_HEADS = (
    Text("种类", "kind"),
    Text("文件", "files"),
    Text("本次生成", "made"),
    Text("字节", "bytes"),
    Text("最大", "largest"),
    Text("上限", "budget"),
    Text("平均", "mean"),
    Text("上限", "budget"),
    Text("秒", "seconds"),
)
_TOTAL = Text("合计", "total")


def as_text(totals: Iterable[Total], language: str) -> str:
    """One line for each kind, in the order of the table of budgets, and the sum."""
    own = _in_order(totals)
    rows = [[head.in_language(language) for head in _HEADS]]
    rows += [
        [
            one.kind.name.in_language(language),
            f"{one.files:,}",
            f"{one.made:,}",
            f"{one.size:,}",
            f"{one.largest:,}",
            f"{one.kind.budget:,}",
            f"{one.size // one.files:,}",
            f"{one.kind.mean:,}" if one.kind.mean else "",
            f"{one.seconds:.2f}",
        ]
        for one in own
    ]
    rows.append(
        [
            _TOTAL.in_language(language),
            f"{sum(one.files for one in own):,}",
            f"{sum(one.made for one in own):,}",
            f"{sum(one.size for one in own):,}",
            "",
            "",
            "",
            "",
            f"{sum(one.seconds for one in own):.2f}",
        ]
    )
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "".join(_line(row, widths) for row in rows)


def as_json(counts: Mapping[str, int], totals: Iterable[Total]) -> str:
    """The same as data."""
    kinds = [
        {
            "kind": one.kind.name.en,
            "files": one.files,
            "made": one.made,
            "bytes": one.size,
            "largest_bytes": one.largest,
            "largest_path": one.largest_path,
            "budget_bytes": one.kind.budget,
            "mean_budget_bytes": one.kind.mean,
            "seconds": round(one.seconds, 3),
        }
        for one in _in_order(totals)
    ]
    return json.dumps({"counts": dict(counts), "kinds": kinds}, ensure_ascii=False, indent=2) + "\n"


def _in_order(totals: Iterable[Total]) -> list[Total]:
    return sorted(totals, key=lambda one: KINDS.index(one.kind))


def _width(text: str) -> int:
    """Columns on a terminal: a Han character takes two."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _line(row: list[str], widths: list[int]) -> str:
    first, *rest = ((" " * (width - _width(cell)), cell) for cell, width in zip(row, widths, strict=True))
    return f"{first[1]}{first[0]}  " + "  ".join(f"{blank}{cell}" for blank, cell in rest) + "\n"
