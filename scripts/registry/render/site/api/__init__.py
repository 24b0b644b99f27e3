"""The static API: what a program reads instead of the pages (docs/decisions/0003, 0062)."""

from registry.render.site.api.envelope import Json, document
from registry.render.site.api.files import block_pieces, files, pieces

__all__ = ["Json", "block_pieces", "document", "files", "pieces"]
