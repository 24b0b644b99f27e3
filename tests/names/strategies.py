"""Names as they could be filed, and changes that an imitator makes."""

from hypothesis import strategies as st

from tests.names.pairs import HONEST, IMPOSTORS

NAMES = sorted({name for pair in (*IMPOSTORS, *HONEST) for name in pair})
CHARACTERS = st.sampled_from(
    "青禾启明口算作业帮学而思猿辅导语文数学一二大太日曰己已钉釘aAlI10oOеАmn+- ·（）版官方Proབིئ도ー\u200b\u0301㊣①ß"
)

names = st.one_of(st.sampled_from(NAMES), st.text(CHARACTERS, max_size=12), st.text(max_size=12))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the same after one to three small changes; or two names."""
    first = draw(names)
    if draw(st.booleans()):
        return first, draw(names)
    second = first
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(second)))
        piece = draw(
            st.sampled_from(
                ["", "官方版", "Pro", "2.0", "版", "-小学口算", "：每天练", *"青大太曰己口釘аl1 +帮"]
            )
        )
        kind = draw(st.sampled_from(["replace", "insert", "drop", "swap", "end"]))
        if kind == "replace":
            second = second[:at] + piece + second[at + 1 :]
        elif kind == "insert":
            second = second[:at] + piece + second[at:]
        elif kind == "drop":
            second = second[:at] + second[at + 1 :]
        elif kind == "swap":
            second = second[:at] + second[at : at + 2][::-1] + second[at + 2 :]
        else:
            second += piece
    return first, second
