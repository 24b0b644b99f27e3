"""The review guide says all that people must look at, and its replies do what they say when they are sent."""

import re

import pytest

from registry.commands.forge.looks import BY_KIND
from registry.commands.review_guide import guide
from registry.core.approval import NotCounted
from registry.core.time_limits import CLOCKS
from registry.render.report import article
from registry.render.site.review_guide import as_markdown
from registry.rules.articles import ARTICLES

REPLIES = [(entry.key, look.reply) for entry in ARTICLES for look in entry.looks if look.reply is not None]


def test_every_look_of_the_articles_is_in_its_section() -> None:
    expected = [
        (entry.key, look.at)
        for kind in BY_KIND
        for entry in ARTICLES
        if entry.key in BY_KIND[kind]
        for look in entry.looks
    ]
    shown = [(check.article, check.at) for section in guide().sections for check in section.checks]
    assert len(shown) > 10
    assert set(shown) == set(expected)


@pytest.mark.parametrize(("key", "reply"), REPLIES, ids=[key for key, _ in REPLIES])
def test_a_reply_names_its_article_and_leaves_room_for_the_case(key: str, reply: object) -> None:
    zh, en = str(getattr(reply, "zh", "")), str(getattr(reply, "en", ""))
    assert article(key).zh in zh
    assert key.removeprefix("Art. ") in re.findall(r"\d+", en)
    assert zh.startswith("不予受理") == en.startswith("/reject ")


def test_the_replies_that_end_a_request_are_those_on_scope_and_affiliation() -> None:
    assert {key for key, reply in REPLIES if reply.zh.startswith("不予受理")} == {"Art. 2", "Art. 5"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_holds_deadlines_and_what_voids_an_approval(language: str) -> None:
    page = as_markdown(guide(), language)
    for clock in CLOCKS.values():
        assert clock.name.in_language(language) in page
    for why in NotCounted:
        assert why.reason.in_language(language).replace("'", "&#39;") in page


def test_the_english_page_is_in_english() -> None:
    page = as_markdown(guide(), "en").replace("不予受理", "")
    assert not re.search("[\u4e00-\u9fff]", page)
