"""What comes next in each stage of a pull request, and how to come back after an end: the words of the case comment."""

from registry.core.text import Text

NEXT_STEP: dict[str, Text] = {
    "draft": Text(
        "这是草稿，期限尚未起算。填写完成后点击“Ready for review”提交。",
        "This is a draft and no time runs. Press “Ready for review” when it is complete.",
    ),
    "needs-correction": Text(
        "请按下面的检查结果更正，推送到同一分支即可，不必新建合并请求；更正后自动重新检查。",
        "Mend what is listed below and push to the same branch; no new pull request is needed, the check runs again by itself.",
    ),
    "waiting": Text(
        "请主管部门核验：同意的选“Approve”；需要补充的选“Request changes”并写明内容；不予受理的选“Request changes”，"
        "以“不予受理”开头并写明理由。",
        "The authority decides: “Approve”; or “Request changes” and say what is missing; or “Request changes” with a text that begins "
        "with /reject and gives the reason.",
    ),
    "unjudged": Text(
        "自动检查还没有完成，完成后更新本评论。",
        "The check has not ended yet; this comment is updated when it has.",
    ),
    "feedback": Text(
        "请按反馈补充，推送到同一分支。只有备案内容有改动才算补充。",
        "Supplement what the feedback asks for and push to the same branch. Only a change of the filing's content is a supplement.",
    ),
    "provisional": Text(
        "补充期限按暂定日期已过，但放假安排尚未公布，不据此关闭；请尽快补充，推送到同一分支。",
        "The time for the supplement has passed by a provisional date; nothing is closed on it. Supplement soon, on the same branch.",
    ),
    "approved": Text(
        "已获批准，正在合并。合并后自动登记并编号，无需再做什么。",
        "Approved; it is being merged, then registered and numbered. Nothing needs to be done.",
    ),
    "held": Text("已获批准，暂时不能合并。", "Approved, but it cannot be merged now."),
    "merged": Text(
        "已合并，等待登记程序编号，一般在一小时内完成。",
        "Merged; the registrar gives the number, as a rule within the hour.",
    ),
    "registered": Text(
        "办理完毕。提供者请在应用的显著位置标明备案号(第十四条)；备案内容有变更的，10个工作日内更新备案(第十五条、第二十条)。",
        "Done. A provider shows the number in its app (Art. 14); what changes is filed within ten working days (Art. 15, 20).",
    ),
    "rejected": Text(
        "主管部门不予受理，本合并请求关闭。", "The authority has rejected it; this pull request is closed."
    ),
    "abandoned": Text(
        "补充期限已过，按第十三条视为放弃备案，本合并请求关闭。",
        "The time for the supplement has passed: by Art. 13 the filing counts as abandoned, and this pull request is closed.",
    ),
    "withdrawn": Text(
        "提交人已关闭本合并请求，视为撤回。", "The submitter has closed it, which takes it back."
    ),
    "closed": Text("本合并请求已关闭。", "This pull request is closed."),
    "other": Text(
        "本合并请求不含备案文件，由维护者按软件改动评审；登记程序不合并、不关闭。",
        "It holds no filing; the maintainers review it as a change of the software. The registry neither merges nor closes it.",
    ),
}
"""By the code of a stage; `unjudged` and `provisional` are shades of two of them."""

NEXT_STEP_OF_ISSUE: dict[str, Text] = {
    "needs-correction": Text(
        "请提交人按下面的检查结果更正：编辑议题 {issue} 的正文即可，本请求随之更新，并自动重新检查。",
        "The submitter mends what is listed below by editing the description of issue {issue}; this request follows, and the check runs again by itself.",
    ),
    "feedback": Text(
        "请提交人按反馈补充：编辑议题 {issue} 的正文，本请求随之更新。只有备案内容有改动才算补充。",
        "The submitter supplements what the feedback asks for by editing the description of issue {issue}; this request follows. Only a change of the "
        "filing's content is a supplement.",
    ),
    "provisional": Text(
        "补充期限按暂定日期已过，但放假安排尚未公布，不据此关闭；请提交人尽快编辑议题 {issue} 的正文予以补充。",
        "The time for the supplement has passed by a provisional date; nothing is closed on it. The submitter supplements soon, by editing the "
        "description of issue {issue}.",
    ),
    "withdrawn": Text(
        "提交人已关闭议题 {issue}，视为撤回。", "The submitter has closed issue {issue}, which takes it back."
    ),
}
"""What is said instead of a request that the bot made of an issue: its filer has no branch to push to."""

WAY_BACK_OF_ISSUE: dict[str, Text] = {
    "rejected": Text(
        "怎样重新办理：按理由更正后新建议题，期限重新起算；认为理由有误的，请在此留言，主管部门可以重新打开(本系统规则)。",
        "How to come back: mend what the reason says and open a new issue, with new time limits; if the reason is mistaken, say so here: the "
        "authority can reopen it (product rule).",
    ),
    "abandoned": Text(
        "怎样重新办理：补充后新建议题，即为重新提交，期限重新起算；主管部门也可以重新打开本请求(本系统规则)。",
        "How to come back: supplement, and open a new issue: that is a new submission, with new time limits. The authority can also reopen this "
        "request (product rule).",
    ),
    "withdrawn": Text(
        "需要时可以重新打开议题 {issue}，视为重新提交，期限重新起算。",
        "Issue {issue} can be opened again; that counts as a new submission, with new time limits.",
    ),
    "closed": Text(
        "如系误关，请由主管部门重新打开，或新建议题。",
        "If that was a mistake, the authority reopens it, or a new issue is opened.",
    ),
}

WAY_BACK: dict[str, Text] = {
    "rejected": Text(
        "怎样重新办理：按理由更正后新建合并请求，期限重新起算；认为理由有误的，请在此留言，主管部门可以重新打开(本系统规则)。",
        "How to come back: mend what the reason says and open a new pull request, with new time limits; if the reason is mistaken, say so "
        "here: the authority can reopen it (product rule).",
    ),
    "abandoned": Text(
        "怎样重新办理：补充后从同一分支新建合并请求，即为重新提交，期限重新起算；主管部门也可以重新打开本请求(本系统规则)。",
        "How to come back: supplement, and open a new pull request from the same branch: that is a new submission, with new time limits. "
        "The authority can also reopen this one (product rule).",
    ),
    "withdrawn": Text(
        "需要时可以重新打开，视为重新提交，期限重新起算。",
        "It can be reopened; that counts as a new submission, with new time limits.",
    ),
    "closed": Text(
        "如系误关，请重新打开或新建合并请求。", "If that was a mistake, reopen it or open a new pull request."
    ),
}
"""By the code of a stage that ended without a filing."""

HEADINGS: dict[str, Text] = {
    "foot": Text(
        "本评论由登记程序更新，以平台上的事实为准；评论和标签被改动不影响办理。所依据的提交",
        "This comment is kept by the registry from the facts on the forge; editing it or the labels changes nothing. Commit:",
    ),
}
