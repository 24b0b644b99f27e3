"""Art. 13 and 19 as a replay of steps: every legal and every refused step, rounds, pauses, abandonment, what arrives too late."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.codes import ProviderStatus as P
from registry.core.codes import UserStatus as U
from registry.core.procedure import (
    PROVIDER_TRANSITIONS,
    USER_TRANSITIONS,
    Kind,
    Procedure,
    Step,
    StepKind,
    replay,
)
from registry.core.time_limits import REVIEW, SUPPLEMENT, Party
from tests.clocks.calendars import ANNOUNCED, MadeUp, at

BY = {"A": Party.authority, "P": Party.provider, "I": Party.institution, "U": Party.barred_unit}


def steps(text: str) -> list[Step]:
    """Lines of `instant who step [told]`; who is A authority, P provider, I institution, U unit concerned."""
    found = []
    for line in text.strip().splitlines():
        instant, who, kind, *told = line.split()
        found.append(
            Step(at(instant), StepKind(kind), BY[who], date.fromisoformat(told[0]) if told else None)
        )
    return found


def after(
    text: str, now: str = "2026-12-25", kind: Kind = Kind.provider, *, change: bool = False
) -> Procedure:
    """Where the submission stands at ten in the morning of a day."""
    return replay(kind, steps(text), ANNOUNCED, at(now), change=change)


def turn(found: Procedure) -> tuple[str, str, str] | None:
    """Clock, party, last day."""
    return found.turn and (found.turn.clock.code, found.turn.clock.party.value, found.turn.until.isoformat())


def why(found: Procedure) -> list[str]:
    """The English sentences of what was refused."""
    return [refused.why.en for refused in found.refused]


# --- The way of a provider's filing. November 2026 has no holiday.

WAYS = [
    ("", "draft", None, 0),
    ("2026-11-02 P submitted", "submitted", ("review", "authority", "2026-11-16"), 0),
    ("2026-11-02 P submitted\n2026-11-03 A accepted", "under_check", ("review", "authority", "2026-11-16"), 0),
    ("2026-11-02 P submitted\n2026-11-06 A feedback", "feedback_sent", ("supplement", "provider", "2026-11-20"), 1),
    # Fri 06 is day 4; Mon to Wed stand still; days 5 to 10 are 12 13 16 17 18 19.
    ("2026-11-02 P submitted\n2026-11-06 A feedback\n2026-11-11 P supplemented", "supplemented", ("review", "authority", "2026-11-19"), 1),
    ("2026-11-02 P submitted\n2026-11-06 A feedback\n2026-11-11 P supplemented\n2026-11-12 A accepted", "under_check", ("review", "authority", "2026-11-19"), 1),
    # Two rounds: Thu 05, Wed 11 and Thu 12 are lost, so the 19th instead of the 16th.
    ("2026-11-02 P submitted\n2026-11-04 A feedback\n2026-11-05 P supplemented\n2026-11-10 A feedback\n2026-11-12 P supplemented", "supplemented", ("review", "authority", "2026-11-19"), 2),
    ("2026-11-02 P submitted\n2026-11-04 A feedback\n2026-11-05 P supplemented\n2026-11-10 A feedback", "feedback_sent", ("supplement", "provider", "2026-11-24"), 2),
    # Feedback on the last day: nothing is left of the ten, so the five of the re-check: 19 20 23 24 25.
    ("2026-11-02 P submitted\n2026-11-16 A feedback\n2026-11-18 P supplemented", "supplemented", ("recheck", "authority", "2026-11-25"), 1),
    # Feedback on day 5: five are left, and both clocks end on one day, which is the review's.
    ("2026-11-02 P submitted\n2026-11-09 A feedback\n2026-11-18 P supplemented", "supplemented", ("review", "authority", "2026-11-25"), 1),
    # Feedback on day 6: four are left, five are given.
    ("2026-11-02 P submitted\n2026-11-10 A feedback\n2026-11-18 P supplemented", "supplemented", ("recheck", "authority", "2026-11-25"), 1),
    # Feedback after the ten days is late and counts all the same.
    ("2026-11-02 P submitted\n2026-11-17 A feedback", "feedback_sent", ("supplement", "provider", "2026-12-01"), 1),
    ("2026-11-02 P submitted\n2026-11-05 A filed", "filed", None, 0),
    ("2026-11-02 P submitted\n2026-11-05 A rejected", "rejected", None, 0),
    ("2026-11-02 P submitted\n2026-11-05 A feedback\n2026-11-06 A filed", "filed", None, 1),
    ("2026-11-02 P submitted\n2026-11-05 P withdrawn", "draft", None, 0),
    ("2026-11-02 P submitted\n2026-11-04 A feedback\n2026-11-05 P withdrawn", "draft", None, 1),
    ("2026-11-02 P submitted\n2026-11-05 P withdrawn\n2026-11-06 P reopened", "submitted", ("review", "authority", "2026-11-20"), 0),
    ("2026-11-02 P submitted\n2026-11-05 P withdrawn\n2026-11-06 P submitted", "submitted", ("review", "authority", "2026-11-20"), 0),
    ("2026-11-02 P submitted\n2026-11-05 A rejected\n2026-11-06 A reopened", "submitted", ("review", "authority", "2026-11-20"), 0),
    # Re-opened after a round: the old pause and the old supplement are gone.
    ("2026-11-02 P submitted\n2026-11-03 A feedback\n2026-11-04 P supplemented\n2026-11-05 P withdrawn\n2026-11-06 P reopened", "submitted", ("review", "authority", "2026-11-20"), 1),
    ("2026-11-02 P submitted\n2026-11-03 A feedback\n2026-11-04 P withdrawn\n2026-11-06 P reopened", "submitted", ("review", "authority", "2026-11-20"), 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "state", "whose", "rounds"), WAYS)
def test_ways_of_a_providers_filing(
    text: str, state: str, whose: tuple[str, str, str] | None, rounds: int
) -> None:
    """State, whose turn by which clock and until when, and rounds; nothing refused."""
    found = after(text, "2026-11-18")
    assert (found.state.value, turn(found), found.rounds, why(found)) == (state, whose, rounds, [])
    assert found.kind is Kind.provider


def test_since_and_begun() -> None:
    """The last step that counted, and the instant from which the clocks run."""
    found = after("2026-11-02 P submitted\n2026-11-06 A feedback\n2026-11-07 A confirmed", "2026-11-18")
    assert (found.since, found.submitted_at) == (at("2026-11-06"), at("2026-11-02"))
    assert (after("").since, after("").submitted_at) == (at("2026-12-25"), None)
    again = after("2026-11-02 P submitted\n2026-11-05 P withdrawn\n2026-11-06 P reopened", "2026-11-18")
    assert again.submitted_at == at("2026-11-06")


# --- Abandonment.

WAITING = "2026-11-02 P submitted\n2026-11-06T15:00:00 A feedback"


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-20T23:59:59", P.feedback_sent),
        ("2026-11-21T00:00:00", P.abandoned),
        ("2026-11-20T15:59:59Z", P.feedback_sent),
        ("2026-11-20T16:00:00Z", P.abandoned),
        ("2050-01-01", P.abandoned),
    ],
)
def test_no_supplement_in_time_is_abandonment(now: str, state: P) -> None:
    """At 24:00 of the tenth working day, and the instant of it is that one, however late one looks."""
    found = after(WAITING, now)
    assert found.state is state
    if state is P.abandoned:
        assert (found.since, found.turn) == (at("2026-11-21T00:00:00"), None)


def test_a_supplement_in_the_last_second_is_taken_and_one_later_is_not() -> None:
    """The refused one is told that the application is abandoned; it stays so."""
    late = WAITING + "\n2026-11-{}T{} P supplemented"
    assert after(late.format("20", "23:59:59")).state is P.supplemented
    found = after(late.format("21", "00:00:00"))
    assert (found.state, found.rounds) == (P.abandoned, 1)
    assert why(found) == [
        "The time for the supplement has passed and this application counts as abandoned (Art. 13); submit it again."
    ]
    assert found.refused[0].why.zh == "补充期限已过，本次申请视为放弃(第十三条)；请重新提交。"
    assert found.refused[0].position == 3


@pytest.mark.parametrize("who", ["P", "A"])
def test_an_abandoned_application_can_be_taken_up_again(who: str) -> None:
    """By both; all clocks start again."""
    found = after(f"{WAITING}\n2026-11-23 {who} reopened", "2026-11-24")
    assert (found.state, turn(found)) == (P.submitted, ("review", "authority", "2026-12-07"))


def test_nothing_is_decided_on_an_abandoned_application() -> None:
    """It must be re-opened first."""
    found = after(f"{WAITING}\n2026-11-23 A filed")
    assert found.state is P.abandoned
    assert why(found) == ["No completion of the filing is possible in the state “Deemed abandoned”."]


def test_nothing_is_abandoned_on_a_provisional_date() -> None:
    """2027 is not announced: the date passes, the turn is over, the state stays, and a supplement is still taken."""
    text = "2026-12-17 P submitted\n2026-12-18 A feedback"
    found = after(text, "2027-06-01")
    assert (found.state, turn(found)) == (P.feedback_sent, ("supplement", "provider", "2027-01-04"))
    assert found.turn is not None
    assert (found.turn.provisional, found.turn.may_close, found.turn.is_over(at("2027-06-01"))) == (
        True,
        False,
        True,
    )
    assert not found.turn.is_over(at("2027-01-04T23:59:59"))
    assert after(f"{text}\n2027-05-31 P supplemented", "2027-06-01").state is P.supplemented


def test_once_the_days_are_announced_it_is_abandoned() -> None:
    """The same steps under a calendar that knows all days."""
    text = steps("2026-12-17 P submitted\n2026-12-18 A feedback")
    assert replay(Kind.provider, text, MadeUp(), at("2027-01-02")).state is P.abandoned


def test_what_was_told_counts_if_it_is_later() -> None:
    """A notice that came afterwards moved the date forward: nobody is late who kept to the date told."""
    told = steps("2026-12-17 P submitted\n2026-12-18 A feedback 2027-01-04")
    kept = [*told, *steps("2027-01-04 P supplemented")]
    calendar = MadeUp()  # under it the tenth working day is Friday 2027-01-01
    untold = steps("2026-12-17 P submitted\n2026-12-18 A feedback")
    assert replay(Kind.provider, untold, calendar, at("2027-01-02")).state is P.abandoned
    assert replay(Kind.provider, kept, calendar, at("2027-01-06")).state is P.supplemented
    over = replay(Kind.provider, told, calendar, at("2027-01-05"))
    assert (over.state, over.since) == (P.abandoned, at("2027-01-05T00:00:00"))


def test_what_was_told_too_early_does_not_count() -> None:
    """The ten working days are the least."""
    found = after("2026-11-02 P submitted\n2026-11-06 A feedback 2026-11-13", "2026-11-18")
    assert turn(found) == ("supplement", "provider", "2026-11-20")


def test_what_was_told_with_an_earlier_feedback_is_forgotten() -> None:
    """Each feedback has its own date."""
    found = after(
        "2026-11-02 P submitted\n2026-11-03 A feedback 2026-12-31\n2026-11-04 P supplemented\n2026-11-05 A feedback",
        "2026-11-18",
    )
    assert turn(found) == ("supplement", "provider", "2026-11-19")


# --- User filings (Art. 19).

USER_WAYS = [
    ("", "draft", None, 0),
    ("2026-11-02 I submitted", "submitted", ("confirm", "authority", "2026-11-16"), 0),
    ("2026-11-02 I submitted\n2026-11-05 A confirmed", "confirmed", None, 0),
    ("2026-11-02 I submitted\n2026-11-05 A returned", "returned", None, 1),
    ("2026-11-02 I submitted\n2026-11-05 A returned\n2026-11-06 I supplemented", "submitted", ("confirm", "authority", "2026-11-20"), 1),
    ("2026-11-02 I submitted\n2026-11-05 A returned\n2026-11-06 I supplemented\n2026-11-09 A returned", "returned", None, 2),
    ("2026-11-02 I submitted\n2026-11-05 A returned\n2026-11-06 I withdrawn", "draft", None, 1),
    ("2026-11-02 I submitted\n2026-11-05 I withdrawn\n2026-11-06 I reopened", "submitted", ("confirm", "authority", "2026-11-20"), 0),
    ("2026-11-02 I submitted\n2026-11-03 A returned\n2026-11-04 I supplemented\n2026-11-05 I withdrawn\n2026-11-06 I reopened", "submitted", ("confirm", "authority", "2026-11-20"), 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "state", "whose", "rounds"), USER_WAYS)
def test_ways_of_a_user_filing(
    text: str, state: str, whose: tuple[str, str, str] | None, rounds: int
) -> None:
    """State, turn and rounds."""
    found = after(text, "2026-11-18", Kind.user)
    assert (found.state.value, turn(found), found.rounds, why(found)) == (state, whose, rounds, [])


def test_a_returned_user_filing_is_never_abandoned() -> None:
    """Art. 13 speaks of providers only."""
    found = after("2026-11-02 I submitted\n2026-11-05 A returned", "2030-01-01", Kind.user)
    assert (found.state, found.turn) == (U.returned, None)


@pytest.mark.parametrize(
    ("kind", "text", "state"),
    [
        (Kind.provider, "2026-11-02 P submitted", P.change_pending),
        (Kind.provider, "2026-11-02 P submitted\n2026-11-03 A accepted", P.under_check),
        (Kind.provider, "2026-11-02 P submitted\n2026-11-03 A filed", P.filed),
        (Kind.provider, "2026-11-02 P submitted\n2026-11-03 A feedback", P.feedback_sent),
        (Kind.provider, "2026-11-02 P submitted\n2026-11-03 A rejected", P.rejected),
        (
            Kind.provider,
            "2026-11-02 P submitted\n2026-11-03 P withdrawn\n2026-11-04 P reopened",
            P.change_pending,
        ),
        (Kind.user, "2026-11-02 I submitted", U.change_pending),
        (Kind.user, "2026-11-02 I submitted\n2026-11-03 A confirmed", U.confirmed),
        (Kind.user, "2026-11-02 I submitted\n2026-11-03 A returned", U.returned),
        (
            Kind.user,
            "2026-11-02 I submitted\n2026-11-03 A returned\n2026-11-04 I supplemented",
            U.change_pending,
        ),
        (Kind.user, "2026-11-02 I submitted\n2026-11-03 I withdrawn", U.draft),
    ],
)
def test_a_change_of_what_is_filed(kind: Kind, text: str, state: P | U) -> None:
    """Pending as a change until somebody looks at it; then as any other."""
    found = after(text, "2026-11-05", kind, change=True)
    assert (found.state, why(found)) == (state, [])


@pytest.mark.parametrize(
    ("kind", "whose"),
    [
        (Kind.provider, ("review", "authority", "2026-11-16")),
        (Kind.user, ("confirm", "authority", "2026-11-16")),
    ],
)
def test_a_change_runs_by_the_same_clock(kind: Kind, whose: tuple[str, str, str]) -> None:
    """Review or confirmation."""
    who = "P" if kind is Kind.provider else "I"
    assert turn(after(f"2026-11-02 {who} submitted", "2026-11-05", kind, change=True)) == whose


# --- What is refused.


def test_a_step_by_the_wrong_hand() -> None:
    """Named in both languages; the state stays."""
    found = after("2026-11-02 P submitted\n2026-11-03 P filed", "2026-11-05")
    assert (found.state, turn(found)) == (P.submitted, ("review", "authority", "2026-11-16"))
    assert why(found) == [
        "The completion of the filing is for the competent authority, not for the provider."
    ]
    assert found.refused[0].why.zh == "完成备案只能由主管部门作出，不能由提供者作出。"
    assert (found.refused[0].position, found.refused[0].step.kind) == (2, StepKind.filed)


def test_a_step_that_two_may_take() -> None:
    """Both are named."""
    found = after(f"{WAITING}\n2026-11-23 I reopened")
    assert why(found) == [
        "The reopening is for the provider or competent authority, not for the institutional user."
    ]
    assert found.refused[0].why.zh == "恢复办理只能由提供者、主管部门作出，不能由机构使用者作出。"


def test_a_step_before_the_one_before_it() -> None:
    """Out of order: refused, the rest is taken."""
    found = after(
        "2026-11-05 P submitted\n2026-11-04T09:59:59 A accepted\n2026-11-05 A accepted", "2026-11-06"
    )
    assert found.state is P.under_check
    assert why(found) == ["The start of the check is earlier than the step before it."]
    assert found.refused[0].why.zh == "开始核验的时间早于前一步。"


def test_what_does_not_fit_the_state() -> None:
    """A decision while a supplement is awaited cannot be against the provider."""
    found = after(
        "2026-11-02 P submitted\n2026-11-03 A feedback\n2026-11-04 A rejected\n2026-11-04 A feedback",
        "2026-11-06",
    )
    assert (found.state, found.rounds) == (P.feedback_sent, 1)
    assert why(found) == [
        "No rejection is possible in the state “Feedback sent”.",
        "No feedback is possible in the state “Feedback sent”.",
    ]
    assert found.refused[0].why.zh == "当前状态为“已反馈待补充”，不能不予受理。"


def test_later_steps_are_not_looked_at() -> None:
    """The past can be asked for; positions stay those of the whole list."""
    text = "2026-11-02 P submitted\n2026-11-06 A feedback\n2026-11-09 A feedback"
    assert after(text, "2026-11-06T09:59:59").state is P.submitted
    assert after(text, "2026-11-06T10:00:00").state is P.feedback_sent
    early = after("2026-12-01 P submitted\n2026-11-02 P submitted\n2026-11-03 P filed", "2026-11-05")
    assert (early.state, early.refused[0].position) == (P.submitted, 3)


@pytest.mark.parametrize("naive", ["step", "now"])
def test_an_instant_without_zone_is_refused(naive: str) -> None:
    """Whether it is a step's or the moment asked for."""
    plain = datetime(2026, 11, 5)  # noqa: DTZ001
    taken = Step(plain if naive == "step" else at("2026-11-02"), StepKind.submitted, Party.provider)
    with pytest.raises(ValueError, match="has no time zone"):
        replay(Kind.provider, [taken], ANNOUNCED, plain if naive == "now" else at("2026-11-05"))


