"""What people are told when something cannot be sealed or opened, in both languages: the one place for these sentences."""

from registry.core.problem import Problem
from registry.core.sealed import LONGEST_CONTACT, MOST_BYTES, MOST_FILES
from registry.core.text import Text, shown

_LONGEST = 45
_MEGABYTES = MOST_BYTES // 1024 // 1024


class SealingError(Problem):
    """A file cannot be sealed or opened; the message is one sentence in both languages, and what to do."""

    def __init__(self, sentence: Text, **values: str) -> None:
        super().__init__(sentence.fill(**{name: _short(value) for name, value in values.items()}).both())


def _short(value: str) -> str:
    """The end of a long value: of a path that is the name."""
    return shown(value if len(value) <= _LONGEST else f"…{value[1 - _LONGEST :]}")


NO_FILES = Text(
    "没有要加密的文件；请列出证明材料，或用 --contact 给出联系人文件。",
    "There is nothing to seal; name evidence files, or a contact with --contact.",
)
TOO_MANY = Text(
    f"文件超过 {MOST_FILES} 个；请合并后再加密，或分成几次。",
    f"More than {MOST_FILES} files; join some, or seal them in several steps.",
)
TOO_LARGE = Text(
    f"文件合计超过 {_MEGABYTES} MB；请压缩图片或分成几次。",
    f"The files are larger than {_MEGABYTES} MB together; make pictures smaller or seal them in several steps.",
)
NOT_A_FILE = Text(
    "{path} 不存在或不是普通文件；请检查路径。",
    "{path} does not exist or is no ordinary file; check the path.",
)
EMPTY_FILE = Text("{path} 是空文件；请检查是否保存完整。", "{path} is empty; check whether it was saved.")
UNREADABLE = Text("{path} 无法读取：{reason}。", "{path} cannot be read: {reason}.")
BAD_CONTACT = Text(
    f"{{path}} 不是 UTF-8 文本，或超过 {LONGEST_CONTACT:,} 字节；联系人请写成简短的文本文件。",
    f"{{path}} is not UTF-8 text or is longer than {LONGEST_CONTACT:,} bytes; write the contact as a short text file.",
)
EXISTS = Text(
    "{path} 已存在，没有改动；请换一个名字。", "{path} exists and was left alone; choose another name."
)
UNWRITABLE = Text("{path} 无法写入：{reason}。", "{path} cannot be written: {reason}.")
INSIDE_GIT = Text(
    "{path} 在 git 仓库之内，私钥和解密的材料不能放在那里；请放到仓库之外。",
    "{path} lies within a git repository, where neither a private key nor opened files may be; choose a place outside.",
)
NOT_AGE_NAME = Text(
    "{path} 须以 .age 结尾，合并请求才能据此拒收。",
    "{path} must end in .age: by this a pull request refuses it.",
)

NO_AUTHORITY = Text(
    "没有主管部门 {slug}；请用 authorities/ 中的代号，例如 beijing。",
    "There is no authority {slug}; use a slug of authorities/, such as beijing.",
)
WHICH_AUTHORITY = Text(
    "请用 --to 写明主管部门，或用 --filing 给出备案文件。",
    "Name the authority with --to, or the filing with --filing.",
)
WHICH_UNIT = Text(
    "请用 --unit 写明统一社会信用代码，或用 --filing 给出备案文件。",
    "Name the unit with --unit, or the filing with --filing.",
)
NO_KEY = Text(
    "{name} 没有公布公钥，无法加密给它；请通过它的公开渠道询问怎样递交材料。",
    "{name} has published no key, so nothing can be sealed for it; ask by its public channel how it takes evidence.",
)
WRONG_FILING = Text(
    "{path} 不是可读的备案文件；请先用 registry validate 检查。",
    "{path} is no filing that can be read; see registry validate first.",
)
NO_APP = Text("备案文件中没有应用 {app}；请用其中的 id。", "The filing has no app {app}; use an id of it.")
WRONG_UNIT = Text(
    "{uscc} 不是统一社会信用代码或应用编号不对；请核对。",
    "{uscc} is no unified social credit code, or an app id is wrong; check them.",
)

POST_QUANTUM = Text(
    "公钥 {key} 是抗量子公钥，暂不支持；请向主管部门索取 age1 开头共62位的 X25519 公钥。",
    "The key {key} is a post-quantum one, which is not supported yet; ask the authority for an X25519 key: age1 and 58 more characters.",
)
OTHER_KEY = Text(
    "公钥 {key} 不是 age 的 X25519 公钥；应为 age1 开头共62位的小写字母和数字。",
    "The key {key} is no X25519 key of age: it has age1 and 58 more small letters and digits.",
)
DAMAGED_KEY = Text(
    "公钥 {key} 有抄写错误，校验不符；请重新复制。",
    "The key {key} was miscopied: its check does not hold; copy it again.",
)
NO_IDENTITY = Text(
    "{path} 中没有私钥；私钥行以 AGE-SECRET-KEY-1 开头，用口令保护的请先用 age -d 解开。",
    "{path} holds no private key: its line begins with AGE-SECRET-KEY-1; one under a passphrase is opened with age -d first.",
)
POST_QUANTUM_IDENTITY = Text(
    "{path} 中是抗量子私钥，暂不支持；请用 X25519 私钥。",
    "{path} holds a post-quantum key, which is not supported yet; use an X25519 key.",
)
DAMAGED_IDENTITY = Text(
    "{path} 中的私钥有抄写错误；请用原来的密钥文件。",
    "The private key in {path} was miscopied; use the original key file.",
)

NOT_SEALED = Text(
    "{path} 不是 age 加密文件；请确认下载或收到的是以 .age 结尾的原文件。",
    "{path} is no age file; make sure that it is the .age file as it was sent.",
)
WRONG_KEY = Text(
    "这把私钥打不开 {path}：它是为另一把公钥加密的；请换用对应的私钥，或请备案人用现在公布的公钥重新加密。",
    "This key does not open {path}: it was sealed for another one; use that key, or ask the filer to seal it again for the key that is published now.",
)
DAMAGED = Text(
    "{path} 已损坏或不完整；请对方重新发送。", "{path} is damaged or incomplete; ask for it again."
)
NOT_OURS = Text(
    "{path} 能打开，但不是本登记簿的加密材料({reason})；没有写出文件。",
    "{path} opens, but is no sealed file of this registry ({reason}); nothing was written.",
)
