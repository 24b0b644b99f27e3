"""Switches by which people stop what the registry does by itself."""

from registry.core.fields import Record, words

PATH = ".github/registry-switches.yaml"
"""Where they stand. Only the file on the main branch counts."""


class Switches(Record):
    """All are off where there is no file. What is switched off waits; nothing is lost."""

    read_only: bool = words("全部暂停", "Write nothing at all", default=False)
    no_close: bool = words("暂停关闭", "Close no pull request and no issue", default=False)
    no_merge: bool = words("暂停合并", "Merge no pull request", default=False)
    no_number: bool = words("暂停编号", "Register nothing: give no number", default=False)

    @property
    def may_number(self) -> bool:
        """Whether decisions may be registered."""
        return not (self.read_only or self.no_number)

    @property
    def may_merge(self) -> bool:
        """Whether pull requests may be merged."""
        return not (self.read_only or self.no_merge)

    @property
    def may_close(self) -> bool:
        """Whether pull requests and issues may be closed."""
        return not (self.read_only or self.no_close)
