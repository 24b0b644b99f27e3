"""Family P: what a pull request may touch, judged from the difference of two trees before anything in it is read.

The Measures know no pull requests, so all of these are product rules: they keep a submitter to what is his. For each path the
first rule that refuses it speaks, and what is refused is not read. Decision record 0013 tells why.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from registry.core import paths
from registry.core.authority import Authority
from registry.core.codes import AuthorityKind
from registry.core.difference import (
    ABSENT,
    LINK,
    MOST_PATHS,
    REGULAR,
    Difference,
    PathChange,
    Role,
    Submitter,
    moves,
)
from registry.core.file_names import wrong_with
from registry.core.finding import Fault, Verdict
from registry.core.snapshot import Filed
from registry.core.text import Text, shown
from registry.rules.catalogue import PRODUCT_RULE, declare

SEALED = ".age"
"""How the names of sealed files end."""


@dataclass(frozen=True, slots=True)
class PathFault:
    """A rule's complaint about a path of a pull request; `` is the request as a whole."""

    code: str
    path: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules ask about the registry at the base: is a file decided on, and which authority has a slug."""

    is_decided: Callable[[str], bool]
    authorities: Mapping[str, Authority]


def about_the_whole(difference: Difference, submitter: Submitter) -> PathFault | None:
    """Why a request is refused without looking at its paths, or None."""
    most = MOST_PATHS[submitter.role]
    if difference.ancestors > 1:
        return PathFault("P15", "", {"count": str(difference.ancestors)})
    if not difference.changes:
        return PathFault("P01", "", {})
    if not difference.complete or len(difference.changes) > most:
        role = submitter.role.label
        return PathFault("P02", "", {"most": str(most), "role": role.zh, "role_en": role.en})
    return None


def about_paths(difference: Difference, submitter: Submitter, asked: Asked) -> list[PathFault]:
    """One fault for each path that is refused; then, if what is left belongs to several units, one for each but the first."""
    moved = moves(difference.changes)
    found: dict[str, PathFault] = {}
    for change in difference.changes:
        for check in (_name, _mode, _twin, _place, _deletion):
            fault = check(change, difference, submitter, asked, moved)
            if fault is not None:
                found.setdefault(change.path, fault)
                break
    left = [change for change in difference.changes if change.path not in found]
    return [*found.values(), *(_several_units(left) if submitter.role is Role.filer else ())]


def _name(
    change: PathChange, _: Difference, __: Submitter, ___: Asked, ____: Mapping[str, str]
) -> PathFault | None:
    problem = None if change.deleted else wrong_with(change.path)
    if problem is None:
        return None
    values = {"path": shown(change.path), "problem": problem.zh, "problem_en": problem.en}
    return PathFault("P13", change.path, values)


_MODES = {
    LINK: Text("符号链接", "a symbolic link"),
    "160000": Text("子模块", "a submodule"),
    "100755": Text("可执行文件", "an executable"),
}


def _mode(
    change: PathChange, _: Difference, __: Submitter, ___: Asked, ____: Mapping[str, str]
) -> PathFault | None:
    if change.new_mode in (REGULAR, ABSENT):
        return None
    what = _MODES.get(change.new_mode, Text(f"模式为 {change.new_mode}", f"of the mode {change.new_mode}"))
    return PathFault("P11", change.path, {"path": shown(change.path), "what": what.zh, "what_en": what.en})


def _twin(
    change: PathChange, difference: Difference, _: Submitter, __: Asked, ___: Mapping[str, str]
) -> PathFault | None:
    twin = difference.twins.get(change.path)
    if twin is None:
        return None
    return PathFault("P12", change.path, {"path": shown(change.path, 120), "twin": shown(twin, 120)})


def _place(
    change: PathChange, _: Difference, submitter: Submitter, asked: Asked, moved: Mapping[str, str]
) -> PathFault | None:
    path = change.path
    values = {"path": shown(path, 120)}
    if path.lower().endswith(SEALED) and not change.deleted:
        return PathFault("P18", path, values)
    if path.startswith((paths.LEDGER, paths.INDEX)) or path in (paths.LEDGER[:-1], paths.INDEX[:-1]):
        return PathFault("P04", path, values)
    if path.startswith(paths.AUTHORITIES):
        return None if _is_ministry(submitter, asked) else PathFault("P05", path, values)
    if not path.startswith((paths.FILINGS, paths.CASES)) or path.endswith("/README.md"):
        return PathFault("P03", path, values)
    if path.startswith(paths.CASES) and submitter.role is not Role.authority:
        return PathFault("P06", path, values)
    if submitter.role is Role.filer:
        return None
    role = submitter.role.label
    values |= {"role": role.zh, "role_en": role.en, "authority": submitter.authority}
    own = paths.USERS if submitter.role is Role.batch else paths.CASES
    if not path.startswith(own):
        return PathFault("P08", path, values)
    # Of a school that moves here from another authority's folder, that one is left.
    if paths_folder(moved.get(path, path), own) != submitter.authority:
        return PathFault("P07", path, values)
    return None


def paths_folder(path: str, start: str) -> str:
    """The folders between the start of a path and its file's name: the authority that decides."""
    return path.removeprefix(start).rpartition("/")[0]


