"""Read a spreadsheet against the miniature, without writing anything; what is found at which cell."""

from pathlib import Path

from registry.adapters.load import load
from registry.adapters.source import WorkTree
from registry.adapters.surroundings import of_loaded
from registry.cli import main
from registry.commands.import_sheet import Imported, read_sheet
from registry.core.sheet.cells import address
from registry.core.sheet.kinds import USERS, SheetKind
from tests.builders import TODAY, RegistryFolder


def read(folder: RegistryFolder, content: bytes, authority: str = "", kind: SheetKind = USERS) -> Imported:
    """All that a file asks for."""
    file = Path(folder.root).with_name("sheet")
    file.write_bytes(content)
    source = WorkTree(folder.root)
    return read_sheet(file, kind, source, of_loaded(load(source)), TODAY, authority)


def run(arguments: list[str]) -> int:
    """The exit code of a command on the day of the miniature."""
    return main([*arguments, "--today", TODAY.isoformat()])


def found(made: Imported) -> list[tuple[str, str]]:
    """Code and cell of each finding: `D17`, `17` for a row, `D` for a column, empty for the whole."""
    return [
        (one.finding.code, address(one.row, one.column) if one.column else str(one.row or ""))
        for one in made.findings
    ]
