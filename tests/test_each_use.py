"""Each use of an institution is judged by itself: what one of them ends with says nothing about the next."""

from typing import Any

import pytest

from registry.core.finding import Fault
from registry.core.lookup import Lookup
from registry.rules.undecided import app_of
from tests.builders import (
    JIA,
    MIDDLE,
    TODAY,
    UNIVERSITY,
    Paths,
    app_text,
    number,
    provider_text,
    use_text,
    user_path,
    user_text,
)
from tests.provider.judging import after, faults, filed, registry

PLAIN, BAD, UNKNOWN = number("11", 1), number("11", 2), number("11", 9)
ITEMS = [(Paths.jia, "plain"), (Paths.jia, "bad")]
PRIMARY = user_path("moe", UNIVERSITY)

Edits = list[tuple[str, str]]


def edited(text: str, edits: Edits) -> str:
    """Each replaced once."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def use(item: str, given: str | None, edits: Edits) -> str:
    """A use with some text changed; of the institution's own app where no number is given."""
    return edited(use_text(item, given, own=given is None), edits)


def around(app: Edits) -> Lookup:
    """Two numbered apps, the second one with some text changed."""
    apps = [
        app_text("plain", "示例甲", "cn.example.plain"),
        edited(app_text("bad", "示例乙", "cn.example.bad"), app),
    ]
    return registry(filed(Paths.jia, provider_text(JIA, apps=apps)), filed_items=ITEMS)


FEE = ("fee_to_students_or_parents: false", "fee_to_students_or_parents: true")
UNIFORM = ("uniform_use: false", "uniform_use: true")
MANDATORY = ("mode: recommended", "mode: mandatory")
PAID = ("charging: free\n    charged_to: nobody", "charging: paid\n    charged_to: students_or_parents")
CHILDREN = (
    "collects: false\n      biometrics: false\n      minors_under_14: true",
    "collects: true\n      biometrics: false\n      minors_under_14: false",
)

CASES: dict[str, tuple[Edits, Edits, Edits]] = {
    # Code: what the uses before it are (each of them is passed over), what is wrong with the app, and with the use.
    "A17-13": ([UNIFORM], [], [FEE]),
    "A17-14": ([], [PAID], [UNIFORM]),
    "A17-15": ([], [("ads: false", "ads: true")], [MANDATORY]),
    "A17-16": ([], [], [("biometrics: false", "biometrics: true"), ("user_opinion_sought: true", "user_opinion_sought: false")]),
    "A17-18": ([], [("biometrics: false", "biometrics: true")], []),
    "A17-19": ([("audience:\n      - students", "audience:\n      - staff")], [CHILDREN], []),
    "A18-3": ([], [("- students", "- staff")], []),
    "A18-4": ([], [("- primary", "- higher")], []),
    "A18-5": ([], [], [('"2026-03-16"', '"2026-03-01"')]),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_a_use_is_judged_whatever_the_others_are(code: str) -> None:
    """After a use of an app that nobody knows, and one that is right, two wrong ones are told, each at its place."""
    before, app, wrong = CASES[code]
    first = use("unknown", UNKNOWN, before)
    uses = [
        first,
        use("right", PLAIN, before),
        use("one", BAD, wrong),
        use("fine", PLAIN, []),
        use("two", BAD, wrong),
    ]
    file = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=uses, level="primary"))
    found = [fault for fault in faults(file, around(app), code) if fault.code == code]
    assert [(fault.place[:2], fault.values["id"]) for fault in found] == [
        (("uses", 2), "one"),
        (("uses", 4), "two"),
    ]


def told(code: str, uses: list[str], lookup: Lookup | None = None, **more: Any) -> list[Fault]:
    """Faults of a code about uses of a university."""
    file = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=uses, level="higher", **more))
    return [fault for fault in faults(file, lookup or around([]), code, TODAY) if fault.code == code]


