"""What a change of a provider's filing means under Art. 15: re-filed and checked again, or only kept up to date.

Art. 15 asks that any change is updated and re-filed within ten working days. It does not say which changes need a new check; the
table below does, field by field (product rule), and stands in the rule book.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args

from registry.core.change import title_of
from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.filing import App, ProviderFiling
from registry.core.text import Text


class Effect(Code):
    """What follows from a change."""

    material = "material", "重新备案，再次核验", "Re-filed and checked again"
    correction = "correction", "更新记录，不再核验", "Kept up to date, not checked again"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a field and all below it, unless a more specific row names them. `field` is a path with `[]` for lists."""

    field: str
    effect: Effect
    reason: Text

    @property
    def label(self) -> Text:
        """As `label_of` its field."""
        return label_of(self.field)


_WHO = Text("决定由谁、向哪里备案。", "It decides who files, and where.")
_CONTACT = Text("联系方式，不影响核验结论。", "How to reach the unit; nothing that was checked rests on it.")
_EVIDENCE = Text("第九条的前置条件。", "A condition of Art. 9.")
_SAME_APP = Text("用来认定是否同一应用。", "By it an app is known to be the same.")
_CONTENT = Text("核验时判断的内容。", "The check was about it.")
_ROUTINE = Text(
    "随版本更新，不影响核验结论。", "It comes with each version; nothing that was checked rests on it."
)
_WORDING = Text("说明文字。", "Wording.")
_REQUEST = Text("是申请，另行决定。", "A request, decided on its own.")
_KEY = Text("文件内部的编号。", "A key within the file.")

REFILING: Final = (
    Row("filer", Effect.material, _WHO),
    Row("unit", Effect.material, _WHO),
    Row("unit.registered_address", Effect.correction, Text("注册地未变的，只是更新。", "As long as the province stays the same.")),
    Row("unit.public_hotline", Effect.correction, _CONTACT),
    Row("unit.public_email", Effect.correction, _CONTACT),
    Row("unit.website", Effect.correction, _CONTACT),
    Row("unit.school_licence_no", Effect.material, Text("学科培训的条件。", "A condition of subject tutoring.")),
    Row("systems[]", Effect.material, _EVIDENCE),
    Row("systems[].id", Effect.correction, _KEY),
    Row("systems[].name", Effect.correction, _WORDING),
    Row("systems[].hosting", Effect.material, Text("决定是否自研自用。", "It decides on self-developed for own use.")),
    Row("systems[].icp.evidence_date", Effect.correction, Text("重新查询，备案未变。", "Queried again; the filing is the same.")),
    Row("apps[]", Effect.material, _CONTENT),
    Row("apps[].id", Effect.correction, _KEY),
    Row("apps[].name", Effect.material, Text("公众按名称查询。", "The public looks it up by name.")),
    Row("apps[].system_id", Effect.material, Text("另一业务系统有另外的ICP和等级保护。", "Another system has another ICP and MLPS filing.")),
    Row("apps[].platforms", Effect.material, _SAME_APP),
    Row("apps[].platforms.android.store_urls", Effect.correction, _ROUTINE),
    Row("apps[].platforms.ios.store_urls", Effect.correction, _ROUTINE),
    Row("apps[].version", Effect.correction, _ROUTINE),
    Row("apps[].last_updated", Effect.correction, _ROUTINE),
    Row("apps[].description", Effect.correction, _WORDING),
    Row("apps[].withdrawal", Effect.correction, _REQUEST),
    Row("apps[].transferred_to", Effect.correction, _REQUEST),
    Row("apps[].takes_over", Effect.correction, _REQUEST),
    Row("apps[].personal_info.privacy_policy_url", Effect.correction, Text("只是换了地址。", "The address alone.")),
    Row("apps[].personal_info.child_policy_url", Effect.correction, Text("只是换了地址。", "The address alone.")),
    Row("apps[].personal_info.complaint_entry_url", Effect.correction, _CONTACT),
)  # fmt: skip
"""Longest match counts."""

_BY_FIELD: Final = {row.field: row for row in REFILING}


def row_of(field: str) -> Row | None:
    """The row for a field, its own or the nearest one above it."""
    while field:
        if field in _BY_FIELD:
            return _BY_FIELD[field]
        field = field.rpartition(".")[0]
    return None


def label_of(field: str, model: type[Record] = ProviderFiling) -> Text:
    """Titles of the fields on the way, from the models. Raises KeyError for a field that there is not."""
    titles = [title_of(above, name) for above, name in _way(field, model)]
    return Text(" · ".join(title.zh for title in titles), " · ".join(title.en for title in titles))


def fields_of(model: type[Record] = ProviderFiling, above: str = "") -> Iterator[str]:
    """Every field of a filing that holds no further fields, as the table names them."""
    for name, info in model.model_fields.items():
        inner, many = _record_in(info.annotation)
        field = f"{above}{info.alias or name}" + ("[]" if inner and many else "")
        yield from fields_of(inner, f"{field}.") if inner else (field,)


def changed_fields(before: App, after: App) -> tuple[str, ...]:
    """The fields in which an app differs, as the table names them; a part that comes or goes is named as a whole."""
    return tuple(_differences(before, after, "apps[]"))


def _differences(before: Record, after: Record, above: str) -> Iterator[str]:
    for name in type(after).model_fields:
        one, other = getattr(before, name), getattr(after, name)
        if one == other:
            continue
        if isinstance(one, Record) and isinstance(other, Record):
            yield from _differences(one, other, f"{above}.{name}")
        else:
            yield f"{above}.{name}"


def material_changes(before: App, after: App) -> tuple[str, ...]:
    """Those changed fields by which an app must be re-filed and checked again."""
    rows = ((field, row_of(field)) for field in changed_fields(before, after))
    return tuple(field for field, row in rows if row and row.effect is Effect.material)


def _record_in(annotation: Any) -> tuple[type[Record] | None, bool]:
    """The model within a field's type, and whether there may be several."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation, False
    for part in get_args(annotation):
        found, many = _record_in(part)
        if found:
            return found, many or getattr(annotation, "__origin__", None) is tuple
    return None, False


def _way(field: str, above: type[Record]) -> Iterator[tuple[type[Record], str]]:
    model: type[Record] | None = above
    for step in field.split("."):
        name = step.removesuffix("[]")
        if model is None or name not in model.model_fields:
            raise KeyError(field)
        yield model, name
        model = _record_in(model.model_fields[name].annotation)[0]
