"""Which fields are published. What is not listed here does not leave the repository; adding a line is a decision, not a habit."""

from registry.core.authority import Authority, Names
from registry.core.case import (
    Bar,
    BreachFound,
    EnforcementCase,
    Lifted,
    Measures,
    Outcome,
    Rectification,
    Reinstatement,
    Suspension,
)
from registry.core.codes import EVERY_CODE, Code
from registry.core.fields import Record
from registry.core.filing import (
    Android,
    App,
    BusinessSystem,
    Icp,
    Ios,
    MiniProgram,
    Mlps,
    PersonalInformation,
    Platforms,
    ProviderUnit,
    ThirdPartyDeveloper,
    UnitReference,
)  # fmt: skip
from registry.core.ledger import Event, Feedback
from registry.core.provincial import (
    GreyList,
    LongerBar,
    ProvincialRules,
    PublishedLists,
    RequiredField,
    RuleSource,
    ShorterClock,
)
from registry.core.sealing import Channel, SealedFiles
from registry.core.use import Institution, Use

PUBLISHED: dict[type[Record], tuple[str, ...]] = {
    ProviderUnit: (
        "name", "uscc", "unit_type", "registration_province", "registered_address", "head_office", "covers_subsidiaries",
        "public_hotline", "public_email", "website", "school_licence_no",
    ),
    UnitReference: ("name", "uscc"),
    BusinessSystem: ("name", "icp", "mlps", "hosting", "third_party_developer"),
    Icp: ("number", "subject_name"),
    Mlps: ("certificate_no", "grade", "subject_name", "police_authority"),
    ThirdPartyDeveloper: ("name", "uscc"),
    App: (
        "name", "platforms", "version", "last_updated", "description", "developer", "audience", "stages", "scenario", "tutoring_class", "subjects",
        "charging", "charged_to", "ads", "games", "ugc", "photo_search", "personal_info",
    ),
    Platforms: ("android", "ios", "mini_program"),
    Android: ("package_name", "signing_cert_sha256", "store_urls"),
    Ios: ("bundle_id", "app_store_id", "store_urls"),
    MiniProgram: ("app_id",),
    PersonalInformation: (
        "collects", "categories", "sensitive", "biometrics", "minors_under_14", "guardian_consent_method", "privacy_policy_url",
        "child_policy_url", "complaint_entry_url",
    ),
    Event: ("sequence", "at", "event", "authority", "reason", "commit", "pull_request", "submitted_at", "feedbacks", "content_sha256"),
    Feedback: ("at", "answered_at"),
    EnforcementCase: ("unit", "numbers", "opened_on", "state", "breaches", "rectifications", "suspensions", "reinstatements", "measures",
                      "lifted"),
    BreachFound: ("category", "description"),
    Rectification: ("demanded", "due", "document_no", "outcome"),
    Outcome: ("result", "date", "document_no"),
    Suspension: ("date", "numbers", "document_no"),
    Reinstatement: ("date", "numbers", "document_no"),
    Measures: ("list", "level", "card", "decided_on", "circular_document_no", "revoked_numbers", "bar"),
    Bar: ("start", "months"),
    Lifted: ("date", "reason"),
    Authority: ("slug", "kind", "name", "region", "numeric_prefix", "rules", "sealed_files"),
    SealedFiles: ("keys", "channel"),
    Channel: ("zh", "en"),
    ProvincialRules: ("blacklist", "grey_list", "clocks", "required_fields", "published_lists"),
    LongerBar: ("months", "source"),
    GreyList: ("cards", "source"),
    ShorterClock: ("clock", "working_days", "source"),
    RequiredField: ("field", "at_least", "source"),
    PublishedLists: ("times_a_year", "months", "source"),
    RuleSource: ("document", "issued", "checked"),
    Names: ("zh", "en"),
    Institution: ("name", "uscc", "level", "competent_authority"),
    Use: ("number", "self_developed", "basis", "mode", "uniform_use"),  # of an own app its name and its system's: core/institution.py
}  # fmt: skip

_CODES = {
    codes: {member: {"code": member.value, "zh": member.label.zh, "en": member.label.en} for member in codes}
    for codes in EVERY_CODE
}


def code(value: Code) -> dict[str, str]:
    """A code with both its labels: one shared dict per code, written and never changed."""
    return _CODES[type(value)][value]


def plain(record: Record) -> dict[str, object]:
    """The published fields of a record as JSON values; an absent value leaves its key out."""
    found: dict[str, object] = {}
    for name in PUBLISHED[type(record)]:
        value = getattr(record, name)
        if value is not None:
            found[name] = value if type(value) in _PLAIN else _nested(value)
    return found


_PLAIN = (str, bool, int)


def _nested(value: object) -> object:
    if isinstance(value, Code):
        return code(value)
    if isinstance(value, Record):
        return plain(value)
    if isinstance(value, tuple):
        return [item if type(item) in _PLAIN else _nested(item) for item in value]
    raise TypeError(f"no published form for {type(value).__name__}")
