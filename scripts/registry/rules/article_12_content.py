"""Art. 12: unit, business systems and apps hang together."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from registry.core.filing import ProviderFiling
from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import ProviderFile, UserFile
from registry.core.text import Text
from registry.rules.catalogue import declare
from registry.rules.parts import apps, systems


def app_names_an_existing_system(file: ProviderFile | UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """`system_id` is the id of a system in the same file."""
    every = tuple(systems(file))
    for place, app, item in apps(file):
        # One's own app runs on the system beside it; a provider's on any of the file.
        known = tuple(
            part.system.id for part in every if isinstance(file.content, ProviderFiling) or item in part.items
        )
        if app.system_id not in known:
            values = {"app": app.name, "system": app.system_id, "known": ", ".join(known[:10])}
            yield Fault("A12-1", (*place, "system_id"), values)


declare(
    "A12-1",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("应用所属的业务系统存在", "An app names an existing business system"),
    text=Text("应用“{app}”所属的业务系统“{system}”不在本文件中。", "The app “{app}” names the business system “{system}”, which is not in this file."),
    fix=Text("请改为已有的系统编号({known})，或在 systems 中补上该系统。", "Use one of the ids in systems ({known}), or add the system there."),
    check=app_names_an_existing_system,
)  # fmt: skip


def ids_are_distinct(file: ProviderFile | UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Systems, apps and uses are told apart by their ids."""
    content = file.content
    lists: dict[str, list[str]] = (
        {"systems": [s.id for s in content.systems], "apps": [a.id for a in content.apps]}
        if isinstance(content, ProviderFiling)
        else {"uses": [u.id for u in content.uses]}
    )
    for name, ids in lists.items():
        seen: Counter[str] = Counter()
        for index, item in enumerate(ids):
            seen[item] += 1
            if seen[item] == 2:
                yield Fault("A12-2", (name, index, "id"), {"id": item, "list": name})


declare(
    "A12-2",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("文件内编号不重复", "Ids within a file are distinct"),
    text=Text("编号“{id}”在本文件的 {list} 中重复。", "The id “{id}” stands twice in {list} of this file."),
    fix=Text("请为每一项使用不同的编号；已备案应用的编号不要改动。", "Give each its own id; do not change the id of a filed app."),
    check=ids_are_distinct,
)  # fmt: skip


def app_has_a_platform(file: ProviderFile | UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Without a platform there is nothing to compare on a phone."""
    for place, app, _item in apps(file):
        platforms = app.platforms
        if platforms.android is None and platforms.ios is None and platforms.mini_program is None:
            yield Fault("A12-3", (*place, "platforms"), {"app": app.name})


declare(
    "A12-3",
    article="Art. 12",
    kinds=("provider", "user"),
    title=Text("应用至少有一个平台", "An app runs on at least one platform"),
    text=Text("应用“{app}”没有填写任何平台。", "The app “{app}” names no platform."),
    fix=Text(
        "请在 platforms 下填写 android、ios 或 mini_program。",
        "Fill in android, ios or mini_program under platforms.",
    ),
    check=app_has_a_platform,
)
