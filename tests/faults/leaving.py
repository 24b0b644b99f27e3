"""Withdrawal and transfer: R40 to R49, and what R03 and R04 allow for an app that changes hands."""

from collections.abc import Callable

from tests.builders import (
    BING,
    XIN,
    YI,
    Paths,
    RegistryFolder,
    app_text,
    given_text,
    number,
    use_text,
    withdrawal_text,
)
from tests.faults.cases import Edit, Fault, rule

DAY = "2026-11-24"
SONG = app_text("song", "示例丙音乐", None, "cn.example.bing")
FILED, SUSPENDED, REVOKED, FRESH = (
    app_text("filed", "示例甲练习", "cn.example.jia.filed", "cn.example.Jia.Filed", "wx00000000000000a1"),
    app_text("suspended", "示例甲作业", "cn.example.jia.suspended"),
    app_text("revoked", "示例甲搜题", "cn.example.jia.revoked"),
    app_text("fresh", "示例甲新课", "cn.example.jia.fresh"),
)
TAKEN = app_text("song", "示例丙音乐", None, "cn.example.bing", system="front")
NEW = app_text("new", "示例乙新课", "cn.example.yi.new", system="front")
THE_NUMBER = number("51", 1)


def takes(given: str = THE_NUMBER) -> str:
    return f"    takes_over: {given}\n"


def given_to(code: str) -> Callable[[RegistryFolder, str], None]:
    """丙 gives its app away."""

    def give(folder: RegistryFolder, _: str) -> None:
        folder.write(Paths.bing, folder.read(Paths.bing) + given_text(code))

    return give


def suspended_is_given(folder: RegistryFolder, _: str) -> None:
    """甲 gives an app away that is suspended."""
    folder.edit(Paths.jia, SUSPENDED, SUSPENDED + given_text(YI))


def transferred(folder: RegistryFolder) -> None:
    """The transfer of 丙's app to 乙 is registered."""
    folder.ledger.record(
        "sichuan",
        {"event": "transferred", "path": Paths.yi, "item": "song", "number": THE_NUMBER},
        at="2026-06-02T09:00:00+08:00",
    )


def given_and_transferred(folder: RegistryFolder, path: str) -> None:
    given_to(YI)(folder, path)
    transferred(folder)


def gone(folder: RegistryFolder, _: str) -> None:
    """丙's app went to 乙; 丙 uses its id for another one."""
    folder.write(Paths.yi, folder.read(Paths.yi) + TAKEN)
    transferred(folder)


def _both(folder: RegistryFolder, path: str) -> None:
    """丙's app has a second identifier, so that either app could be the one that is given."""
    folder.edit(Paths.bing, SONG, app_text("song", "示例丙音乐", "cn.example.two", "cn.example.bing"))
    given_to(YI)(folder, path)


def _back(folder: RegistryFolder, _: str) -> None:
    """丙's app went to 乙, who gives it back."""
    folder.write(Paths.yi, folder.read(Paths.yi) + TAKEN + given_text(BING))
    transferred(folder)


def _deeper(lines: str) -> str:
    return "".join(f"    {line}\n" for line in lines.splitlines())


