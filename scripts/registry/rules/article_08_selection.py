"""Art. 8: an institution chooses among apps whose provider filing is complete."""

from collections.abc import Iterator
from datetime import date

from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.rules.catalogue import declare


def used_number_exists(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Every number that an institution names was given by the ledger."""
    for index, use in enumerate(file.content.uses):
        if use.number is not None and lookup.by_number(use.number) is None:
            yield Fault("A08-1", ("uses", index, "number"), {"number": use.number})


declare(
    "A08-1",
    article="Art. 8",
    kinds=("user",),
    title=Text("选用的备案号存在", "A used filing number exists"),
    text=Text("没有备案号为 {number} 的应用。", "There is no app with the filing number {number}."),
    fix=Text("请在公示网站按应用名称查询备案号后填写；未备案的应用不得选用。", "Look the app up by name on the public site; an app without a filing may not be selected."),
    check=used_number_exists,
)  # fmt: skip
