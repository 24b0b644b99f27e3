"""What changed in an institution's filing, and what such a change means (Art. 20)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.core.codes import Code
from registry.core.fields import Record
from registry.core.finding import Place
from registry.core.text import Text
from registry.core.use import Use


class Effect(Code):
    """What follows from a change of a field. Product rule: Art. 20 speaks of changes and does not tell them apart."""

    material = (
        "material",
        "变更：填写变更日期，10个工作日内更新并重新确认",
        "A change: dated, filed within 10 working days, re-confirmed",
    )
    correction = "correction", "更正：随备案更新，无变更日期", "A correction: no date of a change"


EFFECTS: Mapping[str, Effect] = {
    **dict.fromkeys(
        (
            "Use.number", "Use.self_developed", "Use.basis", "Use.mode", "Use.required_by", "Use.audience", "Use.uniform_use",
            "Use.fee_to_students_or_parents", "Use.large_scale_personal_info", "Use.user_opinion_sought", "Use.biometrics",
            "Use.assessment_done", "Decision.collective", "RequiredBy.authority",
            "SelfDeveloped.system", "SelfDeveloped.app",
        ),
        Effect.material,
    ),
    **dict.fromkeys(
        # What happened once can only have been written wrongly; a new decision comes with the change that it is about.
        (
            "Use.decision", "Use.parallel_candidates", "Use.purpose", "Use.start_date", "Use.changed_on",
            "Decision.document_ref", "Decision.date", "RequiredBy.document_no",
            "BusinessSystem.name", "BusinessSystem.evidence_sha256", "BusinessSystem.subject_mismatch_explained",
            "Icp.evidence_date", "Mlps.test_report_date", "App.description", "App.version", "App.last_updated",
        ),
        Effect.correction,
    ),
}  # fmt: skip
"""By `Model.field`. Fields of an app of one's own and of its system that do not stand here are material."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A field whose value differs: its place within the record, its title, and what follows."""

    place: Place
    title: Text
    effect: Effect


def changes(before: Record, after: Record, place: Place = ()) -> Iterator[Changed]:
    """The fields that differ between two records of one model, as deep as both have them; lists of codes as sets."""
    model = type(after)
    for name, field in model.model_fields.items():
        old, new = getattr(before, name), getattr(after, name)
        at = (*place, field.alias or name)
        if isinstance(old, Record) and isinstance(new, Record):
            yield from changes(old, new, at)
        elif not _same(old, new):
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            title: object = extra.get("x-title")
            words = Text(str(title["zh"]), str(title["en"])) if isinstance(title, dict) else Text(name, name)
            yield Changed(at, words, EFFECTS.get(f"{model.__name__}.{name}", Effect.material))


def _same(old: object, new: object) -> bool:
    if (
        isinstance(old, tuple)
        and isinstance(new, tuple)
        and all(isinstance(item, str) for item in (*old, *new))
    ):
        return set(old) == set(new)
    return old == new


def material_changes(before: Use, after: Use) -> tuple[Changed, ...]:
    """What of a use has changed in fact, not only in writing."""
    return tuple(change for change in changes(before, after) if change.effect is Effect.material)
