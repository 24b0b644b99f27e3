"""An app that goes from one provider to another: who says so, and whose identifiers may stand twice."""

from registry.core.lookup import Claim, Registered
from registry.core.transfer import app_at, changes_hands, given_away, is_declared
from tests.builders import (
    BING,
    JIA,
    XIN,
    YI,
    Paths,
    app_text,
    given_text,
    number,
    provider_path,
    provider_text,
)
from tests.provider.judging import after, filed, registry

ONE, TWO = number("11", 1), number("11", 2)
NUMBERED = [(Paths.jia, "reader"), (Paths.jia, "other")]
TAKES = app_text("taken", "示例阅读", "cn.example.reader").replace(
    "    system_id:", f"    takes_over: {ONE}\n    system_id:"
)
GIVES = app_text("reader", "示例阅读", "cn.example.reader") + given_text(XIN)
KEEPS = app_text("other", "示例其他", "cn.example.other")

giver = filed(Paths.jia, provider_text(JIA, apps=[KEEPS, GIVES]))
taker = filed(Paths.xin, provider_text(XIN, apps=[KEEPS.replace("other", "mine"), TAKES]))
both = registry(giver, taker, filed_items=NUMBERED)


def test_an_app_is_found_by_its_id() -> None:
    """In the filing at a path, if both are there."""
    found = app_at(both, Paths.jia, "reader")
    assert found is not None
    assert found.name == "示例阅读"
    assert app_at(both, Paths.jia, "nobody") is None
    assert app_at(both, Paths.bing, "reader") is None


def test_a_number_leads_to_what_its_filing_says_of_it() -> None:
    """At the path where the filing lies today; the app may be gone from it, and the number may be unknown."""
    entry, app = given_away(both, ONE) or (None, None)
    assert entry == Registered(Paths.jia, "reader", ONE, "filed")
    assert app is not None
    assert app.id == "reader"
    moved = provider_path("zhejiang", JIA)
    now = after(both, filed(moved, provider_text(JIA, province="zhejiang", apps=[GIVES])))
    assert given_away(now, ONE) == (Registered(Paths.jia, "reader", ONE, "filed"), app)
    gone = filed(Paths.jia, provider_text(JIA, apps=[KEEPS]))
    assert given_away(after(both, gone), ONE) == (Registered(Paths.jia, "reader", ONE, "filed"), None)
    assert given_away(both, number("11", 9)) is None
    alone = registry(
        filed(moved, provider_text(JIA, province="zhejiang", apps=[GIVES])), filed_items=[(moved, "reader")]
    )
    assert given_away(alone, ONE) == (Registered(moved, "reader", ONE, "filed"), app)


def test_who_has_a_number_says_to_whom_it_goes() -> None:
    """To this unit and no other; nobody gives an app to himself, and an app that is kept or gone is given to nobody."""
    assert is_declared(both, ONE, XIN)
    assert not is_declared(both, ONE, YI)
    assert not is_declared(both, TWO, XIN)
    assert not is_declared(both, number("11", 9), XIN)
    itself = registry(
        filed(Paths.jia, provider_text(JIA, apps=[GIVES.replace(XIN, JIA)])), filed_items=NUMBERED[:1]
    )
    assert not is_declared(itself, ONE, JIA)
    gone = registry(filed(Paths.jia, provider_text(JIA, apps=[KEEPS])), filed_items=NUMBERED[:1])
    assert not is_declared(gone, ONE, XIN)


def test_two_apps_change_hands_if_one_takes_over_the_others_number() -> None:
    """Whichever is asked about first; another app of either filing is not meant."""
    give, take = Claim(Paths.jia, "reader"), Claim(Paths.xin, "taken")
    assert changes_hands(both, give, take)
    assert changes_hands(both, take, give)
    for one, other in (
        (Claim(Paths.jia, "other"), take),
        (give, Claim(Paths.xin, "mine")),
        (Claim(Paths.bing, "reader"), take),
        (give, Claim(Paths.xin, "nobody")),
    ):
        assert not changes_hands(both, one, other)
        assert not changes_hands(both, other, one)
    unknown = filed(
        Paths.bing, provider_text(BING, province="sichuan", apps=[TAKES.replace(ONE, number("11", 9))])
    )
    assert not changes_hands(registry(giver, unknown, filed_items=NUMBERED), give, Claim(Paths.bing, "taken"))
