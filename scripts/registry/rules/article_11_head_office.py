"""Art. 11: apps of subsidiaries and branches are gathered by the head office and filed where that is registered.

Both sides are judged, so that whichever filing changes meets the other: the filing of a unit that is covered, and the one that covers.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from registry.core import paths
from registry.core.codes import TutoringClass
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup, unit_of_path
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.rules.catalogue import declare
from registry.rules.parts import all_ended, approved_unit, apps

_HEAD_OFFICE: Final = ("unit", "head_office", "uscc")
_LONGEST: Final = 20
"""Head offices are followed upwards so far; no chain of units is as long."""


def _filings(lookup: Lookup, uscc: str) -> Iterator[ProviderFile]:
    """A unit's provider filings that can be read."""
    for path in lookup.files_of_unit(uscc):
        found = lookup.filing(path) if path.startswith(paths.PROVIDERS) else None
        if found is not None:
            yield found


def _head_office(file: ProviderFile) -> str | None:
    office = file.content.unit.head_office
    return office.uscc if office else None


def _covered_by(file: ProviderFile, lookup: Lookup) -> str | None:
    """Path of another unit's filing that covers this unit."""
    for claim in lookup.claims("covers", file.content.uscc):
        other = lookup.filing(claim.path)
        if other is not None and other.content.uscc != file.content.uscc:
            return claim.path
    return None


def _is_barred(lookup: Lookup, uscc: str, today: date) -> bool:
    """Whether a unit may not file today: A24-2 says of those below it what there is to say."""
    return any(case.content.bars_on(today) for case in lookup.cases_of(uscc))


