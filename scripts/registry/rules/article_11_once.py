"""Art. 11: filed in one province, valid in the whole country; so one file per unit."""

from collections.abc import Iterator
from datetime import date

from registry.core import paths
from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import ProviderFile, UserFile
from registry.core.text import Text
from registry.rules.catalogue import declare


def unit_files_once(file: ProviderFile | UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """No other file of the same kind is named by the same code, whatever the folder."""
    start = paths.PROVIDERS if file.path.startswith(paths.PROVIDERS) else paths.USERS
    others = [
        path
        for path in lookup.files_of_unit(file.content.uscc)
        if path != file.path and path.startswith(start)
    ]
    if others:
        holder = "unit" if start == paths.PROVIDERS else "institution"
        yield Fault("A11-1", (holder, "uscc"), {"other": others[0]})


declare(
    "A11-1",
    article="Art. 11",
    kinds=("provider", "user"),
    title=Text("一个单位在全国只有一份备案文件", "A unit has one filing in the whole country"),
    text=Text("该统一社会信用代码已有备案文件：{other}。", "This unified social credit code already has a filing: {other}."),
    fix=Text("请在原文件中修改或增加应用；迁往他省时请说明，由两地主管部门办理。", "Change that file or add the app to it; when moving to another province, say so and both authorities will handle it."),
    check=unit_files_once,
)  # fmt: skip
