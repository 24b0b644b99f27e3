"""R10 and R11: who is told, about whom, and who is not."""

from dataclasses import replace

from registry.adapters import records
from registry.core.codes import ProviderStatus
from registry.core.finding import Fault, Severity, Verdict
from registry.core.lookup import Lookup, MemoryLookup, OverlayLookup
from registry.core.replay import AppStanding, Replay
from registry.core.snapshot import Filed, ProviderFile
from registry.rules import impersonation
from registry.rules.catalogue import RULES
from tests.builders import BING, JIA, TODAY, XIN, YI, app_text, provider_path, provider_text

MINE, THEIRS, OTHERS = (provider_path("beijing", code) for code in (JIA, YI, BING))
NUMBER, OTHER_NUMBER = "教APP备1100001号", "教APP备1100002号"


def filed(code: str, *names: str, shared: str = "") -> ProviderFile:
    """A filing with apps of these names: `app-0` and so on; `shared` is a package name for the first."""
    packages = [
        shared or f"cn.example.a{code[-4:].lower()}.n0",
        *(f"cn.example.a{code[-4:].lower()}.n{n}" for n in range(1, len(names))),
    ]
    apps = [app_text(f"app-{n}", name, packages[n]) for n, name in enumerate(names)]
    content = records.parse("provider", provider_text(code=code, apps=apps).encode()).record
    assert content is not None, names
    return Filed(provider_path("beijing", code), "", content)


def around(*files: ProviderFile, replay: Replay | None = None) -> Lookup:
    """The registry in memory."""
    return MemoryLookup({}, files, [], [], replay or Replay())


def numbered(*apps: tuple[str, str, ProviderStatus], item: str = "app-0") -> Replay:
    """A ledger that gave numbers to apps: path, number, status."""
    return Replay(apps={number: AppStanding(number, path, item, status) for path, number, status in apps})


def judged(mine: ProviderFile, lookup: Lookup) -> list[Fault]:
    """What the rule says about a filing."""
    return list(impersonation.name_is_its_own(mine, lookup, TODAY))


def codes(mine: ProviderFile, *others: ProviderFile, replay: Replay | None = None) -> list[str]:
    """Codes of what the rule says, nobody's names being settled."""
    return [fault.code for fault in judged(mine, around(mine, *others, replay=replay))]


def test_r10_refuses_the_name_of_anothers_app() -> None:
    """At the name, with the other's name and number, and what hides it."""
    mine, theirs = filed(JIA, "示例阅读", "启明口算"), filed(YI, "啟明 口算")
    replay = numbered((THEIRS, NUMBER, ProviderStatus.filed))
    found = judged(mine, around(mine, theirs, replay=replay))
    assert [(fault.code, fault.place) for fault in found] == [("R10", ("apps", 1, "name"))]
    message = RULES["R10"].text.fill(**found[0].values)
    assert (
        message.zh == f"“启明口算”与另一提供者的应用“啟明 口算”({NUMBER})名称相同(仅繁简异体、空格标点不同)。"
    )
    assert message.en == (
        f"“启明口算” has the name of another provider's app, “啟明 口算” ({NUMBER}): "
        "the same (they differ in traditional or variant forms, spaces or punctuation only)."
    )


def test_r11_refers_a_name_that_is_too_close() -> None:
    """With both names; an app without a number is named by its filing."""
    mine, theirs = filed(JIA, "启明口算官方版"), filed(YI, "启明口算")
    found = judged(mine, around(mine, theirs))
    assert [(fault.code, fault.place) for fault in found] == [("R11", ("apps", 0, "name"))]
    message = RULES["R11"].text.fill(**found[0].values)
    assert (
        message.zh
        == f"“启明口算官方版”与其他提供者的应用名称过于接近：“启明口算”({THEIRS}，仅版本或附加词不同)。"
    )
    assert message.en == (
        f"“启明口算官方版” is too close to the names of other providers' apps: “启明口算” ({THEIRS}: the same but for a version or an addition)."
    )


def test_verdicts() -> None:
    """The same name is rejected, a near one is for a person; both say why the rule is there."""
    assert (RULES["R10"].verdict, RULES["R10"].severity) == (Verdict.reject, Severity.error)
    assert (RULES["R11"].verdict, RULES["R11"].severity) == (Verdict.refer, Severity.warning)
    for rule in (RULES["R10"], RULES["R11"]):
        assert rule.kinds == ("provider",)
        assert rule.fix.fill() == rule.fix
        assert rule.reason


