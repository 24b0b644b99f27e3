"""Both sides say the same of every case: code, verdict, place, order, and sentences in both languages."""

from dataclasses import asdict

from playwright.sync_api import Page

from registry.core.authority import Authority
from tests.builders import RegistryFolder
from tests.checks.cases import cases
from tests.checks.conftest import answered
from tests.checks.reference import told

ASK = """
async (cases) => {
  const { check, prepare, say } = await load("check");
  for (const kind of ["provider", "user"]) for (const lang of ["zh", "en"]) await prepare(kind, lang);
  const words = (finding, lang) => { const { title, text, fix } = say(finding, lang); return [title, text, fix]; };
  return cases.map(({ kind, filing, path, today, around }) => {
    try {
      return check(filing, { kind, path, today, around }).map((found) => [found.code, found.verdict, found.place, found.onKey, words(found, "zh"), words(found, "en")]);
    } catch (error) {
      return String(error.stack);
    }
  });
}
"""


def test_both_sides_say_the_same(check_page: Page, small: RegistryFolder, authorities: dict[str, Authority]) -> None:  # fmt: skip
    """Of every filing of the table."""
    table = cases(small)
    assert len(table) > 300
    answers = answered(check_page, ASK, [asdict(case) for case in table])
    differing = {
        case.name: (answer, expected)
        for case, answer in zip(table, answers, strict=True)
        if answer != (expected := told(case, authorities))
    }
    told_apart = "\n".join(f"{name}\n  browser {answer}\n  python  {expected}" for name, (answer, expected) in differing.items())  # fmt: skip
    assert not differing, f"{len(differing)} of {len(table)} differ\n{told_apart}"
