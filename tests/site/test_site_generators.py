"""The hand-written half: made by either generator, from the same the same, and not made twice."""

import importlib.util
import zipfile
from pathlib import Path

import pytest

from registry.adapters import generated_cache
from registry.adapters.site_generator import GENERATORS, GeneratedSite, SiteGeneratorError, generate
from registry.commands import site_source
from registry.commands.site_source import SiteSource
from registry.render.site import shell
from tests.site.conftest import REPOSITORY
from tests.site.site_sample import EPOCH, RULES

MADE = GeneratedSite("<p>", {"index.html": b"1", "a/b.css": b"2"}, {"site_address": "https://example.cn/"})


@pytest.fixture(scope="module")
def by_mkdocs() -> GeneratedSite:
    """What MkDocs makes of our pages."""
    return generate(REPOSITORY, RULES, EPOCH, shell.SOURCE)


def test_its_continuation_gives_the_same_bytes(by_mkdocs: GeneratedSite) -> None:
    assert importlib.util.find_spec("properdocs"), "properdocs is a dependency of the tests"
    assert generate(REPOSITORY, RULES, EPOCH, shell.SOURCE, "properdocs") == by_mkdocs


def test_no_time_reaches_the_pages(by_mkdocs: GeneratedSite) -> None:
    assert generate(REPOSITORY, RULES, EPOCH + 400 * 24 * 3600, shell.SOURCE) == by_mkdocs


def test_the_same_pages_are_not_made_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, made = SiteSource(REPOSITORY, RULES, GENERATORS[0]), []

    def counted(*arguments: object) -> GeneratedSite:
        made.append(arguments)
        return MADE

    monkeypatch.setattr(site_source, "generate", counted)
    key = source.key()
    assert source.made(EPOCH, tmp_path, key) == MADE
    generated_cache.write(tmp_path, key, MADE)
    assert source.made(EPOCH, tmp_path, key) == MADE
    assert len(made) == 1
    assert source.made(EPOCH, tmp_path, "another") == MADE
    assert len(made) == 2


def test_the_key_knows_pages_added_text_and_generator(tmp_path: Path) -> None:
    page = tmp_path / "site" / "pages" / "index.md"
    page.parent.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("a: 1\n", encoding="utf-8")
    page.write_text("# 一\n", encoding="utf-8")
    keys = [SiteSource.of(tmp_path, {}, generator).key() for generator in GENERATORS]
    keys.append(SiteSource.of(tmp_path, {"b.md": "x"}).key())
    page.write_text("# 二\n", encoding="utf-8")
    keys.append(SiteSource.of(tmp_path, {}).key())
    (tmp_path / "mkdocs.yml").write_text("a: 2\n", encoding="utf-8")
    keys.append(SiteSource.of(tmp_path, {}).key())
    assert len(set(keys)) == len(keys)


def test_a_damaged_copy_is_not_taken(tmp_path: Path) -> None:
    generated_cache.write(tmp_path, "key", MADE)
    assert generated_cache.read(tmp_path, "key") == MADE
    whole = (tmp_path / "generated.zip").read_bytes()
    (tmp_path / "generated.zip").write_bytes(whole[:-30])
    assert generated_cache.read(tmp_path, "key") is None
    with zipfile.ZipFile(tmp_path / "generated.zip", "w") as kept:
        kept.comment = b"key"
    assert generated_cache.read(tmp_path, "key") is None


def test_a_generator_that_refuses_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "site" / "pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    with pytest.raises(SiteGeneratorError):
        generate(tmp_path, {}, EPOCH, shell.SOURCE)
