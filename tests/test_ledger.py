"""A decision's one line, its digest and its file."""

from registry.core.ledger import Event, digest, file_path, line_of
from tests.builders import EVENT, canonical


def test_an_event_has_one_line() -> None:
    """Sorted keys, no spaces, Chinese as itself, nothing that is not there, a line feed at the end."""
    assert line_of(Event.model_validate(EVENT)) == canonical(EVENT)
    short = {
        key: value for key, value in EVENT.items() if key not in ("item", "number", "reason", "approved_by")
    }
    assert line_of(Event.model_validate(short)) == canonical(short)
    assert "示教通〔2026〕2号".encode() in line_of(Event.model_validate(EVENT))
    assert line_of(Event.model_validate(EVENT)).endswith(b'"sequence":1}\n')


def test_a_digest_is_sha_256() -> None:
    """The standard's own example (FIPS 180-4)."""
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_file_is_named_after_its_first_event() -> None:
    """Eight digits, by authority and year."""
    assert file_path("beijing", "2026", 12) == "ledger/beijing/2026/00000012.jsonl"
