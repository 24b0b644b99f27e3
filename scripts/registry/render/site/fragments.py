"""Pieces with data that the hand-written pages ask for by name, in the language of the page."""

from markupsafe import Markup

from registry.render.site import changes, form, statistics
from registry.render.site.deployment import NOWHERE, Deployment
from registry.render.site.environment import english_environment, environment
from registry.render.site.records import Records
from registry.render.site.wording import MEANING

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
        "blacklist": "提供者黑名单",
        "colon": "：",
        "listed": "%d 个单位在名单上。选用前请查看。",
        "nobody_listed": "目前没有单位在名单上。",
        "form": "填写公开投诉",
        "form_file": "complaint.zh.yml",
        "no_form": "这个站点没有设置公开投诉的表单，请用下面的非公开渠道。",
        "security": "应用或本登记簿的安全漏洞请用非公开安全报告，修复前不公开：",
        "security_link": "报告安全漏洞",
        "institutions": "机构",
        "uses_in_force": "有效的使用备案",
        "file": "数据",
        "by_authority": "各地的使用备案",
        "no_uses": "还没有已确认的使用备案。",
        "channel": "送达渠道",
        "public_keys": "公钥",
        "no_keys": "还没有部门公布公钥，暂不能在网上加密；请向主管部门询问怎样递交材料。",
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
        "blacklist": "Blacklist of providers",
        "colon": ": ",
        "listed": "%d listed today. Look before you choose.",
        "nobody_listed": "nobody is listed today.",
        "form": "Write a public complaint",
        "form_file": "complaint.en.yml",
        "no_form": "This site has no form for public complaints; please use the private channel below.",
        "security": "Security holes in an app or in this registry are reported privately, and nothing is public until they are mended:",
        "security_link": "report a security hole",
        "institutions": "Institutions",
        "uses_in_force": "Uses in force",
        "file": "Data",
        "by_authority": "Uses by authority",
        "no_uses": "There are no confirmed uses yet.",
        "channel": "Channel",
        "public_keys": "Public keys",
        "no_keys": "No authority has published a key yet, so nothing can be sealed here; ask the authority how it takes evidence.",
    },
}
_ROOT = {"zh": "", "en": "en/"}


def fragments(records: Records, deployment: Deployment = NOWHERE) -> dict[str, Markup]:
    """Every fragment by its name; English ones end in `-en`. `changes` is for a home page, `authorities` for a page below one."""
    found = form.fragments(records, deployment)
    for language, words in _WORDS.items():
        engine = english_environment() if language == "en" else environment()
        ending = "" if language == "zh" else f"-{language}"
        home = "../" * _ROOT[language].count("/")
        for name, up in (
            ("counters", home),
            ("changes", home),
            ("authorities", f"{home}../"),
            ("users", f"{home}../"),
            ("provenance", home),
            ("blacklist-notice", home),
            ("statuses", home),
            ("complaint-form", home),
            ("security-report", home),
            ("sealing", home),
        ):
            markup = engine.get_template(f"{name.replace('-', '_')}.html").render(
                records=records,
                words=words,
                up=up,
                english=language == "en",
                deployment=deployment,
                listed=len({case.case.unit.uscc for case in records.cases if case.listed and case.current}),
                meanings=[(status, text.in_language(language)) for status, text in MEANING.items()],
            )
            found[name + ending] = Markup(markup.strip())  # noqa: S704 - made by an escaping template
        for made in (statistics.fragments, changes.fragments):
            for name, piece in made(records, language, engine, f"{home}../").items():
                found[name + ending] = piece
    return found
