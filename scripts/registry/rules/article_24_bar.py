"""Art. 24: for six months after a sanction the unit may not submit new filings."""

from collections.abc import Iterator
from datetime import date

from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import ProviderFile
from registry.core.text import Text
from registry.rules.catalogue import declare


def barred_unit_files_nothing_new(file: ProviderFile, lookup: Lookup, today: date) -> Iterator[Fault]:
    """While a bar holds, an app without a number is refused; the bar concerns new applications, not live filings."""
    bars = [
        (case.content.measures.bar.last_day, case.path)
        for case in lookup.cases_of(file.content.uscc)
        if case.content.bars_on(today) and case.content.measures and case.content.measures.bar
    ]
    if not bars:
        return
    last, case_path = max(bars)
    registered = {entry.item for entry in lookup.registered_in(file.path)}
    for index, app in enumerate(file.content.apps):
        if app.id not in registered:
            yield Fault(
                "A24-1", ("apps", index), {"last": last.isoformat(), "case": case_path, "app": app.name}
            )


declare(
    "A24-1",
    article="Art. 24",
    kinds=("provider",),
    title=Text("被限制的单位不提交新的备案申请", "A barred unit submits no new filing"),
    text=Text("该单位在 {last} 前(含当日)不得提交新的备案申请，依据 {case}。", "This unit may not submit new filings until {last} inclusive, by {case}."),
    fix=Text("期满后再提交应用“{app}”；已备案应用的变更不受影响。", "Submit the app “{app}” after that day; changes of apps already filed are not affected."),
    check=barred_unit_files_nothing_new,
)  # fmt: skip
