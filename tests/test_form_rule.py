"""Unknown keys, told one by one: what comes after one that only the authority may write, and when another name is suggested."""

from difflib import SequenceMatcher

from registry.core.filing import App
from registry.rules.form import explain


def told(data: dict[str, object]) -> dict[str, dict[str, str]]:
    """Values of the findings about keys that are unknown, by key."""
    return {fault.values["key"]: fault.values for fault in explain(App, data) if fault.on_key}


def test_unknown_keys_after_a_number_are_told_too() -> None:
    assert [*told({"number": "教APP备1190001号", "colour": "red", "status": "filed"})] == [
        "number",
        "colour",
        "status",
    ]


def test_a_name_is_suggested_only_where_it_is_near() -> None:
    found = told({"audiance": [], "stagse": []})
    assert (found["audiance"]["meant"], found["stagse"]["meant"]) == ("audience", "stages")
    assert 0.6 < SequenceMatcher(None, "scenery", "scenario").ratio() < 0.7
    assert told({"scenery": []})["scenery"]["near"] == ""
