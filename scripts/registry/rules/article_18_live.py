"""Art. 18: an institution picks an app whose provider filing is complete, so one that is live."""

from collections.abc import Iterator
from datetime import date

from registry.core.codes import LIVE, ProviderStatus
from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.rules.catalogue import declare


def newly_used_app_is_live(file: UserFile, lookup: Lookup, _: date) -> Iterator[Fault]:
    """A use that is not yet confirmed needs a live app; a confirmed one keeps its own status in the ledger."""
    confirmed = {(entry.item, entry.number) for entry in lookup.registered_in(file.path)}
    for index, use in enumerate(file.content.uses):
        if use.number is None or (use.id, use.number) in confirmed:
            continue
        app = lookup.by_number(use.number)
        if app is not None and ProviderStatus[app.status] not in LIVE:
            label = ProviderStatus[app.status].label
            yield Fault(
                "A18-1",
                ("uses", index, "number"),
                {"number": use.number, "status": label.zh, "status_en": label.en},
            )


declare(
    "A18-1",
    article="Art. 18",
    kinds=("user",),
    title=Text("新选用的应用在有效备案状态", "A newly used app has a live filing"),
    text=Text("{number} 的备案状态是“{status}”，不能新选用。", "The filing {number} is “{status_en}” and cannot be newly selected."),
    fix=Text("请改选有效备案的应用；已确认的使用由主管部门另行通知。", "Choose an app with a live filing; the authority writes separately about uses already confirmed."),
    check=newly_used_app_is_live,
)  # fmt: skip
