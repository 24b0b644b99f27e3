"""A module executed once more, beside the one that is imported."""

from importlib.util import module_from_spec
from types import ModuleType


def again(module: ModuleType) -> ModuleType:
    """The module anew, known to nobody else: what it makes while it is imported is made by the code as it is now.

    Under mutation testing the code changes after everything was imported (docs/mutation.md), so a test of a module's constants that
    looks at the imported ones would look at those of the unchanged code.
    """
    assert module.__spec__ is not None
    assert module.__spec__.loader is not None
    made = module_from_spec(module.__spec__)
    module.__spec__.loader.exec_module(made)
    return made
