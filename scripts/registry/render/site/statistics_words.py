"""The words of the statistics page, in both languages."""

from registry.core.text import Text
from registry.core.timeliness import TIME_LIMIT, Waits


class TEXTS:
    """Sentences and labels by name."""

    tiles = Text("各地有效备案", "Filings in force by province")
    tiles_caption = Text(
        "各省级教育行政部门核验、目前有效的应用备案数",
        "App filings in force now, by the provincial authority that checked them",
    )
    growth = Text("备案的增长", "How the registry grows")
    growth_caption = Text(
        "累计编号的应用和各月末有效的备案；下图为每月新编号的应用",
        "Numbers given in all and filings in force at the end of each month; below, numbers given in each month",
    )
    months = Text("每月新编号的应用", "Numbers given in each month")
    months_caption = Text("每月新编号的应用数", "Numbers given in each month")
    given_short = Text("累计", "Given")
    in_force_short = Text("有效", "In force")
    waits = Text("核验用了多久", "How long checks took")
    waits_caption = Text(
        "从提交到编号的工作日数，不计等待提供者补充的日子",
        "Working days from submission to number, without days on which a supplement was awaited",
    )
    waits_note = Text(
        "第十三条的期限自提交起10个工作日；反馈后等待补充的时间不计，补充后至少再有5个工作日，所以超过10日的不都是逾期。",
        "Art. 13 gives ten working days from submission; they stand still while a supplement is awaited, and after it there are at "
        "least five, so not all that took more than ten are late.",
    )
    limit = Text("10日", "10 days")
    working_days = Text("工作日", "working days")
    breaches = Text("监督处理：违规情形", "Enforcement: categories of breach")
    breaches_caption = Text(
        "已公布案件中各类违规情形的案件数", "Published cases in which each category of breach was found"
    )
    breaches_note = Text(
        "尚未核实的线索不公布、不计入；一个案件可有多种情形。",
        "Allegations are not published and not counted; a case can have several categories.",
    )
    no_breaches = Text("没有已公布的案件。", "No case is published.")
    reports = Text("季度报告", "Quarterly reports")
    reports_intro = Text(
        "按第二十三条定期通报：进展、时限、放弃、投诉、监督处理。每个数字都可以从所附清单重新数出来。",
        "The periodic report of Art. 23: progress, timeliness, abandonments, complaints, enforcement. Every figure can be counted again from the list beside it.",
    )
    in_progress = Text("进行中", "in progress")
    nothing = Text("还没有登记。", "Nothing is registered yet.")
    unknown = Text("未知", "not known")
    table = Text("数据表", "The numbers")


HEADS: dict[str, tuple[Text, ...]] = {
    "provinces": (Text("地区", "Region"), Text("累计编号", "Numbers given"), Text("有效备案", "In force")),
    "months": (Text("月份", "Month"), Text("新编号", "Given"), Text("累计编号", "Given in all"), Text("月末有效", "In force at its end")),
    "waits": (Text("工作日", "Working days"), Text("应用", "Apps")),
    "breaches": (Text("违规情形", "Category"), Text("案件", "Cases")),
    "quarters": (
        Text("季度", "Quarter"), Text("新备案", "Filed"), Text("期末有效", "In force"), Text("10个工作日内", "Within 10 working days"),
        Text("中位数", "Median"), Text("九成不超过", "Nine of ten within"), Text("逾期", "Overdue"), Text("撤销", "Revoked"),
        Text("列入黑名单", "Blacklisted"),
    ),
}  # fmt: skip


def counted(given: int, in_force: int) -> Text:
    """How many there are, in a sentence."""
    return Text(
        f"累计编号 {given} 款应用，目前有效 {in_force} 款。", f"{given} numbers were given in all; {in_force} filings are in force."
    )  # fmt: skip


def growth_words(first: str, last: str, given: int, in_force: int) -> Text:
    """The lines in a sentence."""
    return Text(
        f"{first} 至 {last}：累计编号 {given}，期末有效 {in_force}。",
        f"{first} to {last}: {given} numbers given, {in_force} in force at the end.",
    )


def waits_words(waits: Waits) -> Text:
    """Median, nine of ten, share in time, what is late, and what nobody knows: in words."""
    missing = Text(
        f"{waits.unknown} 件没有提交时刻的记录，不计入。" if waits.unknown else "",
        f" Of {waits.unknown} the submission is not recorded; they are not counted." if waits.unknown else "",
    )
    if not waits.known:
        return Text(
            f"还没有可以计算办理时长的备案。{missing.zh}", f"There is no filing yet whose length is known.{missing.en}"
        )  # fmt: skip
    return Text(
        f"{waits.known} 件备案：中位数 {waits.median:g} 个工作日，九成不超过 {waits.p90} 个工作日；{waits.within} 件"
        f"（{waits.within / waits.known:.0%}）在 {TIME_LIMIT} 个工作日内办结，{waits.overdue} 件超过期限。{missing.zh}",
        f"{waits.known} filings: the median is {waits.median:g} working days, nine of ten took at most {waits.p90}; {waits.within} "
        f"({waits.within / waits.known:.0%}) were decided within {TIME_LIMIT} working days, {waits.overdue} after the time limit.{missing.en}",
    )