EXPECTED = {
    Kind.provider: """
        draft          submitted P  reopened P
        submitted      accepted A  feedback A  filed A  rejected A  withdrawn P
        change_pending accepted A  feedback A  filed A  rejected A  withdrawn P
        under_check    feedback A  filed A  rejected A  withdrawn P
        feedback_sent  supplemented P  filed A  withdrawn P
        supplemented   accepted A  feedback A  filed A  rejected A  withdrawn P
        abandoned      reopened PA
        rejected       reopened A
    """,
    Kind.user: """
        draft          submitted I  reopened I
        submitted      confirmed A  returned A  withdrawn I
        change_pending confirmed A  returned A  withdrawn I
        returned       supplemented I  withdrawn I
    """,
}


@pytest.mark.parametrize("kind", Kind)
def test_the_tables_hold_nothing_else(kind: Kind) -> None:
    """Every state, step and hand, written out again."""
    expected = set()
    for line in EXPECTED[kind].strip().splitlines():
        state, *cells = line.split()
        expected |= {
            (state, step, BY[one]) for step, who in zip(cells[::2], cells[1::2], strict=True) for one in who
        }
    table = PROVIDER_TRANSITIONS if kind is Kind.provider else USER_TRANSITIONS
    assert {
        (state.value, step.value, one) for (state, step), (_, who) in table.items() for one in who
    } == expected