def test_a_provider_may_name_its_own_apps_alike() -> None:
    """A family of names in one filing, or in two filings of one unit in two folders."""
    mine = filed(JIA, "启明口算", "启明口算学生版", "启明口算 Pro")
    elsewhere = Filed(provider_path("zhejiang", JIA), "", filed(JIA, "启明口算").content)
    assert codes(mine, elsewhere) == []


def test_the_same_name_hides_near_ones() -> None:
    """One finding that decides is enough."""
    mine = filed(JIA, "启明口算")
    assert codes(mine, filed(YI, "启明口算"), filed(BING, "启明口算")) == ["R10"]
    assert codes(mine, filed(YI, "启明口算官方版", "启明口算"), filed(BING, "其明口算")) == ["R10"]


def test_near_names_are_one_finding() -> None:
    """With the closest of them, and not more than help."""
    mine = filed(JIA, "启明口算")
    (found,) = judged(
        mine, around(mine, filed(YI, "启明口标", "其明口算", "启明口算Pro"), filed(BING, "启明口算官方版"))
    )
    assert found.code == "R11"
    told = [
        found.values["others"].find(f"“{name}”")
        for name in ("启明口算Pro", "启明口算官方版", "其明口算", "启明口标")
    ]
    assert 0 <= min(told[:2]) < max(told[:2]) < told[2]
    assert told[3] == -1
    assert (
        found.values["others"].count("“") == impersonation.MOST_SHOWN == found.values["others_en"].count("“")
    )


def test_several_near_names_stand_in_one_sentence() -> None:
    mine = filed(JIA, "启明口算")
    (found,) = judged(mine, around(mine, filed(YI, "启明口算Pro"), filed(BING, "启明口算官方版")))
    message = RULES["R11"].text.fill(**found.values)
    told = {THEIRS: "“启明口算Pro”", OTHERS: "“启明口算官方版”"}
    zh = [f"{name}({path}，仅版本或附加词不同)" for path, name in told.items()]
    en = [f"{name} ({path}: the same but for a version or an addition)" for path, name in told.items()]
    assert message.zh in [
        f"“启明口算”与其他提供者的应用名称过于接近：{'、'.join(one)}。" for one in (zh, zh[::-1])
    ]
    assert message.en in [f"“启明口算” is too close to the names of other providers' apps: {', '.join(one)}." for one in (en, en[::-1])]  # fmt: skip


def test_names_of_a_new_filing_are_judged() -> None:
    """Nothing was there before it, so nothing is settled."""
    mine, theirs = filed(JIA, "启明口算"), filed(YI, "启明口算")
    assert [fault.code for fault in judged(mine, OverlayLookup(around(theirs), {MINE: mine}, {}, {}))] == [
        "R10"
    ]


def test_whose_name_it_is_counts_only_where_it_is_asked_about() -> None:
    lookup = around(filed(JIA, "启明口算"), filed(YI, "启明口算"))
    assert {rival.path for _, rival in impersonation.live_rivals("启明口算", lookup)} == {MINE, THEIRS}
    assert {rival.path for _, rival in impersonation.live_rivals("启明口算", lookup, JIA)} == {THEIRS}


def test_an_app_filed_twice_is_told_once() -> None:
    """R03 tells two apps with one package name; the name that they share as well is no second mistake, another's is."""
    mine, theirs = (
        filed(JIA, "启明口算", shared="cn.example.one"),
        filed(YI, "启明口算", shared="cn.example.one"),
    )
    assert codes(mine, theirs) == []
    assert codes(mine, theirs, filed(BING, "啟明口算")) == ["R10"]
    assert codes(mine, theirs, filed(BING, "启明口算Pro")) == ["R11"]
    another = filed(JIA, "启航阅读", "启明口算", shared="cn.example.one")
    assert codes(another, theirs) == ["R10"]


def taking(number: str, *names: str) -> ProviderFile:
    """A filing whose first app takes over a number, under a package name of its own."""
    mine = filed(JIA, *names)
    first = mine.content.apps[0].model_copy(update={"takes_over": number})
    content = mine.content.model_copy(update={"apps": (first, *mine.content.apps[1:])})
    return Filed(mine.path, "", content)


