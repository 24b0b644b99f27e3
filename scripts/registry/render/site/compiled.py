"""What templates are compiled to: once in a process; those of the records to plainer Python than Jinja's own (benchmarks/README.md)."""

from types import CodeType

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape


class PlainAccess(CodeGenerator):
    """Compiles `a.b` and `a[b]` to Python's own; Jinja's look for a key `b` and an attribute as well, for which they take a call.

    A page of a record has about 150 of them. What is not there is an error, as with StrictUndefined.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the access."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write the access."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if finalize.src is None and frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escape(")
        else:
            super()._output_child_pre(node, frame, finalize)


def plain_escape(value: object) -> str:
    """Like markupsafe's, without a copy where nothing needs escaping: markup, and text without any of the five characters."""
    kind = value.__class__
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if not ("&" in text or "<" in text or ">" in text or '"' in text or "'" in text):
            return text
    return escape(value)


class Page:
    """A template that is filled tens of thousands of times: what all templates know is looked up where it lies, not copied for each page."""

    def __init__(self, engine: Environment, name: str) -> None:
        found = engine.get_template(name)
        self._root = found.root_render_func
        self._context = Context(engine, dict(found.globals), name, {})

    def render(self, **values: object) -> str:
        """The page with these values, one page at a time. Raises what the template raises; Jinja would also tell the line."""
        self._context.vars = values
        return "".join(self._root(self._context))


class Compiled(BytecodeCache):
    """Templates compiled in this process: compiling all of them takes longer than many pages."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same source."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code
