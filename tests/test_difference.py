"""Which filings moved, by the paths that went and came."""

from registry.core.difference import ABSENT, REGULAR, PathChange, moves
from tests.builders import JIA, SCHOOL, YI, case_path, provider_path, user_path

OLD, NEW = provider_path("beijing", JIA), provider_path("zhejiang", JIA)
SCHOOL_OLD, SCHOOL_NEW = user_path("beijing/110108", SCHOOL), user_path("zhejiang/330100/330106", SCHOOL)


def went(path: str) -> PathChange:
    return PathChange(path, REGULAR, ABSENT, "a" * 40, "0" * 40)


def came(path: str) -> PathChange:
    return PathChange(path, ABSENT, REGULAR, "0" * 40, "a" * 40)


def changed(path: str) -> PathChange:
    return PathChange(path, REGULAR, REGULAR, "a" * 40, "b" * 40)


def test_a_filing_moved_where_its_unit_went_and_came() -> None:
    """In either order, each kind by itself, several at once, whatever else changed."""
    assert moves((went(OLD), came(NEW))) == {OLD: NEW}
    assert moves((came(NEW), went(OLD))) == {OLD: NEW}
    both = (went("README.md"), came(NEW), came("docs/x.md"), went(OLD), came(SCHOOL_NEW), went(SCHOOL_OLD))
    assert moves(both) == {OLD: NEW, SCHOOL_OLD: SCHOOL_NEW}


def test_what_did_not_move() -> None:
    """Another unit, the other kind of the same unit, a file that stays, a case, a file of no filing."""
    assert moves((went(OLD), came(provider_path("zhejiang", YI)))) == {}
    assert moves((went(OLD), came(user_path("zhejiang", JIA)))) == {}
    assert moves((went(OLD), changed(NEW))) == {}
    assert moves((changed(OLD), came(NEW))) == {}
    assert (
        moves((went(case_path("beijing", JIA, "2026-04-01")), came(case_path("zhejiang", JIA, "2026-04-01"))))
        == {}
    )
    assert moves((went("README.md"), came("README.zh.md"))) == {}
    assert moves(()) == {}