def covered_unit_does_not_file(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """What the head office has gathered is not filed a second time; a filing whose apps have all ended is history."""
    other = _covered_by(file, lookup)
    if other and not all_ended(file, lookup) and not _is_barred(lookup, unit_of_path(other), today):
        yield Fault("A11-2", ("unit", "uscc"), {"other": other})


declare(
    "A11-2",
    article="Art. 11",
    kinds=("provider",),
    title=Text("已由总公司汇总的单位不再自行备案", "A unit whose head office files for it does not file itself"),
    text=Text("该单位已由 {other} 汇总备案。", "This unit is covered by the filing {other}."),
    fix=Text("请由总公司在其文件中增加应用；应自行备案的，先由总公司从 covers_subsidiaries 中删除。", "Let the head office add the app to its filing; if the unit is to file itself, the head office first takes it out of covers_subsidiaries."),
    check=covered_unit_does_not_file,
)  # fmt: skip


def covering_filing_meets_no_other(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A unit that has a filing of its own is not covered before that has ended; one of another head office is A11-10's."""
    for index, unit in enumerate(file.content.unit.covers_subsidiaries):
        if unit.uscc == file.content.uscc:
            continue
        for other in _filings(lookup, unit.uscc):
            if _head_office(other) in (None, file.content.uscc) and not all_ended(other, lookup):
                place = ("unit", "covers_subsidiaries", index, "uscc")
                yield Fault("A11-3", place, {"name": unit.name, "other": other.path})
                break


declare(
    "A11-3",
    article="Art. 11",
    kinds=("provider",),
    title=Text("汇总的单位没有自己的备案", "A unit that is covered has no filing of its own"),
    text=Text("“{name}”已有自己的备案文件：{other}。", "“{name}” has a filing of its own: {other}."),
    fix=Text("请先由该单位将应用转入总公司或注销，再汇总；否则从 covers_subsidiaries 中删除。", "First that unit transfers its apps or withdraws them; otherwise take it out of covers_subsidiaries."),
    check=covering_filing_meets_no_other,
)  # fmt: skip


def _covers_its_head_office(file: ProviderFile) -> bool:
    return any(unit.uscc == _head_office(file) for unit in file.content.unit.covers_subsidiaries)


def _tutors_only(file: ProviderFile) -> bool:
    return all(part.app.tutoring_class is TutoringClass.subject for part in apps(file))


def unit_with_a_head_office_is_looked_at(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """Why does a unit with a head office file itself? Asked once; not of tutors, who must hold the licence themselves."""
    office = file.content.unit.head_office
    if office is None or office.uscc == file.content.uscc or _tutors_only(file) or all_ended(file, lookup):
        return
    if _covered_by(file, lookup) or _loop(file, lookup) or _covers_its_head_office(file):
        return
    if _is_barred(lookup, office.uscc, today):
        return
    before = approved_unit(file, lookup)
    if before is None or before.head_office is None or before.head_office.uscc != office.uscc:
        yield Fault("A11-4", ("unit", "head_office"), {"office": office.name})


declare(
    "A11-4",
    article="Art. 11",
    kinds=("provider",),
    verdict=Verdict.refer,
    title=Text("有总公司的单位由总公司汇总备案", "A unit with a head office is filed for by it"),
    text=Text("该单位的总公司是“{office}”，却自行备案。", "The head office of this unit is “{office}”, but it files itself."),
    fix=Text("一般由总公司汇总，在其 covers_subsidiaries 中写明本单位；确应自行备案的，由审核人员判断。",
             "As a rule the head office files and names this unit in covers_subsidiaries; if it has to file itself, the reviewer decides."),
    reason=Text("第十一条由总公司汇总，但子公司是独立法人，总公司也可能在境外或没有备案；所以不拒绝，也只问一次。学科培训须由持证的非营利法人自己备案，不在此列。",
                "Art. 11 has the head office gather, yet a subsidiary is a legal person of its own and its head office may be abroad or file nothing; so it is not refused, and asked once. "
                "Subject tutoring is filed by the licensed body itself."),
    check=unit_with_a_head_office_is_looked_at,
)  # fmt: skip


def head_office_is_another_unit(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Nobody is its own head office."""
    if _head_office(file) == file.content.uscc:
        yield Fault("A11-5", _HEAD_OFFICE, {"uscc": file.content.uscc})


declare(
    "A11-5",
    article="Art. 11",
    kinds=("provider",),
    title=Text("总公司是另一个单位", "The head office is another unit"),
    text=Text("总公司的代码 {uscc} 就是本单位的。", "The code of the head office, {uscc}, is this unit's own."),
    fix=Text("本单位就是总公司的，请删除 head_office。", "If this unit is the head office, delete head_office."),
    check=head_office_is_another_unit,
)  # fmt: skip


def covered_units_are_others(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A unit does not stand in its own list."""
    for index, unit in enumerate(file.content.unit.covers_subsidiaries):
        if unit.uscc == file.content.uscc:
            yield Fault("A11-6", ("unit", "covers_subsidiaries", index, "uscc"), {"uscc": unit.uscc})


declare(
    "A11-6",
    article="Art. 11",
    kinds=("provider",),
    title=Text("一并备案的是其他单位", "The units covered are others"),
    text=Text("一并备案的单位中有本单位自己({uscc})。", "This unit itself ({uscc}) stands among the units covered."),
    fix=Text("请从 covers_subsidiaries 中删除本单位。", "Take it out of covers_subsidiaries."),
    check=covered_units_are_others,
)  # fmt: skip


def covered_units_are_listed_once(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """The second mention of a code is told."""
    seen: set[str] = set()
    for index, unit in enumerate(file.content.unit.covers_subsidiaries):
        if unit.uscc in seen and unit.uscc != file.content.uscc:
            place = ("unit", "covers_subsidiaries", index, "uscc")
            yield Fault("A11-7", place, {"name": unit.name, "uscc": unit.uscc})
        seen.add(unit.uscc)


declare(
    "A11-7",
    article="Art. 11",
    kinds=("provider",),
    title=Text("一并备案的单位不重复", "A unit is covered once in a filing"),
    text=Text("“{name}”({uscc})在 covers_subsidiaries 中重复。", "“{name}” ({uscc}) stands twice in covers_subsidiaries."),
    fix=Text("请删除重复的一项。", "Delete one of the two."),
    check=covered_units_are_listed_once,
)  # fmt: skip


def unit_is_covered_by_one_filing(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Two head offices do not gather one unit."""
    told: set[str] = set()
    for index, unit in enumerate(file.content.unit.covers_subsidiaries):
        if unit.uscc in told or unit.uscc == file.content.uscc:
            continue
        told.add(unit.uscc)
        for claim in lookup.claims("covers", unit.uscc):
            other = lookup.filing(claim.path)
            # A second filing of one unit is A11-1's.
            if other is not None and other.content.uscc not in (file.content.uscc, unit.uscc):
                place = ("unit", "covers_subsidiaries", index, "uscc")
                yield Fault("A11-8", place, {"name": unit.name, "other": claim.path})
                break


declare(
    "A11-8",
    article="Art. 11",
    kinds=("provider",),
    title=Text("一个单位只由一个总公司汇总", "A unit is covered by one head office"),
    text=Text("“{name}”已由 {other} 汇总备案。", "“{name}” is already covered by {other}."),
    fix=Text("请核对代码；由两家总公司商定由谁汇总，另一家删除。", "Check the code; the two head offices settle who files for it, and the other takes it out."),
    check=unit_is_covered_by_one_filing,
)  # fmt: skip


def _loop(file: ProviderFile, lookup: Lookup) -> list[str]:
    """Codes from this unit upwards and back to it, if its head offices form a loop; a loop further up is those units' own."""
    chain = [file.content.uscc]
    office = _head_office(file)
    while office is not None and len(chain) < _LONGEST:
        if office == chain[0]:
            return [*chain, office] if len(chain) > 1 else []
        chain.append(office)
        office = next((above for other in _filings(lookup, office) if (above := _head_office(other))), None)
    return []


def head_offices_form_no_loop(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A head office is not below its own subsidiary."""
    if chain := _loop(file, lookup):
        yield Fault("A11-9", _HEAD_OFFICE, {"chain": " → ".join(chain)})


declare(
    "A11-9",
    article="Art. 11",
    kinds=("provider",),
    title=Text("总公司之间不构成循环", "Head offices form no loop"),
    text=Text("总公司互相指向：{chain}。", "The head offices lead back to this unit: {chain}."),
    fix=Text("请核对各单位的总公司；最上级单位不填 head_office。", "Check the head office of each; the highest unit states none."),
    check=head_offices_form_no_loop,
)  # fmt: skip


def covered_unit_has_no_other_head_office(file: ProviderFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A unit that names another head office is that one's to gather."""
    for index, unit in enumerate(file.content.unit.covers_subsidiaries):
        for other in _filings(lookup, unit.uscc) if unit.uscc != file.content.uscc else ():
            office = other.content.unit.head_office
            if office is not None and office.uscc != file.content.uscc:
                place = ("unit", "covers_subsidiaries", index, "uscc")
                values = {"name": unit.name, "office": office.name, "other": other.path}
                yield Fault("A11-10", place, values)
                break


declare(
    "A11-10",
    article="Art. 11",
    kinds=("provider",),
    title=Text("汇总的单位没有另外的总公司", "A unit that is covered names no other head office"),
    text=Text("“{name}”在 {other} 中写明的总公司是“{office}”。", "“{name}” says in {other} that its head office is “{office}”."),
    fix=Text("请核对代码；由其总公司汇总，或先由该单位变更总公司。", "Check the code; its head office files for it, or it first states another head office."),
    check=covered_unit_has_no_other_head_office,
)  # fmt: skip


def head_office_is_not_covered(file: ProviderFile, _: Lookup, __: date) -> Iterator[Fault]:
    """A unit does not gather for the one above it."""
    office = _head_office(file)
    for index, unit in enumerate(file.content.unit.covers_subsidiaries):
        if unit.uscc == office and office != file.content.uscc:
            yield Fault("A11-11", ("unit", "covers_subsidiaries", index, "uscc"), {"name": unit.name})
            return


declare(
    "A11-11",
    article="Art. 11",
    kinds=("provider",),
    title=Text("一并备案的单位不是本单位的总公司", "The units covered are not the head office"),
    text=Text("“{name}”是本单位的总公司，又列为由本单位一并备案。", "“{name}” is this unit's head office and stands among the units that it covers."),
    fix=Text("请删除 head_office 或 covers_subsidiaries 中的一处。", "Delete it in head_office or in covers_subsidiaries."),
    check=head_office_is_not_covered,
)  # fmt: skip