def _is_ministry(submitter: Submitter, asked: Asked) -> bool:
    if submitter.role is not Role.authority:
        return False
    authority = asked.authorities.get(submitter.authority)
    return authority is not None and authority.kind is AuthorityKind.ministry


def _deletion(
    change: PathChange, _: Difference, submitter: Submitter, asked: Asked, moved: Mapping[str, str]
) -> PathFault | None:
    """What decisions rest on stays, whoever asks. A case on which nothing was decided may be taken back by its authority."""
    path = change.path
    if not change.deleted or path in moved:
        return None
    if asked.is_decided(path):
        return PathFault("R05", path, {"path": path})
    if submitter.role is Role.authority and path.startswith(paths.CASES):
        return None
    return PathFault("P10", path, {"path": shown(path, 120)})


def _several_units(left: list[PathChange]) -> Iterator[PathFault]:
    """A unit is the code in the name of a file; that the content says the same is R02's, and of an existing file P14's."""
    first: str | None = None
    told: set[str] = set()
    for change in left:
        where = paths.parse(change.path)
        if where is None:
            continue
        first = first or where.uscc
        if where.uscc != first and where.uscc not in told:
            told.add(where.uscc)
            yield PathFault("P09", change.path, {"unit": where.uscc, "first": first})


def unit_stays(path: str, before: str | None, after: Filed[object]) -> Fault | None:
    """P14 if a file whose base copy is its unit's own states another unit now. `before`: the code in the base copy, if readable."""
    where = paths.parse(path)
    content: object = after.content
    holder = "institution" if hasattr(content, "institution") else "unit"
    stated = getattr(getattr(content, holder), "uscc", None)
    if where is None or before != where.uscc or stated == before:
        return None
    return Fault("P14", (holder, "uscc"), {"owner": before, "stated": str(stated)})


