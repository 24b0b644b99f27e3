"""Art. 21: an app developed for own use is filed inside the user filing, in place of a number."""

from collections.abc import Iterator
from datetime import date

from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.core.snapshot import UserFile
from registry.core.text import Text
from registry.rules.catalogue import declare


def use_is_a_number_or_self_developed(file: UserFile, _: Lookup, __: date) -> Iterator[Fault]:
    """Exactly one of the two."""
    for index, use in enumerate(file.content.uses):
        if (use.number is None) == (use.self_developed is None):
            yield Fault("A21-1", ("uses", index), {"id": use.id})


declare(
    "A21-1",
    article="Art. 21",
    kinds=("user",),
    title=Text("每项使用填写备案号或自研自用之一", "A use names a number or a self-developed app, one of both"),
    text=Text("使用“{id}”应在备案号(number)和自研自用(self_developed)中填写且只填写一项。", "The use “{id}” needs exactly one of number and self_developed."),
    fix=Text("选用已备案的应用填 number；自研自用的填 self_developed。", "Give number for a filed app, self_developed for one developed for own use."),
    check=use_is_a_number_or_self_developed,
)  # fmt: skip
