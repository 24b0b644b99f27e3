"""The address that opens the form with a filing in it: read back as the browser reads it."""

import json
import zlib
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from registry.commands.forge import spoken
from registry.core.finding import Finding, dotted
from registry.core.verdict import Found
from registry.render.form_link import LONGEST, form_link, in_form, place_of, plain_link
from tests.builders import provider_path, provider_text, uscc

SITE = "https://registry.example.cn/apps"
PATH = provider_path("beijing", uscc("91110108MA9001W01"))
TEXT = provider_text(code=uscc("91110108MA9001W01"), name="示例流程有限公司") + "# 注释 '\"<>)](#&%\n"


def unpacked(address: str) -> Any:
    """What stands behind `#load=`."""
    page, mark, packed = address.partition("#load=")
    assert mark
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    data = zlib.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), wbits=-15)
    return page, json.loads(data)


def finding(field: str = "apps[0].version") -> Finding:
    """As the comment shows it, in plain words."""
    found = Found(code="F12", path=PATH, line=32, column=14, field=field, values={"value": "1.10"})
    return spoken.filled(found, in_markdown=False)


@pytest.mark.parametrize(("kind", "page"), [("provider", "file/new/"), ("user", "use/new/")])
def test_the_form_gets_the_file_and_what_is_wrong(kind: str, page: str) -> None:
    link = form_link(SITE, kind, PATH, TEXT, [finding(), finding("")])
    assert link.loaded
    for language, start in (("zh", ""), ("en", "en/")):
        where, values = unpacked(link.address.in_language(language))
        assert where == f"{SITE}/{start}{page}"
        assert (values["path"], values["text"]) == (PATH, TEXT)
        first, second = values["findings"]
        assert (first["code"], first["place"], second["place"]) == ("F12", ["apps", 0, "version"], [])
        assert '"1.10"' in first["zh"]
        assert '"1.10"' in first["en"]
        assert "`" not in first["zh"], "plain words, no Markdown"


def test_what_is_too_long_for_an_address_is_not_sent_along() -> None:
    # Digests hardly pack: each is about 40 characters of the address.
    import hashlib

    def with_digests(count: int) -> str:
        return TEXT + "".join(
            f"# {hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()}\n" for n in range(count)
        )

    assert form_link(SITE, "provider", PATH, with_digests(200), []).loaded
    link = form_link(SITE, "provider", PATH, with_digests(600), [])
    assert link == plain_link(SITE, "provider")
    longest = next(
        found
        for count in range(600, 0, -5)
        if (found := form_link(SITE, "provider", PATH, with_digests(count), [])).loaded
    )
    assert LONGEST - 300 < len(longest.address.en) <= LONGEST


@pytest.mark.parametrize("place", [(), ("apps",), ("apps", 0, "name"), ("a", 1, 2, "b_c"), ("uses", 299)])
def test_a_place_is_read_back(place: tuple[str | int, ...]) -> None:
    assert place_of(dotted(place)) == place


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentence_is_one_link_that_nothing_ends_early(language: str) -> None:
    link = form_link(SITE, "provider", PATH, TEXT, [])
    said = in_form(link, language, of_issue=True)
    assert said.count("](") == 1
    assert f"]({link.address.in_language(language)})" in said
    assert in_form(link, language, of_issue=True) != in_form(link, language, of_issue=False)
    assert in_form(plain_link(SITE, "user"), language, of_issue=False).count("use/new/)") == 1
