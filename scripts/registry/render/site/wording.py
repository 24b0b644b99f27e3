"""What a status means for the reader, in plain words."""

from registry.core.codes import ProviderStatus
from registry.core.text import Text

MEANING: dict[ProviderStatus, Text] = {
    ProviderStatus.filed: Text(
        "备案有效，一省备案、全国有效。备案表示材料完整、准确、合规，不是对内容质量的推荐；学校选用前仍须集体决策并办理使用者备案。",
        "The filing is in force nationwide. It says that the documents are complete, accurate and compliant; it is no mark of quality. "
        "A school still needs a collective decision and a user filing of its own.",
    ),
    ProviderStatus.change_pending: Text(
        "变更正在核验，原备案继续有效。",
        "A change is being checked; the filing stays in force meanwhile.",
    ),
    ProviderStatus.suspended: Text(
        "该应用暂时下线整改，恢复之前学校不应新选用。这不表示应用商店已经下架。",
        "The app is suspended for rectification; schools should not newly choose it until it is reinstated. "
        "This does not mean that app stores have removed it.",
    ),
    ProviderStatus.withdrawn: Text(
        "提供者已主动注销备案，学校不应再选用。这个备案号不会给其他应用。",
        "The provider withdrew the filing; schools should no longer choose the app. The number is never given to another app.",
    ),
    ProviderStatus.revoked: Text(
        "备案已被撤销，学校不应继续使用。这个备案号不会给其他应用。",
        "The filing was revoked; schools should stop using the app. The number is never given to another app.",
    ),
}
"""For every status that a registered app can have."""

ADVICE: dict[ProviderStatus, tuple[Text, Text]] = {
    ProviderStatus.filed: (
        Text(
            "备案有效。请核对下面的包名，确认手机上装的就是这个应用。备案不是对质量的推荐。",
            "The filing is in force. Compare the package name below with the app on your phone. A filing is no mark of quality.",
        ),
        Text(
            "可以选用，但须先集体决策，并办理使用者备案。",
            "May choose it, after a collective decision and with a user filing of their own.",
        ),
    ),
    ProviderStatus.change_pending: (
        Text(
            "原备案继续有效，变更正在核验。请核对下面的包名。",
            "The filing stays in force while a change is checked. Compare the package name below.",
        ),
        Text(
            "可以继续使用；新选用的，宜等变更核验完成。",
            "May go on using it; before choosing it anew, better wait for the result.",
        ),
    ),
    ProviderStatus.suspended: (
        Text(
            "应用正在整改，备案暂停。应用商店可能还能下载；有疑问请先问学校或提供者。",
            "The app is being rectified and its filing is suspended. Stores may still offer it; ask the school or the provider first.",
        ),
        Text(
            "恢复之前不应新选用；已经在用的，宜暂停使用。",
            "Should not choose it until it is reinstated; where it is in use, better pause.",
        ),
    ),
    ProviderStatus.withdrawn: (
        Text(
            "提供者已经注销备案。应用内仍显示这个号码的，可以投诉。",
            "The provider withdrew the filing. If the app still shows this number, you may complain.",
        ),
        Text(
            "不应再选用；正在使用的，应变更使用者备案。",
            "Should no longer choose it; where it is in use, the user filing must be changed.",
        ),
    ),
    ProviderStatus.revoked: (
        Text(
            "备案已被主管部门撤销，不要再凭这个号码信任它。原因见下面的“处理情况”。",
            "The authority revoked the filing; do not trust the app for this number. For the reason see “Enforcement” below.",
        ),
        Text(
            "应停止使用，并变更使用者备案。",
            "Should stop using it and change the user filing.",
        ),
    ),
}
"""What a status means for a parent, and for a school. What schools *should* do beyond Arts. 18 and 20 is our advice, not a rule."""

READERS = Text("家长", "Parents"), Text("学校", "Schools")

CONTENT = (
    Text("广告", "advertising"),
    Text("游戏", "games"),
    Text("用户发布内容", "user content"),
    Text("拍照搜题", "photo search of answers"),
)
"""What an app may hold, in the order of `ads`, `games`, `ugc` and `photo_search`."""

COLLECTS = {
    True: Text("收集", "Collected"),
    False: Text("不收集", "None collected"),
}

CONCERNS = {
    True: Text("涉及", "Concerned"),
    False: Text("不涉及", "Not concerned"),
}

POLICIES = {
    "privacy_policy": Text("隐私政策", "Privacy policy"),
    "child_policy": Text("儿童规则", "Rules for children"),
    "complaint_entry": Text("投诉举报入口", "Complaint entry"),
}

DEMONSTRATION = Text(
    "示例数据，均为虚构。请勿作为真实备案使用。",
    "Demonstration data, entirely fictional. Do not rely on it as a real filing.",
)