FAULTS: tuple[Fault, ...] = (
    rule("R40", "an app without a number", Paths.jia, FRESH, FRESH + withdrawal_text(DAY).replace("withdrawal", "▸withdrawal"), "apps[4].withdrawal"),
    rule("R40", "a revoked app", Paths.jia, REVOKED, REVOKED + withdrawal_text(DAY).replace("withdrawal", "▸withdrawal"), "apps[2].withdrawal"),
    rule("R41", "a request of tomorrow", Paths.bing, "", withdrawal_text(DAY).replace('"2026-11-24"', '▸"2026-11-25"'), "apps[0].withdrawal.requested_on"),
    rule("R42", "a withdrawal taken back", Paths.jia, withdrawal_text("2026-05-05"), "", "apps[3]", at="id: withdrawn"),
    rule("R43", "an app without a number", Paths.jia, FRESH, FRESH + given_text(YI).replace("transferred_to", "▸transferred_to"), "apps[4].transferred_to"),
    rule("R43", "a suspended app", Paths.jia, SUSPENDED, SUSPENDED + given_text(YI).replace("transferred_to", "▸transferred_to"), "apps[1].transferred_to"),
    rule("R43", "a withdrawn app", Paths.jia, withdrawal_text("2026-05-05"), withdrawal_text("2026-05-05") + given_text(YI).replace("transferred_to", "▸transferred_to"), "apps[3].transferred_to"),
    rule("R43", "an app that is being withdrawn", Paths.bing, "", withdrawal_text(DAY) + given_text(YI).replace("transferred_to", "▸transferred_to"), "apps[0].transferred_to"),
    rule("R44", "the unit itself", Paths.bing, "", given_text(BING).replace("uscc: ", "uscc: ▸"), "apps[0].transferred_to.uscc"),
    rule("R45", "a number that was never given", Paths.yi, "", NEW + takes("▸" + number("51", 9)), "apps[2].takes_over"),
    rule("R45", "a number that its provider does not give away", Paths.yi, "", TAKEN + takes("▸" + THE_NUMBER), "apps[2].takes_over"),
    Fault("R45", Edit("a number that is given to another unit", Paths.yi, "", TAKEN + takes("▸" + THE_NUMBER),
                      become=given_to(XIN)), "apps[2].takes_over"),
    rule("R45", "a number that was revoked", Paths.yi, "", NEW + takes("▸" + number("11", 3)), "apps[2].takes_over"),
    Fault("R45", Edit("a suspended app that its provider gives away", Paths.yi, "",
                      app_text("zuoye", "示例甲作业", "cn.example.jia.suspended", system="front") + takes("▸" + number("11", 2)),
                      become=suspended_is_given, choose=(Paths.yi,)), "apps[2].takes_over"),
    rule("R45", "a number of the unit's own", Paths.jia, FRESH, FRESH + takes("▸" + number("11", 1)), "apps[4].takes_over"),
    Fault("R45", Edit("an app that has a number", Paths.yi, app_text("math", "示例乙口算", "cn.example.yi.math", system="front"),
                      app_text("math", "示例乙口算", "cn.example.yi.math", "cn.example.bing", system="front") + takes("▸" + THE_NUMBER),
                      become=given_to(YI)), "apps[0].takes_over"),
    Fault("R46", Edit("a number taken over twice", Paths.yi, "", TAKEN + takes() + app_text("two", "示例丙音乐二", "cn.example.two", system="front") + takes("▸" + THE_NUMBER),
                      become=_both), "apps[3].takes_over"),
    rule("R47", "a withdrawal of own use", Paths.school, use_text("own", own=True),
         use_text("own", own=True).replace("    basis:", _deeper(withdrawal_text(DAY)).replace("withdrawal", "▸withdrawal") + "    basis:"),
         "uses[2].self_developed.app.withdrawal"),
    rule("R47", "a transfer of own use", Paths.school, use_text("own", own=True),
         use_text("own", own=True).replace("    basis:", _deeper(given_text(YI)).replace("transferred_to", "▸transferred_to") + "    basis:"),
         "uses[2].self_developed.app.transferred_to"),
    rule("R47", "own use that takes over a number", Paths.school, use_text("own", own=True),
         use_text("own", own=True).replace("    basis:", _deeper(takes()).replace("takes_over", "▸takes_over") + "    basis:"),
         "uses[2].self_developed.app.takes_over"),
    Fault("R48", Edit("the id of an app that was given away", Paths.bing, SONG, app_text("▸song", "示例丙鼓", None, "cn.example.bing.drum"), become=gone),
          "apps[0].id"),
    Fault("R49", Edit("another app under the number", Paths.yi, "", app_text("song", "示例丙音乐", None, "cn.example.bing.other", system="front").replace("      ios:", "      ▸ios:")
                      + takes(), become=given_to(YI)), "apps[2].platforms"),
    Fault("R03", Edit("the identifier of an app that is given away, without its number", Paths.yi, "",
                      TAKEN.replace("cn.example.bing", "▸cn.example.bing"), become=given_to(YI), choose=(Paths.yi,)), "apps[2].platforms.ios.bundle_id"),
    Fault("R03", Edit("another identifier of the unit that gives an app away", Paths.yi, "",
                      app_text("song", "示例丙音乐", "▸cn.example.jia.suspended", "cn.example.bing", system="front") + takes(), become=given_to(YI), choose=(Paths.yi,)),
          "apps[2].platforms.android.package_name"),
)  # fmt: skip

NEIGHBOURS: tuple[Edit, ...] = (
    Edit("R40 R41 a live app, today", Paths.bing, "", withdrawal_text(DAY)),
    Edit("R40 a suspended app", Paths.jia, SUSPENDED, SUSPENDED + withdrawal_text(DAY)),
    Edit("R42 another word for the reason", Paths.jia, "产品停止运营", "产品停止服务"),
    Edit("R43 R44 a live app, to another unit", Paths.bing, "", given_text(YI)),
    Edit("R43 an app that has gone", Paths.yi, "", TAKEN + takes(), become=given_and_transferred),
    Edit("R03 R45 R49 both units say so", Paths.yi, "", TAKEN + takes(), become=given_to(YI)),
    Edit("R03 R45 R49 seen from the unit that gives", Paths.yi, "", TAKEN + takes(), become=given_to(YI), choose=(Paths.bing,)),
    Edit("R45 the number that the app has", Paths.jia, FILED, FILED + takes(number("11", 1))),
    Edit("R45 R49 a transferred app with another identifier", Paths.yi, "", app_text("song", "示例丙音乐", None, "cn.example.yi.song", system="front") + takes(),
         become=given_and_transferred),
    Edit("R04 R48 an app that has gone is taken out", Paths.bing, SONG, app_text("drum", "示例丙鼓", None, "cn.example.bing.drum"), become=gone),
    Edit("R48 an app that comes back under its id", Paths.bing, "", takes(), become=_back),
    Edit("R47 own use without any of them", Paths.school, "", ""),
)  # fmt: skip