def test_the_name_of_an_app_that_is_taken_over_comes_along_and_no_other() -> None:
    """Whether it may be taken over is R45's and R49's to say."""
    theirs = filed(YI, "启航阅读", "启明口算")
    of_theirs = {"replay": numbered((THEIRS, NUMBER, ProviderStatus.filed), item="app-1")}
    assert codes(filed(JIA, "启明口算"), theirs, **of_theirs) == ["R10"]
    assert codes(taking(NUMBER, "启明口算"), theirs, **of_theirs) == []
    assert codes(taking(OTHER_NUMBER, "启明口算"), theirs, **of_theirs) == ["R10"]
    assert codes(taking(NUMBER, "启航阅读"), theirs, **of_theirs) == ["R10"], "another app of the same unit"
    assert codes(taking(NUMBER, "示例阅读", "启明口算"), theirs, **of_theirs) == ["R10"], (
        "another app of one's own"
    )
    assert codes(taking(NUMBER, "启明口算"), theirs, filed(BING, "启明口算"), **of_theirs) == ["R10"]


def test_a_name_is_free_again_when_its_app_has_ended() -> None:
    """Revoked or withdrawn; a suspended app keeps it."""
    mine, theirs = filed(JIA, "启明口算"), filed(YI, "启明口算")
    for status, expected in (
        (ProviderStatus.filed, ["R10"]),
        (ProviderStatus.suspended, ["R10"]),
        (ProviderStatus.revoked, []),
        (ProviderStatus.withdrawn, []),
    ):
        assert codes(mine, theirs, replay=numbered((THEIRS, NUMBER, status))) == expected, status


def test_an_ended_app_is_not_judged() -> None:
    """Its name stays in the file, since a number is never without its filing."""
    mine, theirs = filed(JIA, "启明口算"), filed(YI, "启明口算")
    ended = numbered((MINE, NUMBER, ProviderStatus.revoked))
    assert codes(mine, theirs, replay=ended) == []
    assert changed(filed(JIA, "示例阅读"), mine, theirs, replay=ended) == []


def changed(
    before: ProviderFile, after: ProviderFile, *others: ProviderFile, replay: Replay | None = None
) -> list[str]:
    """Codes for a filing in the place of another one, or after a move from there."""
    below = around(before, *others, replay=replay)
    lookup = OverlayLookup(below, {before.path: None, after.path: after}, {}, {})
    return [fault.code for fault in judged(after, lookup)]


def test_a_numbered_app_keeps_the_name_that_it_was_numbered_under() -> None:
    """Otherwise its every change would wait for the decision that was made before; under a new name it is judged."""
    theirs = filed(YI, "启明口算")
    replay = numbered((MINE, NUMBER, ProviderStatus.filed), (THEIRS, OTHER_NUMBER, ProviderStatus.filed))
    same, new, longer = filed(JIA, "启明口算"), filed(JIA, "示例阅读"), filed(JIA, "启明口算", "示例阅读")
    assert changed(same, same, theirs, replay=replay) == []
    assert changed(same, longer, theirs, replay=replay) == []
    assert changed(new, same, theirs, replay=replay) == ["R10"]
    assert changed(new, filed(JIA, "示例阅读", "启明口算"), theirs, replay=replay) == ["R10"]
    assert changed(same, filed(JIA, "启明口算Pro"), theirs, replay=replay) == ["R11"]
    assert codes(same, theirs, replay=replay) == []


def test_a_numbered_app_keeps_its_name_when_its_filing_moves() -> None:
    """To the folder of another authority; renamed on the way it is judged."""
    theirs, replay = filed(YI, "启明口算"), numbered((MINE, NUMBER, ProviderStatus.filed))
    here = filed(JIA, "启明口算")
    there = replace(here, path=provider_path("zhejiang", JIA))
    assert changed(here, there, theirs, replay=replay) == []
    assert changed(filed(JIA, "示例阅读"), there, theirs, replay=replay) == ["R10"]


def test_an_app_without_a_number_is_judged_under_any_name() -> None:
    """A merged filing that was not registered yet is no right to a name."""
    mine, theirs = filed(JIA, "启明口算"), filed(YI, "启明口算")
    assert changed(mine, mine, theirs) == ["R10"]
    # Nor is it one that another app of the filing has its number.
    two, replay = filed(JIA, "示例阅读", "启明口算"), numbered((MINE, NUMBER, ProviderStatus.filed))
    assert changed(two, two, theirs, replay=replay) == ["R10"]


def test_names_of_strangers_are_made_safe_to_show() -> None:
    """Cut, and on one line."""
    mine, theirs = filed(JIA, "启明口算" * 20), filed(YI, "启明口算" * 20)
    (found,) = judged(mine, around(mine, theirs))
    assert len(found.values["name"]) == len(found.values["other"]) == 60


def test_an_honest_filing_has_no_finding() -> None:
    """Other names of other providers, common words shared."""
    assert codes(filed(XIN, "青禾口算", "青禾阅读"), filed(YI, "青杉口算"), filed(BING, "云舟阅读")) == []