# --- Shorter clocks of a province (Art. 26).


def test_a_provinces_shorter_clocks_are_used() -> None:
    """Review in five, supplement in three working days; what is not given stays."""
    short = {"review": REVIEW.shortened(5), "supplement": SUPPLEMENT.shortened(3)}
    taken = steps("2026-11-02 P submitted\n2026-11-03 A feedback")
    assert turn(replay(Kind.provider, taken[:1], ANNOUNCED, at("2026-11-02"), clocks=short)) == (
        "review",
        "authority",
        "2026-11-09",
    )
    assert turn(replay(Kind.provider, taken, ANNOUNCED, at("2026-11-04"), clocks=short)) == (
        "supplement",
        "provider",
        "2026-11-06",
    )
    assert replay(Kind.provider, taken, ANNOUNCED, at("2026-11-07"), clocks=short).state is P.abandoned
    back = [*taken, *steps("2026-11-04 P supplemented")]
    assert turn(replay(Kind.provider, back, ANNOUNCED, at("2026-11-04"), clocks=short)) == (
        "recheck",
        "authority",
        "2026-11-11",
    )


# --- What holds for every sequence of steps.


ANY = st.lists(
    st.builds(
        Step,
        st.integers(0, 60 * 24).map(lambda hours: at("2026-09-01T00:00:00") + timedelta(hours=hours)),
        st.sampled_from(StepKind),
        st.sampled_from(Party),
    ),
    max_size=30,
)
"""Any steps by anybody at any time in the known past."""
ANY = st.one_of(ANY, ANY.map(lambda taken: sorted(taken, key=lambda step: step.at)))


