"""Art. 20: a change of use is filed within 10 working days and confirmed again.

What is a change and what a mere correction stands in `core.use_change`. The rules compare with the filing as it was before the
submission, so they speak in the check of a change; the registrar records what was merged as re-confirmed or ended.
"""

from collections.abc import Iterator
from datetime import date

from registry.core import clock, time_limits
from registry.core.change import Change
from registry.core.codes import LIVE, ProviderStatus
from registry.core.finding import Fault, Verdict
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.core.use import Use, UserFiling
from registry.core.use_change import material_changes
from registry.core.working_days import AnnouncedDays
from registry.rules.catalogue import PRODUCT_RULE, declare
from registry.rules.undecided import confirmed_uses, uses_before

_IN_FORCE = date(2019, 11, 11)
"""Day of issue of the Measures (Art. 27): nothing had to be filed before."""
OWN_APP = Text("自研自用", "own app")


def _changed(file: UserFile, lookup: Lookup) -> Iterator[tuple[int, Use, Use, tuple[Change, ...]]]:
    """Place in the list, use before and now, and what changed, of every confirmed use that was changed materially.

    Of two uses with one id, of which A12-2 tells, the upper one.
    """
    confirmed, before = confirmed_uses(file, lookup), uses_before(file, lookup)
    for index, use in enumerate(file.content.uses):
        old = before.pop(use.id, None)
        found = material_changes(old, use) if old is not None and use.id in confirmed else ()
        if old is not None and found:
            yield index, old, use, found


