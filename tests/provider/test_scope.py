"""The questions about scope lead somewhere, whatever is answered, and say what the sources say."""

import re

import pytest

from registry.core.text import Text
from registry.rules.scope import (
    MEASURES,
    OUTCOMES,
    QUESTIONS,
    START,
    Answer,
    Outcome,
    Question,
    ScopeVerdict,
    Source,
    _article,
    _yes_no,
    decide,
    every_path,
)


def paths() -> list[tuple[dict[str, str], Outcome]]:
    """Every way through the questions; asked for within a test, so that the test sees what becomes of it."""
    return list(every_path())


def test_every_path_ends() -> None:
    """No question leads back, so the number of paths is finite, and `decide` finds the same end."""
    assert 40 < len(paths()) < 1_000
    for answers, outcome in paths():
        assert decide(answers) is outcome


def test_every_question_and_outcome_is_reached() -> None:
    assert {question for answers, _ in paths() for question in answers} == set(QUESTIONS)
    assert {outcome.id for _, outcome in paths()} == set(OUTCOMES)
    assert {outcome.verdict for _, outcome in paths()} == set(ScopeVerdict)
    chosen = {(question, answer) for answers, _ in paths() for question, answer in answers.items()}
    assert chosen == {(question.id, answer.id) for question in QUESTIONS.values() for answer in question.answers}  # fmt: skip


def test_ids_are_distinct_and_answers_lead_somewhere() -> None:
    assert not QUESTIONS.keys() & OUTCOMES.keys()
    for question in QUESTIONS.values():
        assert len({answer.id for answer in question.answers}) == len(question.answers) >= 2
        assert {answer.leads_to for answer in question.answers} <= QUESTIONS.keys() | OUTCOMES.keys()


def test_everything_is_said_in_both_languages_and_has_a_source() -> None:
    texts = [question.text for question in QUESTIONS.values()]
    texts += [answer.text for question in QUESTIONS.values() for answer in question.answers]
    texts += [outcome.text for outcome in OUTCOMES.values()]
    texts += [source.title for outcome in OUTCOMES.values() for source in outcome.sources]
    for text in texts:
        assert re.search("[\u4e00-\u9fff]", text.zh)
        assert re.search("[a-z]", text.en)
    for outcome in OUTCOMES.values():
        assert outcome.sources
        assert all(source.url == "" or source.url.startswith("https://") for source in outcome.sources)


def test_yes_no_and_an_article_are_said_in_full() -> None:
    """The words that most of the table is made of; what is made of them is read once, while the module is loaded."""
    assert _yes_no("further", "end") == (
        Answer("yes", Text("是", "Yes"), "further"),
        Answer("no", Text("否", "No"), "end"),
    )
    title = Text(f"{MEASURES}第二条", "Measures 教技厅〔2019〕3号, Art. 2")
    assert _article("2", "二") == Source(title)


def test_the_first_question_is_asked_first_and_the_next_one_next() -> None:
    first = decide({})
    assert isinstance(first, Question)
    assert first.id == START
    second = decide({"users": "yes"})
    assert isinstance(second, Question)
    assert second.id == "scene"


def test_answers_that_do_not_come_up_are_left_aside() -> None:
    found = decide({"users": "no", "edition": "general", "scene": "yes", "licensed": "nonsense"})
    assert isinstance(found, Outcome)
    assert found.id == "general"


@pytest.mark.parametrize("answers", [{"users": "perhaps"}, {"users": ""}, {"users": "yes", "scene": "Yes"}])
def test_an_answer_that_there_is_not_is_told(answers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="has no answer"):
        decide(answers)


SCHOOL = {"users": "yes", "scene": "yes"}
OURS = {**SCHOOL, "own_use": "no"}
PLAIN = {**OURS, "tutoring": "no", "platform": "app"}
TUTOR = {**OURS, "tutoring": "yes", "tutoring_stage": "school"}
CASES: dict[str, tuple[dict[str, str], str]] = {
    # Beijing's answers of 2022, example by example.
    "a messenger that schools use": ({"users": "no", "edition": "general"}, "general"),
    "a dictionary for everybody": ({"users": "yes", "scene": "no", "edition": "general"}, "general"),
    "the education edition of office software": (
        {"users": "no", "edition": "education_edition", **{k: v for k, v in PLAIN.items() if k not in SCHOOL}, "authority": "other"},
        "province",
    ),
    "self-taught examinations": ({"users": "no", "edition": "continuing", "platform": "app", "authority": "other"}, "province"),
    "driving licences": ({"users": "no", "edition": "public_exam"}, "public_exam"),
    "tutoring before school": ({**OURS, "tutoring": "yes", "tutoring_stage": "preschool"}, "preschool"),
    "mathematics without a licence": ({**TUTOR, "subject": "yes", "licensed": "no"}, "unlicensed"),
    "mathematics with a licence": ({**TUTOR, "subject": "yes", "licensed": "yes", "platform": "app", "authority": "other"}, "province"),
    "dancing": ({**TUTOR, "subject": "no", "platform": "app", "authority": "other"}, "province"),
    # The Measures.
    "a school's own app": ({**SCHOOL, "own_use": "yes"}, "user_filing"),
    "a mini program": ({**PLAIN, "platform": "mini_program"}, "mini_program"),
    "a website": ({**PLAIN, "platform": "website"}, "website"),
    "a provincial authority": ({**PLAIN, "authority": "provincial_authority"}, "ministry"),
    "a subsidiary": ({**PLAIN, "authority": "subsidiary"}, "head_office"),
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_what_the_sources_say(what: str) -> None:
    answers, expected = CASES[what]
    found = decide(answers)
    assert isinstance(found, Outcome)
    assert found.id == expected
