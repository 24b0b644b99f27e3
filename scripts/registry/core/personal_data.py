"""Personal data in the files of the registry: which fields may hold it, and what is looked for in each.

Git cannot forget, so what looks like a person's number is refused before it gets in; `detection` finds it in a text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from registry.core.detection import Detected, Kind, detect, masked
from registry.core.fields import Record
from registry.core.finding import Place
from registry.core.text import Text

__all__ = [
    "KIND_LABELS", "NOT_SCANNED", "SCANNED", "Detected", "Kind", "Looked", "detect", "masked", "names_of", "where_to_look",
]  # fmt: skip

KIND_LABELS = {
    Kind.id_number: Text("身份证号码", "an ID number"),
    Kind.old_id_number: Text("15位身份证号码", "a 15-digit ID number"),
    Kind.mobile: Text("手机号码", "a mobile number"),
    Kind.mailbox: Text("个人邮箱", "a personal mailbox"),
    Kind.account: Text("个人微信号或QQ号", "a personal WeChat or QQ account"),
}

_IN_TEXT = frozenset(Kind)
_IN_LICENCES = frozenset({Kind.id_number, Kind.mailbox, Kind.account})
"""Licence numbers have no fixed form; those of Hebei with 11 digits look like mobiles, and with 15 like old ID numbers."""

SCANNED: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(
        (
            "UnitReference.name", "ProviderUnit.name", "BusinessSystem.name", "Icp.subject_name", "Mlps.subject_name",
            "Mlps.police_authority", "ThirdPartyDeveloper.name", "App.name", "Institution.name",
            "Names.zh", "Names.en", "County.zh", "County.en", "Channel.zh", "Channel.en",
            "ProviderUnit.registered_address", "ProviderUnit.public_hotline", "ProviderUnit.public_email",
            "App.description", "PersonalInformation.guardian_consent_method", "Use.purpose", "BreachFound.description",
            "Lifted.reason", "Event.reason", "Withdrawal.reason", "RuleSource.document",
            "Decision.document_ref", "RequiredBy.document_no", "Institution.selection_system", "Rectification.document_no", "Measures.circular_document_no",
            "Outcome.document_no", "Suspension.document_no", "Reinstatement.document_no",
            "BusinessSystem.id", "App.id", "App.system_id", "Use.id", "Event.item",
            "ProviderUnit.website", "Android.store_urls", "Ios.store_urls", "PersonalInformation.privacy_policy_url",
            "PersonalInformation.child_policy_url", "PersonalInformation.complaint_entry_url",
        ),
        _IN_TEXT,
    ),
    "ProviderUnit.school_licence_no": _IN_LICENCES,
}  # fmt: skip
"""Fields that people write as they like, and what is looked for in them; `Model.field`."""

NOT_SCANNED: dict[str, str] = {
    **dict.fromkeys(
        ("UnitReference.uscc", "ProviderUnit.uscc", "ThirdPartyDeveloper.uscc", "Institution.uscc"),
        "a code of its own form; some with a date in the middle would pass for ID numbers",
    ),
    "Mlps.certificate_no": "starts with a division code: those of 13, 14 and 15 look like mobiles",
    **dict.fromkeys(
        ("Icp.number", "Use.number", "App.takes_over", "EnforcementCase.numbers", "Measures.revoked_numbers", "Suspension.numbers",
         "Reinstatement.numbers", "Event.number"),
        "a number of a fixed form",
    ),
    **dict.fromkeys(("Authority.team", "County.team"), "the name of a team on the forge"),
    "Institution.school_code": "ten digits",
    **dict.fromkeys(
        ("OpenSubmission.unit", "OpenSubmission.uscc", "OpenSubmission.items", "OpenSubmission.apps"),
        "taken from a filing in which nothing personal was found; of any other they are left out",
    ),
    "ProcedureRecord.path": "a path of a fixed form",
    **dict.fromkeys(
        (
            "Icp.evidence_date", "Mlps.issue_date", "Mlps.test_report_date", "App.last_updated", "Decision.date",
            "Use.start_date", "Use.changed_on", "Rectification.demanded", "Rectification.due", "Outcome.date", "Suspension.date",
            "Reinstatement.date", "RuleSource.issued", "RuleSource.checked", "Bar.start",
            "Measures.decided_on", "Lifted.date", "EnforcementCase.opened_on", "Event.at", "Event.submitted_at", "Withdrawal.requested_on",
            "Feedback.at", "Feedback.answered_at", "OpenSubmission.opened_on", "OpenSubmission.submitted_on", "OpenSubmission.due",
            "ClosedSubmission.closed_on", "ComplaintMonth.month", "Queue.as_of", "Queue.closed_since",
        ),
        "a date",
    ),
    **dict.fromkeys(
        (
            "BusinessSystem.evidence_sha256", "Android.signing_cert_sha256", "BreachFound.evidence_sha256",
            "Event.content_sha256", "Event.previous", "Event.commit", "Event.head_commit", "SealedEntry.sha256",
        ),
        "a digest",
    ),
    "SealedFiles.keys": "a public key",
    **dict.fromkeys(
        ("SealedEntry.name", "SealedManifest.authority", "SealedManifest.uscc", "SealedManifest.apps"),
        "lies in a sealed file, which is committed nowhere",
    ),
    **dict.fromkeys(
        ("Android.package_name", "Ios.bundle_id", "Ios.app_store_id", "MiniProgram.app_id"),
        "an identifier that the platform gave or holds; stores count with digits",
    ),
    "App.version": "digits with dots",
    **dict.fromkeys(
        (
            "Found.code", "Found.path", "Found.field", "Found.values", "Found.correction", "Line.zh", "Line.en", "CommitContent.sha",
            "CommitContent.content", "SubmittedFile.path", "SubmittedFile.text", "ForgeVerdict.head", "ForgeVerdict.base", "ForgeVerdict.authorities",
        ),
        "written by the judge, who masks it, for the command that speaks; committed nowhere",
    ),
    **dict.fromkeys(
        (
            "ProviderUnit.registration_province", "Institution.province", "Institution.city", "Institution.county",
            "Institution.competent_authority", "RequiredBy.authority", "County.code", "Authority.slug",
            "Authority.numeric_prefix", "Authority.gb2260", "Authority.icp_mark", "Event.authority", "Event.path",
            "OpenSubmission.authority", "OpenSubmission.path", "ClosedSubmission.authority", "ComplaintMonth.authority",
        ),
        "a place or an authority of a closed list",
    ),
}  # fmt: skip
"""All other fields of text, and why nothing is looked for in them. Every field of text stands in one of the two lists."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A text that people write, where it stands, the title of its field, and what to look for in it."""

    place: Place
    text: str
    title: Text
    kinds: frozenset[Kind]