def change_is_dated(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Only the institution knows when the use changed."""
    for index, _old, use, found in _changed(file, lookup):
        if use.changed_on is None:
            values = {
                "id": use.id,
                "what": "、".join(dict.fromkeys(change.titles[0].zh for change in found)),
                "what_en": ", ".join(dict.fromkeys(change.titles[0].en for change in found)),
            }
            yield Fault("A20-1", ("uses", index), values)


declare(
    "A20-1",
    article="Art. 20",
    kinds=("user",),
    title=Text("已确认的使用变更时写明变更日期", "The change of a confirmed use is dated"),
    text=Text("已确认的使用“{id}”变更了：{what}，但没有填写变更日期(changed_on)。", "The confirmed use “{id}” changed ({what_en}), but changed_on is missing."),
    fix=Text("请填写变更实际发生的日期 changed_on；自该日起10个工作日内更新。", "Give the day on which it did change as changed_on; a change is filed within 10 working days of it."),
    reason=Text(
        "第二十条的10个工作日自变更起算，而变更何时发生只有单位知道。哪些属于变更、哪些只是更正，《办法》没有规定，由本系统列出。",
        "The 10 working days of Art. 20 run from the change, and only the institution knows its day. Which fields make a change and which "
        "a correction is not in the Measures; this registry lists them.",
    ),
    check=change_is_dated,
)  # fmt: skip


def change_has_happened(file: UserFile, _: Lookup, today: date) -> Iterator[Fault]:
    """A change to come is filed when it has come."""
    for index, use in enumerate(file.content.uses):
        if use.changed_on and use.changed_on > today.isoformat():
            yield Fault("A20-2", ("uses", index, "changed_on"), {"id": use.id, "day": use.changed_on})


declare(
    "A20-2",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("变更日期不晚于今天", "A change is not dated in the future"),
    text=Text("使用“{id}”的变更日期 {day} 还没有到。", "The use “{id}” is said to change on {day}, which has not come yet."),
    fix=Text("请在变更发生后再提交，或改正日期。", "Submit when it has changed, or correct the date."),
    reason=Text("第二十条针对已发生的变更；《办法》没有规定预先变更。", "Art. 20 is about changes that happened; the Measures know none in advance."),
    check=change_has_happened,
)  # fmt: skip


def change_follows_what_it_changes(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A use changes after it began, or after it was confirmed if it had not begun yet."""
    confirmed = confirmed_uses(file, lookup)
    for index, use in enumerate(file.content.uses):
        since = min(use.start_date, confirmed[use.id].since) if use.id in confirmed else use.start_date
        if use.changed_on and use.changed_on < since:
            yield Fault(
                "A20-3", ("uses", index, "changed_on"), {"id": use.id, "day": use.changed_on, "since": since}
            )


declare(
    "A20-3",
    article=PRODUCT_RULE,
    kinds=("user",),
    title=Text("变更在开始使用之后", "A change comes after what it changes"),
    text=Text("使用“{id}”的变更日期 {day} 早于 {since}(开始使用或首次确认)。", "The use “{id}” is said to have changed on {day}, before {since}, when it began or was confirmed."),
    fix=Text("请核对变更日期和开始使用日期；尚未确认的使用不填 changed_on。", "Check both dates; a use that was not confirmed yet has no changed_on."),
    reason=Text("尚未使用、也未确认的，没有可变更的内容；《办法》没有规定日期的写法。", "What was neither used nor confirmed could not change; the Measures say nothing on dates."),
    check=change_follows_what_it_changes,
)  # fmt: skip


def change_is_not_the_last_one(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A further change that bears the date of the one before it."""
    for index, old, use, _found in _changed(file, lookup):
        if use.changed_on is not None and use.changed_on == old.changed_on:
            yield Fault("A20-4", ("uses", index, "changed_on"), {"id": use.id, "day": use.changed_on})


declare(
    "A20-4",
    article=PRODUCT_RULE,
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("每次变更填写当次的日期", "Each change bears its own date"),
    text=Text("使用“{id}”再次变更，变更日期仍是上一次的 {day}。", "The use “{id}” changed again, but changed_on is still that of the last change, {day}."),
    fix=Text("请填写本次变更的日期；确为同一天的，由主管部门判断。", "Give the day of this change; if it is the same day, the authority decides."),
    reason=Text("多为忘记更新日期，但一天内也可能有两次变更，由人判断。", "Mostly the date was forgotten, but two changes on one day are possible; so a person decides."),
    check=change_is_not_the_last_one,
)  # fmt: skip


def change_is_filed_in_time(file: UserFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """Within 10 working days; on the day of the check, and never by a provisional date. A20-2, -3 and -4 tell of wrong dates."""
    for index, old, use, _found in _changed(file, lookup):
        if use.changed_on is None or use.changed_on == old.changed_on:
            continue
        day = max(date.fromisoformat(use.changed_on), _IN_FORCE)
        deadline = time_limits.USER_CHANGE.deadline(clock.on_day(day), AnnouncedDays())
        if deadline.due is not None and deadline.may_close and today > deadline.due:
            values = {"id": use.id, "day": use.changed_on, "due": deadline.due.isoformat()}
            yield Fault("A20-5", ("uses", index, "changed_on"), values)


declare(
    "A20-5",
    article="Art. 20",
    kinds=("user",),
    verdict=Verdict.refer,
    title=Text("使用变更在10个工作日内更新", "A change of use is filed within 10 working days"),
    text=Text("使用“{id}”于 {day} 变更，应在 {due} 前(含当日)更新。", "The use “{id}” changed on {day} and was to be updated by {due} inclusive."),
    fix=Text("请核对变更日期；提交时未超期的，主管部门以提交日期为准；已超期的，由主管部门判断。", "Check the date; if it was submitted in time, the day of submission counts; if not, the authority decides."),
    reason=Text(
        "第二十条没有规定逾期的后果；退回只会使信息继续有误，因此由人判断。核对以检查当日计算，提交日期由审核人员查看。",
        "Art. 20 says nothing on what follows when it is late, and a refusal would only keep the filing wrong; so a person decides. It is "
        "counted on the day of the check; the reviewer sees the day of submission.",
    ),
    check=change_is_filed_in_time,
)  # fmt: skip


def moved_filing_is_confirmed_anew(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A filing in the folder of another authority than before."""
    before = lookup.filing_before(file.path)
    if before is not None and before.path != file.path and confirmed_uses(file, lookup):
        old = before.path.removeprefix("filings/users/").rpartition("/")[0]
        yield Fault("A20-6", ("institution", "competent_authority"), {"before": old})


declare(
    "A20-6",
    article="Art. 20",
    kinds=("user",),
    verdict=Verdict.accept,
    title=Text("隶属关系变更后由新的主管部门重新确认", "After a change of affiliation the new authority confirms"),
    text=Text("主管部门由 {before} 变更，全部使用须由新的主管部门重新确认。", "The competent authority was {before}; the new one confirms all uses again."),
    fix=Text("无需修改；请新的主管部门核对隶属关系，并告知原主管部门。", "Nothing to do for the institution; the new authority checks the affiliation and tells the former one."),
    reason=Text(
        "第十九条由主管部门确认，第二十条要求变更后重新确认；主管部门变更时由谁确认没有规定，按新的隶属关系。",
        "Art. 19 has the competent authority confirm and Art. 20 has changes confirmed again; who confirms when the authority itself changes "
        "is not said, so the new affiliation decides.",
    ),
    check=moved_filing_is_confirmed_anew,
)  # fmt: skip


def institution_changed(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """Another name or kind than before, of an institution with confirmed uses."""
    before = lookup.filing_before(file.path)
    if before is None or not isinstance(before.content, UserFiling) or not confirmed_uses(file, lookup):
        return
    old, new = before.content.institution, file.content.institution
    for field, was, is_now in (
        ("name", Text(old.name, old.name), Text(new.name, new.name)),
        ("level", old.level.label, new.level.label),
    ):
        if was != is_now:
            values = {"was": was.zh, "was_en": was.en, "now": is_now.zh, "now_en": is_now.en}
            yield Fault("A20-7", ("institution", field), values)


declare(
    "A20-7",
    article="Art. 20",
    kinds=("user",),
    verdict=Verdict.accept,
    title=Text("单位名称、类别变更后重新确认", "After a change of name or kind the uses are confirmed again"),
    text=Text("单位信息由“{was}”变更为“{now}”，全部使用须重新确认。", "The institution changed from “{was_en}” to “{now_en}”; all uses are confirmed again."),
    fix=Text("无需修改；请主管部门对照法人证书核对。", "Nothing to do for the institution; the authority compares it with the certificate of the legal person."),
    check=institution_changed,
)  # fmt: skip


def _is_live(number: str | None, lookup: Lookup) -> bool:
    entry = lookup.by_number(number) if number else None
    return entry is None or ProviderStatus[entry.status] in LIVE


def removed_use_has_ended(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A confirmed use that does not stand in the filing any longer. A18-1 tells of one that got another id while its app is down."""
    confirmed = confirmed_uses(file, lookup)
    present = {use.id for use in file.content.uses}
    down = {
        use.number
        for use in file.content.uses
        if use.id not in confirmed and not _is_live(use.number, lookup)
    }
    for item, entry in sorted(confirmed.items()):
        if item not in present and entry.number not in down:
            values = {"id": item, "app": entry.number or OWN_APP.zh, "app_en": entry.number or OWN_APP.en}
            yield Fault("A20-8", ("uses",), values)


declare(
    "A20-8",
    article="Art. 20",
    kinds=("user",),
    verdict=Verdict.accept,
    title=Text("从文件中删去的使用即为结束使用", "A use that is taken out has ended"),
    text=Text("已确认的使用“{id}”({app})不在文件中，合并后登记为结束使用。", "The confirmed use “{id}” ({app_en}) is not in the file any longer; once merged it is recorded as ended."),
    fix=Text("确已停用的无需修改；误删的请恢复，编号不变。", "If it did end, nothing is to be done; if it was taken out by mistake, put it back with the same id."),
    reason=Text(
        "《办法》没有规定怎样结束使用；不再使用的应用不应继续公示，因此删去即为结束，登记簿保留记录。",
        "The Measures do not say how a use ends; an app that is not used any longer should not be shown as used, so taking it out ends it, and the ledger keeps the record.",
    ),
    check=removed_use_has_ended,
)  # fmt: skip
