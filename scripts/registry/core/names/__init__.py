"""Names of apps: are two of them one name, too close, or different? Pure, and the same on every machine.

layers     what makes two spellings of one name differ, a function each; `skeleton` is all of them
words      additions that make no other app, and words that many apps share
sound      how a name is read
relations  how two names stand to each other
keys       where to look for a name's relations without comparing it with all

Decision record 0010 tells which library makes which layer, and what is known to be missed.
"""

from registry.core.names.keys import Answer, Match, Named, asked, closest_first, keys
from registry.core.names.layers import skeleton
from registry.core.names.relations import Kind, Relation, relation

__all__ = [
    "Answer",
    "Kind",
    "Match",
    "Named",
    "Relation",
    "asked",
    "closest_first",
    "keys",
    "relation",
    "skeleton",
]
