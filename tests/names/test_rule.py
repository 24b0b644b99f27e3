"""R10 and R11: who is told, about whom, and who is not."""

from collections.abc import Iterable
from datetime import date

from registry.adapters import records
from registry.core.codes import ProviderStatus
from registry.core.finding import Fault, Severity, Verdict
from registry.core.lookup import MemoryLookup
from registry.core.names import Named, NameIndex
from registry.core.replay import AppStanding, Replay
from registry.core.snapshot import Filed, ProviderFile
from tests.builders import BING, JIA, XIN, YI, app_text, provider_path, provider_text
from tests.names.rule_module import RULES, impersonation

TODAY = date(2026, 11, 24)
MINE, THEIRS, OTHERS = (provider_path("beijing", code) for code in (JIA, YI, BING))
NUMBER, OTHER_NUMBER = "教APP备1100001号", "教APP备1100002号"


def filed(code: str, *names: str) -> ProviderFile:
    """A filing with apps of these names: `app-0` and so on."""
    apps = [app_text(f"app-{n}", name, f"cn.example.a{n}") for n, name in enumerate(names)]
    content = records.parse("provider", provider_text(code=code, apps=apps).encode()).record
    assert content is not None, names
    return Filed(provider_path("beijing", code), "", content)


class Lookup(MemoryLookup):
    """The registry in memory, with the questions about names; `before` are names in the registry before the change."""

    def __init__(
        self,
        files: Iterable[ProviderFile],
        replay: Replay | None = None,
        before: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        every = list(files)
        super().__init__({}, every, [], [], replay or Replay())
        self._before = set(before)
        self._names = NameIndex(
            Named(file.path, app.id, app.name) for file in every for app in file.content.apps
        )

    def named_like(self, key: str) -> tuple[Named, ...]:
        """See NameLookup."""
        return self._names.named_like(key)

    def was_named(self, path: str, item: str, name: str) -> bool:
        """See NameLookup."""
        return (path, item, name) in self._before


def numbered(*apps: tuple[str, str, ProviderStatus], item: str = "app-0") -> Replay:
    """A ledger that gave numbers to apps: path, number, status."""
    return Replay(apps={number: AppStanding(number, path, item, status) for path, number, status in apps})


def judged(mine: ProviderFile, lookup: Lookup) -> list[Fault]:
    """What the rule says about a filing."""
    return list(impersonation.name_is_its_own(mine, lookup, TODAY))


def codes(mine: ProviderFile, *others: ProviderFile, replay: Replay | None = None) -> list[str]:
    """Codes of what the rule says, nobody's names being settled."""
    return [fault.code for fault in judged(mine, Lookup([mine, *others], replay))]


def test_r10_refuses_the_name_of_anothers_app() -> None:
    """At the name, with the other's name and number, and what hides it."""
    mine, theirs = filed(JIA, "示例阅读", "启明口算"), filed(YI, "啟明 口算")
    replay = numbered((THEIRS, NUMBER, ProviderStatus.filed))
    found = judged(mine, Lookup([mine, theirs], replay))
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
    found = judged(mine, Lookup([mine, theirs]))
    assert [(fault.code, fault.place) for fault in found] == [("R11", ("apps", 0, "name"))]
    message = RULES["R11"].text.fill(**found[0].values)
    assert (
        message.zh == f"“启明口算官方版”与另一提供者的应用“启明口算”({THEIRS})过于接近：仅版本或附加词不同。"
    )
    assert message.en.endswith(": the same but for a version or an addition.")


def test_verdicts() -> None:
    """The same name is rejected, a near one is for a person."""
    assert (RULES["R10"].verdict, RULES["R10"].severity) == (Verdict.reject, Severity.error)
    assert (RULES["R11"].verdict, RULES["R11"].severity) == (Verdict.refer, Severity.warning)
    assert all(rule.kinds == ("provider",) for rule in RULES.values())
    for rule in RULES.values():
        assert rule.fix.fill() == rule.fix


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


def test_not_more_near_names_than_help() -> None:
    """The closest ones."""
    mine = filed(JIA, "启明口算")
    found = judged(
        mine, Lookup([mine, filed(YI, "启明口标", "其明口算", "启明口算Pro"), filed(BING, "启明口算官方版")])
    )
    shown = [fault.values["other"] for fault in found]
    assert sorted(shown[:2]) == ["启明口算Pro", "启明口算官方版"]
    assert shown[2:] == ["其明口算"]
    assert len(found) == impersonation.MOST_SHOWN


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
    assert codes(mine, theirs, replay=numbered((MINE, NUMBER, ProviderStatus.revoked))) == []


def test_a_numbered_app_keeps_the_name_that_it_was_numbered_under() -> None:
    """Otherwise its every change would wait for the decision that was made before; under a new name it is judged."""
    mine, theirs = filed(JIA, "启明口算"), filed(YI, "启明口算")
    replay = numbered((MINE, NUMBER, ProviderStatus.filed), (THEIRS, OTHER_NUMBER, ProviderStatus.filed))
    for before, expected in (("启明口算", []), ("示例阅读", ["R10"])):
        found = judged(mine, Lookup([mine, theirs], replay, [(MINE, "app-0", before)]))
        assert [fault.code for fault in found] == expected


def test_an_app_without_a_number_is_judged_under_any_name() -> None:
    """A merged filing that was not registered yet is no right to a name."""
    mine, theirs = filed(JIA, "启明口算"), filed(YI, "启明口算")
    found = judged(mine, Lookup([mine, theirs], before=[(MINE, "app-0", "启明口算")]))
    assert [fault.code for fault in found] == ["R10"]


def test_names_of_strangers_are_made_safe_to_show() -> None:
    """Cut, and on one line."""
    mine, theirs = filed(JIA, "启明口算" * 20), filed(YI, "启明口算" * 20)
    (found,) = judged(mine, Lookup([mine, theirs]))
    assert len(found.values["name"]) == len(found.values["other"]) == 60


def test_an_honest_filing_has_no_finding() -> None:
    """Other names of other providers, common words shared."""
    assert codes(filed(XIN, "青禾口算", "青禾阅读"), filed(YI, "青杉口算"), filed(BING, "云舟阅读")) == []
