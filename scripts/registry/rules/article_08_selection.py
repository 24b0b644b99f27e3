"""Art. 8: an institution has a selection system, and chooses among apps whose provider filing is complete."""

from collections.abc import Iterator
from datetime import date

from registry.core.codes import UseBasis
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.rules.catalogue import declare
from registry.rules.undecided import undecided_uses


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


def selection_system_is_named(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Told once for the institution, when a use that it selected itself is to be decided on."""
    if file.content.institution.selection_system is not None:
        return
    selected = [use.id for _, use in undecided_uses(file, lookup) if use.basis is UseBasis.self_selected]
    if selected:
        yield Fault("A08-2", ("institution",), {"use": selected[0]})


declare(
    "A08-2",
    article="Art. 8",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("自主选用应用的单位有选用制度", "An institution that selects apps itself has a selection system"),
    text=Text("使用“{use}”为自主选用，但没有填写选用制度文件(selection_system)。", "The use “{use}” is self-selected, but no selection system (selection_system) is named."),
    fix=Text("请填写本单位选用制度的文号或文件名；尚未建立的，请先建立，由主管部门判断。", "Give the number or title of the institution's rules on selecting apps; where there are none yet, the authority decides."),
    reason=Text(
        "第八条要求使用者建立选用制度，但没有规定随备案提交什么；制度也可能没有文号，因此缺少时由人判断，不直接退回。上级要求使用或自主开发的应用不经选用，不要求填写。",
        "Art. 8 demands a selection system and does not say what of it is filed, and it may bear no number; so a person decides "
        "where it is missing. What a superior requires or the institution develops is not selected, and nothing is asked.",
    ),
    check=selection_system_is_named,
)  # fmt: skip