for _code, _title, _text, _fix, _reason in (
    (
        "P01",
        Text("合并请求有改动", "A pull request changes something"),
        Text("这次合并请求没有改动任何文件。", "This pull request changes no file."),
        Text("请提交备案文件；如已合并，关闭即可。", "Submit a filing; if it is merged already, just close the request."),
        Text("没有改动就没有可以决定的事。", "Where nothing changes there is nothing to decide."),
    ),
    (
        "P02",
        Text("合并请求的文件数有上限", "A pull request changes a bounded number of files"),
        Text("作为{role}，一次最多改动 {most} 个文件，这次超过了。", "A pull request of {role_en} changes at most {most} files; this one changes more."),
        Text("请只提交本单位的备案文件；常见原因是分支过旧或误加了其他文件。", "Submit your unit's filings only; often the branch is old, or other files were added by mistake."),
        Text("评审者要能看完全部改动，检查也须很快完成；只看文件清单就拒绝，不读内容。", "A reviewer must be able to see all of it, and the check must end soon: it is refused by the list of files alone."),
    ),
    (
        "P03",
        Text("提交者只改备案文件", "A submitter changes filings only"),
        Text("{path} 不是备案文件，不能在备案的合并请求中改动。", "{path} is no filing and cannot be changed together with one."),
        Text("请从合并请求中撤销该文件的改动；改进软件、规则或网站请另提合并请求，由维护者决定。", "Take the change of this file out; improvements of software, rules or site go into a request of their own, which the maintainers decide."),
        Text("规则、工作流程和代码所有者决定怎样评审备案，提交者不能改动评审自己的规则。", "Rules, workflows and code owners decide how filings are judged: nobody changes his own judge."),
    ),
    (
        "P04",
        Text("登记簿和索引只由登记程序写", "Only the registrar writes ledger and index"),
        Text("{path} 属于登记簿或索引，不能由合并请求改动。", "{path} belongs to the ledger or the index, which no pull request may change."),
        Text("请撤销该改动；备案号和状态在合并后自动登记。", "Take the change out; numbers and statuses are recorded after the merge."),
        Text("备案号由主管部门编发(第十四条)，登记簿只增不改。", "The authority gives the number (Art. 14), and the ledger only grows."),
    ),
    (
        "P05",
        Text("主管部门数据只由教育部写", "Only the Ministry writes the authorities"),
        Text("{path} 是主管部门数据，只有教育部可以改动。", "{path} is data on the authorities, which only the Ministry changes."),
        Text("请撤销该改动；名称或区划有误请另行报告。", "Take the change out; report a wrong name or division apart."),
        Text("由谁决定备案，不能由备案人更改。", "A filer must not change who decides on the filing."),
    ),
    (
        "P06",
        Text("处理案件只由主管部门写", "Only authorities write enforcement cases"),
        Text("{path} 是处理案件，备案人不能改动。", "{path} is an enforcement case, which a filer cannot change."),
        Text("请撤销该改动；对处理有异议请向作出决定的部门提出。", "Take the change out; objections go to the authority that decided."),
        Text("违规记录由主管部门作出(第二十四条)，当事人不能自行删改。", "Authorities establish breaches (Art. 24); the unit concerned cannot edit them."),
    ),
    (
        "P07",
        Text("主管部门只改自己目录中的文件", "An authority changes files in its own folder only"),
        Text("{path} 不在 {authority} 的目录中。", "{path} does not lie in the folder of {authority}."),
        Text("请只提交本部门目录中的文件，其余由其主管部门提交。", "Submit the files of your own folder; the others are their authority's."),
        Text("文件所在目录就是作出决定的部门(第十条、第十九条)。", "The folder of a file is the authority that decides on it (Art. 10, Art. 19)."),
    ),
    (
        "P08",
        Text("主管部门的合并请求只含相应文件", "A request of an authority holds only the files that it is for"),
        Text("{path} 不属于以“{role}”身份提交的文件。", "{path} is not what is submitted as {role_en}."),
        Text("批量确认只含使用者备案，处理案件只含 blacklist/ 中的文件；提供者备案由各单位自行提交。", "A batch holds users' filings only, a request on cases only files in blacklist/; each provider submits its own filing."),
        Text("确认一批使用者备案与处理一家单位是两件事，应分别评审。", "To confirm a batch and to act against a unit are two things, decided apart."),
    ),
    (
        "P09",
        Text("一次合并请求只涉及一个单位", "A pull request is of one unit"),
        Text("除 {first} 外，还改动了单位 {unit} 的文件。", "Beside the files of {first}, it changes one of the unit {unit}."),
        Text("请为每个单位分别提交；主管部门批量确认学校的备案除外。", "Submit each unit apart; only an authority confirms a batch of schools."),
        Text("备案由单位自己提交，一次只改自己的文件；否则一处未通过会拖住其他单位。", "A unit files for itself and touches only its own files; and nobody waits for another's mistake."),
    ),
    (
        "P10",
        Text("备案文件不删除", "A filing is not deleted"),
        Text("{path} 被删除。", "{path} is deleted."),
        Text("请恢复该文件；不再备案或停止运营请申请注销，迁往他处请在同一次合并请求中移动文件。", "Put it back. To end a filing ask for withdrawal; to move it, move the file in one pull request."),
        Text("删除文件不能代替注销申请，也可能是误删他人的文件。", "Deleting a file is no request for withdrawal, and it may be somebody else's."),
    ),
    (
        "P11",
        Text("提交的都是普通文件", "Everything submitted is an ordinary file"),
        Text("{path} 是{what}，不是普通文件。", "{path} is {what_en}, no ordinary file."),
        Text("请删除它，重新提交普通文本文件；可执行权限用 git update-index --chmod=-x 去掉。", "Remove it and submit an ordinary text file; git update-index --chmod=-x takes the executable bit away."),
        Text("链接和子模块指向别处，内容无法评审。", "Links and submodules point elsewhere: their content cannot be reviewed."),
    ),
    (
        "P12",
        Text("路径不与已有路径仅有大小写或字形之差", "No path differs from another in case or Unicode form alone"),
        Text("{path} 与 {twin} 在一些系统中是同一个文件。", "On some systems {path} and {twin} are one file."),
        Text("请按 {twin} 的写法改动原文件，或删除这个文件。", "PathChange the file as {twin} is written, or remove this one."),
        Text("在不分大小写的系统上，后写的文件会盖掉原来的文件。", "On a system that ignores case, one would overwrite the other."),
    ),
    (
        "P13",
        Text("文件名在各种系统中都能使用", "Every system can hold and show a file's name"),
        Text("文件名“{path}”不能使用：{problem}。", "The file name “{path}” cannot be used: {problem_en}."),
        Text("文件名请用统一社会信用代码加 .yaml，目录照 CONTRIBUTING 填写。", "Name the file by the unified social credit code and .yaml, in the folder that CONTRIBUTING tells."),
        Text("这样的名字会使别人无法取得登记库，或看上去像别的文件。", "Such a name keeps others from cloning the registry, or looks like another file."),
    ),
    (
        "P14",
        Text("备案文件始终属于同一单位", "A filing stays its unit's"),
        Text("该文件属于单位 {owner}，内容却改成了 {stated}。", "The file belongs to the unit {owner}, but now says {stated}."),
        Text("请恢复原代码；其他单位请新建自己的文件，应用转让由双方另行申请。", "Put the code back. Another unit makes a file of its own; a transfer of apps is asked for by both sides."),
        Text("归属以主线上的文件为准，而不以提交的内容为准，以防冒用他人的备案。", "Whose a file is, the copy on the main branch says, not the one submitted: nobody takes over another's filing."),
    ),
    (
        "P15",
        Text("改动可以与一个共同起点比较", "The change can be compared with one common ancestor"),
        Text("分支与主线有 {count} 个共同起点，无法确定改动了什么。", "The branch and the base have {count} best common ancestors; what it changes cannot be told."),
        Text("请从最新主线新建分支，重新提交同样的改动。", "Make a new branch from the base and submit the same change there."),
        Text("历史交叉时，合并可能悄悄退回主线上的改动。", "Where histories cross, a merge can silently undo what the base has changed."),
    ),
    (
        "P16",
        Text("提交的内容都能读到", "All submitted content can be read"),
        Text("{path} 的内容不在本次获取的范围内：文件过大，或克隆不完整。", "The content of {path} was not fetched: the file is too large, or the clone is incomplete."),
        Text("请把文件缩小到256 KB以内；证明材料只填写摘要。", "Keep the file below 256 KB; of evidence only the digest belongs here."),
        Text("检查只获取小文件，没有读到的内容不能算通过。", "The check fetches small files only, and what was not read never counts as passed."),
    ),
    (
        "P17",
        Text("一次合并请求的全部内容不超过获取上限", "All that a pull request adds fits into what is fetched"),
        Text("这次合并请求新增的内容打包后超过 {limit} KB，未获取，未检查。", "Packed, this pull request adds more than {limit} KB; it was not fetched and not judged."),
        Text("请从最新主线新建分支，只含备案文件；批量确认分成几次提交。", "Make a new branch from the base with filings only; divide a batch into several requests."),
        Text("检查不替任何人下载大量数据；上限可容纳约一千所学校的备案。", "The check downloads no masses of data for anybody; about a thousand schools' filings fit."),
    ),
    (
        "P18",
        Text("加密材料不进仓库", "Sealed files stay outside of the repository"),
        Text("{path} 是加密的材料，不能提交到仓库。", "{path} is a sealed file, which the repository does not take."),
        Text("请删除该分支，从主管部门公布的渠道递交；备案文件只写证明材料的摘要。", "Delete the branch and send the file by the authority's channel; the filing states digests of the evidence only."),
        Text("git 不能忘记：私钥一旦泄露，仓库里历年的材料就都公开了。", "Git cannot forget: the day a private key leaks, everything ever sealed for it would be public."),
    ),
):  # fmt: skip
    declare(_code, article=PRODUCT_RULE, title=_title, text=_text, fix=_fix, reason=_reason)

declare(
    "T06",
    article=PRODUCT_RULE,
    title=Text("每个改动的文件都经过检查", "Every changed file is judged"),
    text=Text("文件 {path} 可以改动，但没有规则检查它的内容。", "The file {path} may be changed, but no rule judges its content."),
    fix=Text("请由人工判断其内容。", "A person decides on its content."),
    verdict=Verdict.refer,
    reason=Text("没有进行的检查不能算通过。", "A check that did not run never counts as passed."),
)  # fmt: skip