def test_an_own_use_and_a_confirmed_one_hide_no_dead_app() -> None:
    """Of the uses after them each is looked up."""
    apps = [app_text("plain", "示例甲", "cn.example.plain"), app_text("bad", "示例乙", "cn.example.bad")]
    lookup = registry(
        filed(Paths.jia, provider_text(JIA, apps=apps)),
        filed_items=[*ITEMS, (PRIMARY, "kept")],
        ended=["bad"],
    )
    uses = [
        use("own", None, []),
        use("kept", PLAIN, []),
        use("unknown", UNKNOWN, []),
        use("one", BAD, []),
        use("two", BAD, []),
    ]
    assert [fault.place for fault in told("A18-1", uses, lookup)] == [
        ("uses", 3, "number"),
        ("uses", 4, "number"),
    ]


def test_an_app_used_three_times_is_told_twice() -> None:
    """Each time with the first; one's own app before them is no use of a number."""
    uses = [
        use("own", None, []),
        use("one", PLAIN, []),
        use("two", PLAIN, []),
        use("other", BAD, []),
        use("three", PLAIN, []),
    ]
    found = told("A18-2", uses)
    assert [(fault.place[1], fault.values["first"]) for fault in found] == [(2, "one"), (4, "one")]


def test_an_audience_that_is_not_the_apps_is_told_with_the_apps() -> None:
    """The first one that it is not made for; the app's own are a list in both languages."""
    several = ("audience:\n      - students", "audience:\n      - students\n      - parents\n      - staff")
    lookup = around([("- students", "- students\n      - staff")])
    (fault,) = told("A18-3", [use("one", BAD, [several])], lookup)
    assert fault.place == ("uses", 0, "audience", 1)
    assert (fault.values["known"], fault.values["known_en"]) == ("学生、教职工", "Students, Staff")


def test_stages_are_told_as_a_list() -> None:
    """Of the app, in both languages."""
    lookup = around([("- primary", "- higher\n      - continuing")])
    file = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=[use("one", BAD, [])], level="primary"))
    (fault,) = [fault for fault in faults(file, lookup, "A18-4") if fault.code == "A18-4"]
    assert (fault.values["known"], fault.values["known_en"]) == (
        "高等教育、继续教育",
        "Higher, Continuing",
    )


# --- The basis of a use (Art. 17).


def test_a_confirmed_use_is_asked_about_a_late_decision_if_its_days_change() -> None:
    """Any of the three; not if something else does. A decision of today counts, one of tomorrow is another rule's."""
    late = use("one", PLAIN, [('date: "2026-01-20"', 'date: "2026-03-20"')])
    before = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=[late], level="higher"))
    apps = filed(Paths.jia, provider_text(JIA, apps=[app_text("plain", "示例甲", "cn.example.plain")]))
    below = registry(apps, before, filed_items=[(Paths.jia, "plain"), (PRIMARY, "one")])
    for old, new, expected in (
        ("用于课堂练习", "用于练习", []),
        ('date: "2026-03-20"', 'date: "2026-03-21"', ["2026-03-21"]),
        ('"2026-03-16"', '"2026-03-17"', ["2026-03-20"]),
        ('"2026-03-16"\n', '"2026-03-16"\n    changed_on: "2026-03-18"\n', ["2026-03-20"]),
        ('date: "2026-03-20"', 'date: "2026-11-24"', ["2026-11-24"]),
        ('date: "2026-03-20"', 'date: "2026-11-25"', []),
    ):
        now = filed(
            PRIMARY, user_text(UNIVERSITY, authority="moe", uses=[edited(late, [(old, new)])], level="higher")
        )
        found = [fault for fault in faults(now, after(below, now), "A17-3") if fault.code == "A17-3"]
        assert [fault.values["date"] for fault in found] == expected, new


def test_each_superior_is_looked_up() -> None:
    """After a use that nobody required, and one of an authority that there is not, a foreign one is told."""
    uses = [
        use("plain", PLAIN, []),
        use_text("nowhere", BAD, superior="zhejiang/330199"),
        use_text("foreign", UNKNOWN, superior="sichuan"),
        use_text("above", number("11", 3), superior="moe"),
        use_text("other", number("11", 4), superior="zhejiang"),
    ]
    found = told("A17-7", uses)
    assert [(fault.place[1], fault.values["id"]) for fault in found] == [(2, "foreign"), (4, "other")]


