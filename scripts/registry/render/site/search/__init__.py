"""The search of the site: what is searched, as files that a browser reads without a server (docs/decisions/0055-search-files.md).

folding     how a text is compared
entries     what is searched: apps by provider, and institutions
facets      by what results can be narrowed, and every word that the browser needs
characters  readings and traditional forms of the characters that occur
rows        entries as compact columns, in one file or in many
grams       the pieces of text that an entry is found by
postings    which entries hold a piece, written in few bytes
shards      the two together as files, for registries that are too large to be read at once
"""

from registry.render.site.search.files import pieces

__all__ = ["pieces"]
