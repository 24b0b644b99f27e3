"""The labelled pairs: no imitation is missed, no honest name refused, few referred."""

import pytest

from registry.core.finding import Verdict
from registry.core.names import Kind, relation
from tests.names.pairs import BEYOND, COUNTED, HONEST, IMPOSTORS, MOST_FALSE_REFERRALS


@pytest.mark.parametrize(("there", "filed"), IMPOSTORS, ids=ascii)
def test_an_imitation_is_found_by_its_layer(there: str, filed: str) -> None:
    """By the kind that the table names, so that no layer hides behind a coarser one."""
    assert relation(there, filed).kind is IMPOSTORS[there, filed]


@pytest.mark.parametrize(("one", "other"), HONEST, ids=ascii)
def test_an_honest_name_is_never_refused(one: str, other: str) -> None:
    """Whatever else, the filing is not rejected."""
    assert relation(one, other).kind.verdict is not Verdict.reject


def test_few_honest_names_are_referred() -> None:
    """A person looks at these for nothing."""
    referred = [pair for pair in HONEST if relation(*pair).kind is not Kind.distinct]
    assert len(referred) <= MOST_FALSE_REFERRALS, referred


def test_the_figures_that_are_told() -> None:
    """None missed, none refused, and so many looked at for nothing, of so many pairs."""
    missed = [pair for pair in IMPOSTORS if relation(*pair).kind is Kind.distinct]
    refused = [pair for pair in HONEST if relation(*pair).kind.verdict is Verdict.reject]
    referred = [pair for pair in HONEST if relation(*pair).kind.verdict is Verdict.refer]
    assert (missed, refused) == ([], [])
    assert {
        "imitations": len(IMPOSTORS), "honest": len(HONEST), "referred though honest": len(referred), "beyond": len(BEYOND),
    } == COUNTED  # fmt: skip


def test_what_is_beyond_the_layers_stays_known() -> None:
    """These gaps are documented; closing one belongs into the table of imitations."""
    assert {relation(*pair).kind for pair in BEYOND} == {Kind.distinct}


def test_there_are_enough_pairs_of_each_kind() -> None:
    """At least sixty, and each kind by more than one."""
    assert len(IMPOSTORS) >= 60
    assert len(HONEST) >= 40
    kinds = list(IMPOSTORS.values())
    assert all(kinds.count(kind) >= 5 for kind in Kind if kind is not Kind.distinct)


def test_a_finding_can_say_what_hides_the_same_name() -> None:
    """The layers that it took, and only these."""
    told = {filed: relation(there, filed).reason.zh for there, filed in IMPOSTORS}
    assert told["ai口算"] == "相同(仅大小写不同)"
    assert told["釘釘課堂"] == "相同(仅繁简异体不同)"
    assert told["啟明口算 PRO 官方版"] == "仅版本或附加词不同"
    assert relation("启明口算", "启明口算").reason.zh == "相同"
    assert (
        relation("AI口算", "ａi 口算").reason.en
        == "the same (they differ in width or style, case, spaces or punctuation only)"
    )