def test_each_app_that_is_said_to_be_ones_own_is_looked_up() -> None:
    """After uses that do not say so, and one of an app in the filing itself."""
    own = ("basis: self_selected", "basis: self_developed")
    uses = [
        use("selected", PLAIN, []),
        use("own", None, []),
        edited(use_text("both", BAD, own=True), []),
        use("unknown", UNKNOWN, [own]),
        use("one", PLAIN, [own]),
        use("two", BAD, [own]),
    ]
    found = told("A17-8", uses)
    assert [(fault.place[1], fault.values["id"]) for fault in found] == [(4, "one"), (5, "two")]


# --- Changes of a use (Art. 20), and apps of one's own (Art. 21).


def changed_to(before: list[str], now: list[str], code: str) -> list[Fault]:
    """Faults of a code about a filing whose uses were all confirmed as they stood before."""
    apps = [app_text("plain", "示例甲", "cn.example.plain"), app_text("bad", "示例乙", "cn.example.bad")]
    old, new = (
        filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=uses, level="higher"))
        for uses in (before, now)
    )
    ids = [use.id for use in old.content.uses]
    below = registry(
        filed(Paths.jia, provider_text(JIA, apps=apps)), old, filed_items=[*ITEMS, *((PRIMARY, one) for one in ids)],
    )  # fmt: skip
    return [fault for fault in faults(new, after(below, new), code) if fault.code == code]


def dated(item: str, given: str, day: str, *more: tuple[str, str]) -> str:
    """A use that changed on a day."""
    return edited(use_text(item, given, changed_on=day), list(more))


def test_what_changed_without_a_day_is_a_list() -> None:
    """Each field once, in both languages."""
    (fault,) = changed_to([use("one", PLAIN, [])], [use("one", PLAIN, [UNIFORM, MANDATORY])], "A20-1")
    assert (fault.values["what"], fault.values["what_en"]) == (
        "使用方式、是否统一使用",
        "Mode of use, Used uniformly",
    )


def test_each_change_has_its_own_time() -> None:
    """After one without a day, and one that keeps its day, a late one is told; one of today and one of the future are not."""
    before = [
        use("none", PLAIN, []), dated("kept", BAD, "2026-04-01"), dated("late", UNKNOWN, "2026-04-01"),
        use("now", number("11", 3), []), use("later", number("11", 4), []),
    ]  # fmt: skip
    now = [
        use("none", PLAIN, [MANDATORY]), dated("kept", BAD, "2026-04-01", MANDATORY),
        dated("late", UNKNOWN, "2026-05-06", MANDATORY), dated("now", number("11", 3), "2026-11-24", MANDATORY),
        dated("later", number("11", 4), "2026-11-25", MANDATORY),
    ]  # fmt: skip
    assert [(fault.place, fault.values["id"]) for fault in changed_to(before, now, "A20-5")] == [
        (("uses", 2, "changed_on"), "late")
    ]


def test_each_of_ones_own_apps_is_looked_up() -> None:
    """In two uses that each hold what a provider has filed, both are told; likewise what another institution has."""

    def own(item: str, package: str) -> str:
        return use_text(item, own=True).replace("cn.example.own", package).replace("own-app", item)

    both = [own("one", "cn.example.plain"), own("two", "cn.example.bad")]
    assert [fault.place[1] for fault in told("A21-7", both)] == [0, 1]
    assert told("A21-8", both) == []
    other = filed(user_path("beijing", MIDDLE), user_text(MIDDLE, authority="beijing", uses=[
        own("their-1", "cn.example.theirs"), own("their-2", "cn.example.too"),
    ]))  # fmt: skip
    apps = filed(Paths.jia, provider_text(JIA, apps=[app_text("plain", "示例甲", "cn.example.plain")]))
    mine = [own("filed", "cn.example.plain"), own("one", "cn.example.theirs"), own("two", "cn.example.too")]
    file = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=mine, level="higher"))
    lookup = registry(apps, other, file, filed_items=[(Paths.jia, "plain")])
    found = [fault for fault in faults(file, lookup, "A21-8") if fault.code == "A21-8"]
    assert [(fault.place[1], fault.values["item"]) for fault in found] == [(1, "their-1"), (2, "their-2")]


