"""The hand-written half of a site: where its pages lie, and what the site generator makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from registry.adapters import browser_bundles, browser_libraries, generated_cache
from registry.adapters.site_generator import (
    GENERATOR,
    GeneratedSite,
    SiteGeneratorError,
    generate,
    has_site,
)
from registry.render.site import addresses, shell
from registry.render.site.fingerprint import fingerprint

_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class SiteSource:
    """A folder with `mkdocs.yml` and `site/`, generated Markdown by its path below the hand-written pages, and the generator to use.

    `address` stands for `extra.site_address` of the configuration, unless it is empty. `libraries` are the browser libraries by
    file name, none if this machine has none: the site is then made without them.
    """

    root: Path
    added: Mapping[str, str]
    generator: str
    address: str = ""
    libraries: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(
        cls, root: Path, added: Mapping[str, str], generator: str = GENERATOR, address: str = ""
    ) -> "SiteSource":
        """The source of a registry; one without pages is shown with those of this checkout. Raises SiteGeneratorError."""
        source = root if has_site(root) else _CHECKOUT
        if not has_site(source):
            raise SiteGeneratorError(f"{root} has no mkdocs.yml and site/pages to build the site from")
        return cls(source, added, generator, address, browser_libraries.present())

    def key(self) -> str:
        """Digest of all of it, and of the tool."""
        own = generated_cache.key_of(self.root, self.added, self.generator, self.address)
        return fingerprint(
            own,
            browser_bundles.key(),
            *(f"{name} {sha256(file).hexdigest()}" for name, file in self.libraries.items()),
        )

    def made(self, epoch: int, notes: Path, key: str) -> GeneratedSite:
        """What the generator makes of it, or made of it last time, which is noted beside the site. Raises SiteGeneratorError."""
        return generated_cache.read(notes, key) or self.generated(epoch)

    def generated(self, epoch: int) -> GeneratedSite:
        """What the generator makes of it, the libraries, and the bundles of the forms. `epoch`: time of the commit. Raises SiteGeneratorError."""
        made = generate(self.root, self.added, epoch, shell.SOURCE, self.generator, self.address)
        libraries = {addresses.LIBRARIES + name: content for name, content in self.libraries.items()}
        return replace(made, files={**made.files, **libraries, **browser_bundles.bundled(made.files)})