@given(ANY, st.sampled_from(Kind), st.booleans())
def test_any_sequence_leaves_a_state_and_explains_the_rest(
    taken: list[Step], kind: Kind, change: bool
) -> None:
    """No step is lost: it counts or is refused with a sentence in both languages; the turn fits the state."""
    found = replay(kind, taken, ANNOUNCED, at("2026-12-20"), change=change)
    assert all(
        (refused.why.zh and refused.why.en.isascii()) or "“" in refused.why.en for refused in found.refused
    )
    counted = [
        step
        for position, step in enumerate(taken, 1)
        if position not in {one.position for one in found.refused}
    ]
    assert [step.at for step in counted] == sorted(step.at for step in counted)
    assert found.rounds == sum(step.kind in (StepKind.feedback, StepKind.returned) for step in counted)
    if found.turn is not None:
        assert found.turn.clock.party is not (Party.institution if kind is Kind.provider else Party.provider)
    again = replay(kind, counted, ANNOUNCED, at("2026-12-20"), change=change)
    assert (again.state, again.since, again.turn, again.refused) == (found.state, found.since, found.turn, ())


@given(ANY, st.sampled_from(Kind), st.integers(0, 110))
def test_looking_earlier_is_replaying_less(taken: list[Step], kind: Kind, day: int) -> None:
    """The state at an instant depends on the steps until then alone."""
    now = at("2026-09-01") + timedelta(days=day)
    whole = replay(kind, taken, ANNOUNCED, now)
    until = replay(kind, [step for step in taken if step.at <= now], ANNOUNCED, now)
    assert (whole.state, whole.turn, whole.rounds) == (until.state, until.turn, until.rounds)


def test_a_submission_without_steps_is_a_draft_of_its_own_kind() -> None:
    """The two lists of states share codes, so that only their type tells them apart."""
    assert after("", kind=Kind.provider).state is P.draft
    assert after("", kind=Kind.user).state is U.draft


def test_a_submission_is_new_unless_it_is_said_to_change_something() -> None:
    """The default."""
    found = replay(Kind.provider, steps("2026-11-02 P submitted"), ANNOUNCED, at("2026-11-03"))
    assert found.state is P.submitted
