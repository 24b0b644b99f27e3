"""What a status means for the reader, in plain words, and the sign that stands beside the word (never colour alone)."""

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

ICON: dict[ProviderStatus, str] = {
    ProviderStatus.filed: "M9 16.2 4.8 12l-1.4 1.4L9 19 21 7l-1.4-1.4z",
    ProviderStatus.change_pending: "M12 4a8 8 0 1 0 8 8h-2a6 6 0 1 1-6-6v3l5-4-5-4z",
    ProviderStatus.suspended: "M6 4h4v16H6zM14 4h4v16h-4z",
    ProviderStatus.withdrawn: "M4 10.5h16v3H4z",
    ProviderStatus.revoked: "M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12z",
}
"""Path of a 24 x 24 drawing."""

DEMONSTRATION = Text(
    "示例数据，均为虚构。请勿作为真实备案使用。",
    "Demonstration data, entirely fictional. Do not rely on it as a real filing.",
)
