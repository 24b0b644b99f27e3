"""What goes with each category of breach: who commits it, what follows first, how grave it usually is.

Side and action are from the sources of the categories (the Opinions 教技函〔2019〕55号, the circular's Point 3, Art. 24);
severity is a product choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.core.codes import Breach, BreachAction, BreachSeverity, BreachSide

_PROVIDER, _USER, _EITHER = BreachSide.provider, BreachSide.user, BreachSide.either
_DEMAND, _REVOCATION = BreachAction.demand, BreachAction.revocation
_SERIOUS, _ORDINARY, _MINOR = BreachSeverity.serious, BreachSeverity.ordinary, BreachSeverity.minor


@dataclass(frozen=True, slots=True)
class Nature:
    """What goes with a category."""

    side: BreachSide
    action: BreachAction
    severity: BreachSeverity


NATURES: dict[Breach, Nature] = {
    Breach.harmful_content: Nature(_PROVIDER, _DEMAND, _SERIOUS),
    Breach.commercial_ads: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.games: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.irrelevant_content: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.charging: Nature(_EITHER, _DEMAND, _ORDINARY),
    Breach.forced_use: Nature(_EITHER, _DEMAND, _ORDINARY),
    Breach.bound_to_grades: Nature(_EITHER, _DEMAND, _ORDINARY),
    Breach.bundled_consent: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.pi_no_rules: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.pi_no_purpose: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.pi_no_consent: Nature(_PROVIDER, _DEMAND, _SERIOUS),
    Breach.pi_excessive: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.pi_shared: Nature(_PROVIDER, _DEMAND, _SERIOUS),
    Breach.pi_no_deletion_or_complaint: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.minor_no_guardian_consent: Nature(_PROVIDER, _DEMAND, _SERIOUS),
    Breach.biometrics_without_assessment: Nature(_EITHER, _DEMAND, _SERIOUS),
    Breach.repeated_collection: Nature(_EITHER, _DEMAND, _MINOR),
    Breach.exam_oriented_burden: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.photo_search: Nature(_PROVIDER, _DEMAND, _ORDINARY),
    Breach.unlicensed_subject_training: Nature(_PROVIDER, _DEMAND, _SERIOUS),
    Breach.preschool_training: Nature(_PROVIDER, _DEMAND, _SERIOUS),
    Breach.no_icp: Nature(_PROVIDER, _REVOCATION, _SERIOUS),
    Breach.no_mlps: Nature(_PROVIDER, _REVOCATION, _SERIOUS),
    Breach.security_incident: Nature(_PROVIDER, _DEMAND, _SERIOUS),
    Breach.false_filing: Nature(_EITHER, _DEMAND, _SERIOUS),
    Breach.not_updated: Nature(_EITHER, _DEMAND, _MINOR),
    Breach.number_not_displayed: Nature(_PROVIDER, _DEMAND, _MINOR),
    Breach.unfiled_use: Nature(_USER, _DEMAND, _ORDINARY),
    Breach.no_collective_decision: Nature(_USER, _DEMAND, _ORDINARY),
    Breach.other: Nature(_EITHER, _DEMAND, _ORDINARY),
}
"""For every category."""

_GRAVITY = list(BreachSeverity)


def all_on_users_side(categories: Iterable[Breach]) -> bool:
    """Whether only an institutional user can have committed every one of these breaches."""
    return all(NATURES[category].side is BreachSide.user for category in categories)


def all_revoked_at_once(categories: Iterable[Breach]) -> bool:
    """Whether Point 3 lets the filing be revoked without a demand for every one of these breaches."""
    return all(NATURES[category].action is BreachAction.revocation for category in categories)


def gravity(category: Breach) -> int:
    """For sorting: the gravest first."""
    return _GRAVITY.index(NATURES[category].severity)
