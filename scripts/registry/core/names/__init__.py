"""Names of apps: are two of them one name, too close, or different? Pure, and the same on every machine.

layers     what makes two spellings of one name differ, a function each; `skeleton` is all of them
words      additions that make no other app, and words that many apps share
sound      how a name is read
relations  how two names stand to each other
keys       where to look for a name's relations without comparing it with all
"""

from registry.core.names.keys import Answer, Match, Named, NameIndex, keys, too_close
from registry.core.names.layers import skeleton
from registry.core.names.relations import Kind, Relation, relation

__all__ = [
    "Answer",
    "Kind",
    "Match",
    "NameIndex",
    "Named",
    "Relation",
    "keys",
    "relation",
    "skeleton",
    "too_close",
]