def where_to_look(record: Record, place: Place = ()) -> Iterator[Looked]:
    """Every text of a record, and of the records in it, that could hold personal data; in the order of the fields."""
    for attribute, key, title, kinds in fields_to_look_at(type(record)):
        value = getattr(record, attribute)
        many = isinstance(value, tuple)
        for index, item in enumerate(value if many else (value,)):
            at = (*place, key, index) if many else (*place, key)
            if isinstance(item, Record):
                yield from where_to_look(item, at)
            elif kinds and isinstance(item, str):
                yield Looked(at, item, title, kinds)


@cache
def fields_to_look_at(model: type[Record]) -> tuple[tuple[str, str, Text, frozenset[Kind]], ...]:
    """Attribute, key, title and kinds of the fields worth a visit: scanned ones, and those that may hold records."""
    found = []
    for name, field in model.model_fields.items():
        kinds = next(
            (SCANNED[known] for known in names_of(model, name) if known in SCANNED), frozenset[Kind]()
        )
        if kinds or _may_hold_a_record(field.annotation):
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            words: Any = extra.get("x-title", {"zh": name, "en": name})
            found.append((name, field.alias or name, Text(words["zh"], words["en"]), kinds))
    return tuple(found)


def _may_hold_a_record(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, Record)
    return any(_may_hold_a_record(part) for part in get_args(annotation))


def names_of(model: type[Record], field: str) -> Iterable[str]:
    """`Model.field` of a field, then of the models that it may be inherited from: a city's name is a county's."""
    return [f"{base.__name__}.{field}" for base in model.__mro__ if issubclass(base, Record)]
