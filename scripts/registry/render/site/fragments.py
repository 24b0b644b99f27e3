"""Pieces with data that the hand-written pages ask for by name, in the language of the page."""

from markupsafe import Markup

from registry.render.site.environment import english_environment, environment
from registry.render.site.records import Records

_WORDS = {
    "zh": {
        "apps": "个登记的应用",
        "providers": "个提供者",
        "uses": "项已确认的使用备案",
        "no_changes": "还没有登记。",
        "authority": "主管教育行政部门",
        "prefix": "号码前两位",
        "app_count": "应用",
        "as_of": "数据截至",
        "commit": "提交",
        "demonstration": "示例数据",
    },
    "en": {
        "apps": "registered apps",
        "providers": "providers",
        "uses": "confirmed uses",
        "no_changes": "Nothing is registered yet.",
        "authority": "Education authority",
        "prefix": "Prefix",
        "app_count": "Apps",
        "as_of": "Data as of",
        "commit": "commit",
        "demonstration": "demonstration data",
    },
}
_ROOT = {"zh": "", "en": "en/"}


def fragments(records: Records) -> dict[str, Markup]:
    """Every fragment by its name; English ones end in `-en`. `changes` is for a home page, `authorities` for a page below one."""
    found = {}
    for language, words in _WORDS.items():
        engine = english_environment() if language == "en" else environment()
        ending = "" if language == "zh" else f"-{language}"
        home = "../" * _ROOT[language].count("/")
        for name, up in (
            ("counters", home),
            ("changes", home),
            ("authorities", f"{home}../"),
            ("provenance", home),
        ):
            markup = engine.get_template(f"{name}.html").render(
                records=records, words=words, up=up, english=language == "en"
            )
            found[name + ending] = Markup(markup.strip())  # noqa: S704 - made by an escaping template
    return found
