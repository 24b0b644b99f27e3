"""A forge with the people of a complaint, and the issue as the form writes it."""

from dataclasses import dataclass
from pathlib import Path

from registry.commands.forge.complaints import complaints
from tests.builders import number
from tests.forge.fake import FakeForge
from tests.forge.world import Issue, User, World

FILED = number("11", 1)
"""示例甲练习, of 甲, with Beijing."""

ZH = {
    "备案号或应用名称": FILED,
    "应用商店链接": "_No response_",
    "您的身份": "家长",
    "投诉事项": "植入商业广告",
    "发生日期": "2026-11-20",
    "应用版本": "_No response_",
    "情况说明": "打开应用即弹出购物广告，无法关闭。",
    "证据": "截图两张，另行提供。",
    "与提供者的联系": "11月21日拨打客服热线，答复称“会处理”，至今未变。",
    "涉及的学校": "_No response_",
    "声明": "- [X] 我同意本投诉的文字公开\n- [X] 文字和截图中没有个人信息、账号，也没有未成年人的姓名和面容\n- [X] 所述属实",
}
EN = {
    "Filing number or app name": "1100001",
    "Store link": "_No response_",
    "Who you are": "Parent",
    "What it is about": "Commercial advertising",
    "Date": "2026-11-20",
    "Version of the app": "_No response_",
    "What happened": "An advertisement that cannot be closed.",
    "Evidence": "Two screenshots.",
    "Contact with the provider": "Called the hotline on 21 November; nothing changed.",
    "School involved": "_No response_",
    "Declarations": "- [x] a\n- [x] b\n- [x] c",
}


def form(answers: dict[str, str] | None = None, **changes: str | None) -> str:
    """The body that the forge makes of a form; None leaves a question out."""
    whole: dict[str, str | None] = {**(answers or ZH), **changes}
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in whole.items() if answer is not None)


@dataclass
class Scene:
    """The world with a parent, an officer of Beijing's team, one of another team, and a stranger."""

    world: World
    root: Path
    parent: User
    officer: User
    foreign: User
    stranger: User

    def complain(
        self, body: str | None = None, title: str = "[投诉] 广告", author: User | None = None
    ) -> int:
        """A new issue."""
        return self.world.open_issue(author or self.parent, title, form() if body is None else body)

    def say(self, issue: int, text: str, who: User | None = None) -> int:
        """A comment, of the officer unless another is named."""
        return self.world.comment(issue, who or self.officer, text)

    def issue(self, issue: int) -> Issue:
        """As it is now."""
        return self.world.issues[issue]

    def state(self, issue: int) -> str:
        """The one label of a state."""
        found = [label for label in self.issue(issue).labels if label.startswith("complaint:")]
        states = [
            label for label in found if not label.startswith(("complaint:at-", "complaint:late", "complaint:personal"))
        ]  # fmt: skip
        assert len(states) == 1, found
        return states[0].removeprefix("complaint:")

    def told(self, issue: int) -> str:
        """The bot's one comment."""
        own = [c.body for c in self.world.comments_on(issue) if c.author == self.world.bot.id]
        assert len(own) == 1
        return own[0]


def people(world: World, root: Path) -> Scene:
    """Everybody, with teams."""
    officer = world.add_user("officer", permission="write")
    foreign = world.add_user("elsewhere", permission="write")
    scene = Scene(world, root, world.add_user("parent"), officer, foreign, world.add_user("stranger"))
    world.add_team("beijing", officer)
    world.add_team("zhejiang", foreign)
    return scene


def run(forge: FakeForge, root: Path, issue: int | None = None) -> list[str]:
    """One run that writes."""
    return complaints(root, forge, forge.now(), issue, apply=True)