def test_an_own_app_beside_a_number_is_not_looked_at() -> None:
    """That both are stated is told; of what the app is nothing follows."""
    beside = use_text("one", PLAIN, own=True).replace("hosting: on_premises", "hosting: cloud")
    assert [code for code in ("A21-3", "A21-4", "A21-7") if told(code, [beside])] == []
    assert [fault.place for fault in told("A21-1", [beside])] == [("uses", 0)]


def test_a_use_of_a_dead_app_under_another_id_is_not_said_to_have_ended() -> None:
    """A18-1 refuses it, which says more; of an app that lives it has ended."""
    apps = [app_text("plain", "示例甲", "cn.example.plain"), app_text("bad", "示例乙", "cn.example.bad")]
    items = [*ITEMS, (PRIMARY, "one"), (PRIMARY, "two")]
    uses = [use("new-1", PLAIN, []), use("new-2", BAD, [])]
    now = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=uses, level="higher"))
    provider = filed(Paths.jia, provider_text(JIA, apps=apps))
    live = registry(provider, now, filed_items=items)
    assert [fault.values["id"] for fault in faults(now, live, "A20-8") if fault.code == "A20-8"] == [
        "one",
        "two",
    ]


def test_which_app_a_use_is_of() -> None:
    """Its own, or the numbered one while it is in force; none where nothing or both are stated."""
    apps = [app_text("plain", "示例甲", "cn.example.plain"), app_text("bad", "示例乙", "cn.example.bad")]
    lookup = registry(filed(Paths.jia, provider_text(JIA, apps=apps)), filed_items=ITEMS, ended=["bad"])
    uses = [use("own", None, []), use("one", PLAIN, []), use("dead", BAD, []), use("unknown", UNKNOWN, [])]
    both = use_text("both", PLAIN, own=True)
    nothing = use("nothing", PLAIN, [(f"    number: {PLAIN}\n", "")])
    file = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=[*uses, both, nothing], level="higher"))
    found = [app_of(one, lookup) for one in file.content.uses]
    assert [app.name if app else None for app in found] == ["示例校园通", "示例甲", None, None, None, None]


def test_a_superior_is_named_where_its_demand_is_the_basis_and_only_there() -> None:
    """Of four uses the two that are right say nothing."""
    demanded = use_text("right", PLAIN, superior="zhejiang")
    named = demanded[demanded.index("    required_by:\n") : demanded.index("    audience:\n")]
    uses = [
        demanded,
        use_text("fine", PLAIN),
        edited(demanded, [(named, ""), ("- id: right", "- id: unnamed")]),
        edited(demanded, [("basis: required_by_superior", "basis: self_selected"), ("- id: right", "- id: named")]),
    ]  # fmt: skip
    file = filed(PRIMARY, user_text(UNIVERSITY, authority="moe", uses=uses, level="primary"))
    found = [(fault.code, fault.place) for fault in faults(file, around([]), "A17")]
    assert [one for one in found if one[0] in ("A17-4", "A17-5")] == [
        ("A17-4", ("uses", 2, "basis")),
        ("A17-5", ("uses", 3, "required_by")),
    ]


def test_a_use_with_an_own_app_beside_its_number_or_with_neither_is_no_second_use_of_a_number() -> None:
    """A21-1 tells of both, and of neither; the plain ones beside them are told all the same."""
    both = use_text("both", PLAIN, own=True)
    neither = [use_text("neither"), use_text("nothing")]
    assert told("A18-2", [both, use_text("one", PLAIN), *neither]) == []
    found = told("A18-2", [both, *neither, use_text("one", PLAIN), use_text("two", PLAIN)])
    assert [(fault.place, fault.values["first"]) for fault in found] == [(("uses", 4, "number"), "one")]


def test_a_confirmed_use_that_began_too_early_is_asked_about_again_if_its_app_or_its_day_changes() -> None:
    """Either of the two; not if something else does."""
    early = ('"2026-03-16"', '"2026-03-01"')
    before = [use("one", PLAIN, [early])]
    for now, expected in (
        (use("one", PLAIN, [early, MANDATORY]), []),
        (use("one", BAD, [early]), [BAD]),
        (use("one", PLAIN, [('"2026-03-16"', '"2026-02-28"')]), [PLAIN]),
    ):
        assert [fault.values["number"] for fault in changed_to(before, [now], "A18-5")] == expected
