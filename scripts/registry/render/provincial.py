"""Implementing rules of a province (Art. 26) as sentences for its page, each with its source."""

from collections.abc import Iterator

from registry.core.provincial import ProvincialRules, RuleSource
from registry.core.text import Text


def sentences(rules: ProvincialRules | None) -> tuple[tuple[Text, str], ...]:
    """What a province has made stricter: a sentence, and the document that it rests on."""
    found = _sentences(rules) if rules else ()
    return tuple((sentence, _source(source)) for sentence, source in found)


def _source(source: RuleSource) -> str:
    return f"{source.document}({source.issued})" if source.issued else source.document


def _sentences(rules: ProvincialRules) -> Iterator[tuple[Text, RuleSource]]:
    if rules.blacklist:
        months = str(rules.blacklist.months)
        text = Text("列入省级黑名单的，{months} 个月内不得提交新的备案申请。", "On the province's blacklist a unit may not submit new filings for {months} months.")  # fmt: skip
        yield text.fill(months=months), rules.blacklist.source
    if rules.grey_list and rules.grey_list.cards:
        yield Text("设灰名单(黄牌)和黑名单(红牌)。", "There is a grey list (yellow card) and a blacklist (red card)."), rules.grey_list.source  # fmt: skip
    elif rules.grey_list:
        yield Text("设灰名单和黑名单。", "There is a grey list and a blacklist."), rules.grey_list.source
    for own in rules.clocks:
        text = Text(
            "“{clock}”的期限为 {days} 个工作日。", "The deadline “{clock_en}” is {days} working days."
        )
        label = own.clock.label
        yield text.fill(clock=label.zh, clock_en=label.en, days=str(own.working_days)), own.source
    for required in rules.required_fields:
        label = required.field.label
        if required.at_least is None:
            text = Text("须填写“{field}”。", "“{field_en}” is required.")
        else:
            text = Text("“{field}”不少于 {least}。", "“{field_en}” is at least {least}.")
        yield (
            text.fill(field=label.zh, field_en=label.en, least=str(required.at_least or "")),
            required.source,
        )
    if rules.published_lists:
        text = Text("每年公布名单 {times} 次。", "Lists are published {times} times a year.")
        yield text.fill(times=str(rules.published_lists.times_a_year)), rules.published_lists.source
