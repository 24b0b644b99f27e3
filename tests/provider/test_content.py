"""Art. 2 and Art. 12 where decisions were taken already: what has ended is not judged, what was approved is not asked again."""

import pytest

from registry.core.lookup import MemoryLookup, Registered
from registry.core.replay import Replay
from tests.builders import Paths, app_text, provider_text
from tests.provider.judging import AUTHORITIES, after, codes, filed, registry

APP = app_text("reader")
BAD = {
    "A02-1": APP.replace("      - primary\n", "      - preschool\n").replace("    charging", "    tutoring_class: non_subject\n    charging"),
    "A02-2": app_text("reader", subject="chinese").replace("      - primary\n", "      - higher\n"),
    "A02-3 A02-4": app_text("reader", subject="chinese"),
    "A02-4 A02-5": app_text("reader", subject="chinese").replace("    subjects:\n      - chinese\n", ""),
    "A02-6": app_text("reader", subject="chinese").replace("class: subject", "class: non_subject"),
    "A12-4 A12-5 A12-7 A12-8 A12-11": APP.replace("collects: false", "collects: true"),
    "A12-6": APP.replace("collects: false", "collects: false\n      sensitive:\n        - face"),
    "A12-9": APP.replace("biometrics: false", "biometrics: true"),
    "A12-12": APP.replace("charging: free", "charging: paid"),
    "A12-13": APP.replace("2026-01-02", "2026-11-25"),
}  # fmt: skip
ASKED = {
    "A02-7": ("    charging: free\n", "    subjects:\n      - chinese\n    charging: free\n"),
    "A02-8": ("photo_search: false", "photo_search: true"),
    "A02-9": ("games: false", "games: true"),
    "A02-10": ("    ads: false", "    ads: true"),
}


def judged(file: str, *, ended: bool = False, numbered: bool = False) -> list[str]:
    """Codes of the families 02 and 12."""
    read = filed(Paths.xin, file)
    lookup = registry(read, filed_items=[(Paths.xin, "reader")] if numbered or ended else [], ended=["reader"] if ended else [])  # fmt: skip
    return sorted((*codes(read, lookup, "A02"), *codes(read, lookup, "A12")))


@pytest.mark.parametrize("expected", BAD)
def test_what_is_wrong_is_wrong_until_the_app_has_ended(expected: str) -> None:
    """An app that was revoked stays in its filing as it was, and must not hold up the others."""
    licence = "  school_licence_no: 示教民〔2026〕1号\n"
    text = provider_text(apps=[BAD[expected]])
    text = text.replace(licence, "") if "A02-3" in expected else text
    assert judged(text) == sorted(expected.split())
    assert judged(text, numbered=True) == sorted(expected.split())
    assert judged(text, ended=True) == []


@pytest.mark.parametrize("code", ASKED)
def test_a_person_is_asked_once(code: str) -> None:
    """For a new app, and when it changes; not again for what was approved; not at all for what has ended."""
    old, new = ASKED[code]
    text, plain = provider_text(apps=[APP.replace(old, new)]), provider_text(apps=[APP])
    assert judged(text) == [code]
    assert judged(text, numbered=True) == []
    assert judged(text, ended=True) == []
    read, numbered = filed(Paths.xin, text), [(Paths.xin, "reader")]
    before = registry(filed(Paths.xin, plain), filed_items=numbered)
    assert codes(read, after(before, read), "A02") == [code]
    assert codes(read, after(registry(read, filed_items=numbered), read), "A02") == []


def test_other_subjects_are_asked_about_again() -> None:
    with_one = provider_text(apps=[APP.replace(*ASKED["A02-7"])])
    before = registry(filed(Paths.xin, with_one), filed_items=[(Paths.xin, "reader")])
    other = filed(Paths.xin, with_one.replace("- chinese", "- history"))
    assert codes(other, after(before, other), "A02") == ["A02-7"]
    no_longer_tutoring = filed(Paths.xin, provider_text(apps=[app_text("reader", subject="chinese")]))
    lookup = registry(no_longer_tutoring, filed_items=[(Paths.xin, "reader")])
    now = filed(Paths.xin, with_one)
    assert codes(now, after(lookup, now), "A02") == ["A02-7"]


KINDS = {
    "enterprise": {"91": True, "92": True, "93": True, "N1": True, "Y1": True, "12": False, "52": False, "11": False},
    "public_institution": {"12": True, "Y1": True, "11": False, "91": False, "52": False},
    "school": {"12": True, "11": True, "52": True, "91": True, "92": False, "N1": False},
    "education_authority": {"11": True, "12": True, "13": False, "91": False},
    "social_organisation": {"51": True, "52": True, "53": True, "13": True, "81": True, "12": False, "91": False},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_which_codes_a_kind_of_unit_has(kind: str) -> None:
    """A notice where the code is of another department, never more (GB 32100-2015)."""
    from tests.builders import provider_path, uscc

    for begins, usual in KINDS[kind].items():
        code = uscc(f"{begins}110108MA9000F01")
        path = provider_path("beijing", code)
        file = filed(path, provider_text(code=code, unit_type=kind, apps=[APP]))
        assert codes(file, registry(file), "A02") == ([] if usual else ["A02-11"]), begins
        if not usual:
            numbered = [(path, "reader")]
            assert codes(file, registry(file, filed_items=numbered), "A02") == []
            changed = filed(path, provider_text(code=code, unit_type="school" if kind != "school" else "enterprise", apps=[APP]))  # fmt: skip
            assert codes(file, after(registry(changed, filed_items=numbered), file), "A02") == ["A02-11"]
            mistyped = filed(path, provider_text(code=code[:-2] + "99", unit_type=kind, apps=[APP]))
            assert "A02-11" not in codes(mistyped, registry(mistyped), "A02")


def test_a_mistyped_code_says_nothing_about_its_department() -> None:
    """R06 says that it is mistyped; what it would have been nobody knows."""
    from tests.builders import XIN, provider_path

    wrong = XIN[:-1] + ("0" if XIN[-1] != "0" else "1")
    file = filed(
        provider_path("beijing", wrong),
        provider_text(code=wrong, apps=[app_text("reader", subject="chinese")]),
    )
    assert codes(file, registry(file), "A02") == []
    right = filed(Paths.xin, provider_text(apps=[app_text("reader", subject="chinese")]))
    assert codes(right, registry(right), "A02") == ["A02-4"]


@pytest.mark.parametrize("status", ["revoked", "withdrawn", "transferred"])
def test_what_has_gone_is_not_judged(status: str) -> None:
    """Revoked, withdrawn or given to another unit: its content stays as it was."""

    class Gone(MemoryLookup):
        """The app has gone."""

        def registered_in(self, path: str) -> tuple[Registered, ...]:
            return (Registered(path, "reader", "教APP备1100001号", status),)

    file = filed(Paths.xin, provider_text(apps=[BAD["A12-9"]]))
    assert codes(file, Gone(AUTHORITIES, [file], [], [], Replay()), "A12") == []
