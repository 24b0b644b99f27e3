"""Which changes of a use count as one under Art. 20, and which only correct what was written."""

from collections.abc import Mapping

from registry.core.change import Change, ChangeKind, compare
from registry.core.codes import Code
from registry.core.finding import Place
from registry.core.use import Use


class Effect(Code):
    """What follows from a change of a field. Product rule: Art. 20 speaks of changes and does not tell them apart."""

    material = (
        "material",
        "变更：填写变更日期，10个工作日内更新",
        "A change: dated, and filed within 10 working days",
    )
    correction = "correction", "更正：随备案更新，不填变更日期", "A correction: no date of a change"


EFFECTS: Mapping[str, Effect] = {
    **dict.fromkeys(
        (
            "number", "self_developed", "basis", "mode", "decision.collective", "required_by", "audience", "uniform_use",
            "fee_to_students_or_parents", "large_scale_personal_info", "user_opinion_sought", "biometrics", "assessment_done",
        ),
        Effect.material,
    ),
    **dict.fromkeys(
        # What happened once can only have been written wrongly; a new decision comes with the change that it is about.
        (
            "decision.document_ref", "decision.date", "required_by.document_no", "parallel_candidates", "purpose", "start_date",
            "changed_on",
        ),
        Effect.correction,
    ),
    **dict.fromkeys(
        # What an app and its evidence go through all the time without becoming another app.
        (
            "self_developed.app.version", "self_developed.app.last_updated", "self_developed.app.description",
            "self_developed.system.name", "self_developed.system.evidence_sha256",
            "self_developed.system.subject_mismatch_explained", "self_developed.system.icp.evidence_date",
            "self_developed.system.mlps.test_report_date",
        ),
        Effect.correction,
    ),
}  # fmt: skip
"""By path within a use; what does not stand here goes with the block that holds it. Titles are those of the model."""


def effect_of(place: Place) -> Effect:
    """What a change at a place within a use is. A place that nothing here covers is a change: better dated than overlooked."""
    keys = [step for step in place if isinstance(step, str)]
    for length in range(len(keys), 0, -1):
        if (effect := EFFECTS.get(".".join(keys[:length]))) is not None:
            return effect
    return Effect.material


def material_changes(before: Use, after: Use) -> tuple[Change, ...]:
    """What of a use has changed in fact, not only in writing or in its order."""
    return tuple(
        change
        for change in compare(before, after)
        if change.kind is not ChangeKind.moved and effect_of(change.place) is Effect.material
    )
