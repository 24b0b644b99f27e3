"""The hand-written half of a site: where its pages lie, and what the site generator makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from registry.adapters import generated_cache
from registry.adapters.site_generator import (
    GENERATOR,
    GeneratedSite,
    SiteGeneratorError,
    generate,
    has_site,
)
from registry.render.site import shell

_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class SiteSource:
    """A folder with `mkdocs.yml` and `site/`, generated Markdown by its path below the hand-written pages, and the generator to use.

    `address` stands for `extra.site_address` of the configuration, unless it is empty.
    """

    root: Path
    added: Mapping[str, str]
    generator: str
    address: str = ""

    @classmethod
    def of(
        cls, root: Path, added: Mapping[str, str], generator: str = GENERATOR, address: str = ""
    ) -> "SiteSource":
        """The source of a registry; one without pages is shown with those of this checkout. Raises SiteGeneratorError."""
        source = root if has_site(root) else _CHECKOUT
        if not has_site(source):
            raise SiteGeneratorError(f"{root} has no mkdocs.yml and site/pages to build the site from")
        return cls(source, added, generator, address)

    def key(self) -> str:
        """Digest of all of it, and of the tool."""
        return generated_cache.key_of(self.root, self.added, self.generator, self.address)

    def made(self, epoch: int, notes: Path, key: str) -> GeneratedSite:
        """What the generator makes of it, or made of it last time, which is noted beside the site. Raises SiteGeneratorError."""
        return generated_cache.read(notes, key) or self.generated(epoch)

    def generated(self, epoch: int) -> GeneratedSite:
        """What the generator makes of it. `epoch`: time of the commit. Raises SiteGeneratorError."""
        return generate(self.root, self.added, epoch, shell.SOURCE, self.generator, self.address)
