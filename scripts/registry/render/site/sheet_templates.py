"""The spreadsheets to fill in, to download: what `registry import --template` writes."""

from collections.abc import Iterator
from functools import partial

from registry.core.sheet.kinds import KINDS, SheetKind
from registry.render.sheet import template
from registry.render.site import addresses
from registry.render.site.piece import Piece
from registry.render.site.records import Records
from registry.render.site.shell import Shell


def pieces(records: Records, shell: Shell) -> Iterator[Piece]:  # noqa: ARG001 - a template follows from the code alone
    """A workbook of each kind; of the kind that is one sheet, also a CSV file."""
    for kind in KINDS.values():
        yield Piece(addresses.sheet_template(kind.name, "xlsx"), partial(template.as_xlsx, kind, {}), ())
        if len(kind.sheets) == 1:
            yield Piece(addresses.sheet_template(kind.name, "csv"), partial(_csv, kind), ())


def _csv(kind: SheetKind) -> bytes:
    return template.as_csv(kind.sheets[0], ())
