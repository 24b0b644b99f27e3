"""Examples of rules that no lines of a file can show: what is refused, and what is accepted."""

from registry.core.text import Text
from registry.rules.examples.of_sheets import OF_SHEETS

IN_WORDS: dict[str, tuple[Text, Text]] = {
    "A02-2": (
        Text('学科培训应用的学段只有 higher(高等教育)。', 'A subject-tutoring app whose only stage is higher.'),
        Text('学段含 junior_secondary(初中)。', 'Its stages hold junior_secondary.'),
    ),
    "A02-3": (
        Text('学科培训应用的单位没有填写 school_licence_no。', 'The unit of a subject-tutoring app gives no school_licence_no.'),
        Text('填写了办学许可证号。', 'It gives the number of its licence.'),
    ),
    "A02-5": (
        Text('tutoring_class: subject，没有 subjects。', 'tutoring_class: subject without subjects.'),
        Text('tutoring_class: subject，subjects 写明 mathematics。', 'tutoring_class: subject, and subjects names mathematics.'),
    ),
    "A02-6": (
        Text('tutoring_class: non_subject，又填写了 subjects。', 'tutoring_class: non_subject with subjects.'),
        Text('tutoring_class: non_subject，没有 subjects。', 'tutoring_class: non_subject without subjects.'),
    ),
    "A10-7": (
        Text('filer: platform 的小程序没有 developer。', 'A mini program of a filing with filer: platform has no developer.'),
        Text('每个小程序写明 developer 的名称和代码。', 'Each mini program names its developer with the code.'),
    ),
    "A10-10": (
        Text('平台方汇总的小程序，developer 是平台方自己。', 'The developer of a gathered mini program is the platform operator itself.'),
        Text('developer 是第三方单位。', 'The developer is a third party.'),
    ),
    "A24-3": (
        Text('总公司汇总备案时，所列子公司正在限制期内，又增加了新应用。', 'A head office whose filing covers a barred subsidiary adds a new app.'),
        Text('限制期内不增加新应用，或子公司不在限制期。', 'No new app while the bar runs, or no barred subsidiary.'),
    ),
    "A09-5": (
        Text('2019年12月5日提交、没有ICP备案的应用：提示在2020年1月31日前补齐。', 'Filed on 2019-12-05 without an ICP filing: a notice says until 2020-01-31.'),
        Text('缓冲期内提交时已完成ICP备案。', 'Filed in the buffer period with its ICP filing.'),
    ),
    "A09-6": (
        Text('2020年7月10日变更一个仍缺ICP备案的已备案应用：提示整改期至2020年7月31日。', 'A filed app that still lacks its ICP filing changes on 2020-07-10: a notice says until 2020-07-31.'),
        Text('变更时一并补齐ICP备案。', 'The change brings the ICP filing.'),
    ),
    "A15-1": (
        Text('最近更新日期由 "2026-03-01" 改为 "2026-02-01"。', 'last_updated goes from "2026-03-01" to "2026-02-01".'),
        Text('最近更新日期改为 "2026-03-10"，或不变。', 'last_updated goes to "2026-03-10", or stays.'),
    ),
    "A15-2": (
        Text('应用于3月2日更新，4月20日才重新备案。', 'The app was updated on 2 March and re-filed on 20 April.'),
        Text('应用更新后10个工作日内重新备案。', 'The app is re-filed within 10 working days of its update.'),
    ),
    "A15-3": (
        Text('已编号应用的包名由 cn.example.reader 改为 cn.example.other。', 'The package of a numbered app goes from cn.example.reader to cn.example.other.'),
        Text('另列一个新的应用，取得自己的备案号。', 'The new app stands beside it and gets a number of its own.'),
    ),
    "A15-4": (
        Text('已编号应用的签名证书换成了另一个。', 'The signing certificate of a numbered app is replaced.'),
        Text('更新版本，签名证书不变。', 'A new version with the same certificate.'),
    ),
    "A11-1": (
        Text("同一统一社会信用代码在 filings/providers/beijing/ 和 filings/providers/zhejiang/ 各有一份备案文件。", "One code has a filing in filings/providers/beijing/ and one in filings/providers/zhejiang/."),
        Text("该单位只有一份备案文件，所有应用都在其中。", "The unit has one filing with all its apps."),
    ),
    "A24-1": (
        Text("限制期最后一日(含当日)前，文件中增加了一个没有编号的应用。", "An app without a number is added to the filing before the last day of the bar has passed."),
        Text("限制期满次日再增加；期间变更已备案的应用。", "It is added on the day after; meanwhile apps that are filed are changed."),
    ),
    "A20-6": (
        Text("学校的备案文件由 zhejiang/330100/330106 移到 zhejiang/330100/330110：提示新的主管部门重新确认。", "A school’s filing moves from zhejiang/330100/330106 to zhejiang/330100/330110: the new authority is told to confirm again."),
        Text("备案文件留在原主管部门的目录中。", "The filing stays in the folder of its authority."),
    ),
    "A24-18": (
        Text("案件没有责令整改，却写了暂时下线。", "A case suspends an app without any demand to rectify."),
        Text("先责令整改，整改期间暂时下线。", "Rectification is demanded, and the app is suspended meanwhile."),
    ),
    "A24-19": (
        Text("没有列入名单的单位写了提前移出(lifted)。", "A unit that is on no list is lifted early."),
        Text("列入名单的单位经复核提前移出。", "A unit on the list is lifted early after a review."),
    ),
    "A24-21": (
        Text("恢复一个没有在本案中暂时下线的备案。", "A filing is reinstated that this case did not suspend."),
        Text("恢复本案中暂时下线的备案。", "A filing is reinstated that this case suspended."),
    ),
    "A24-24": (
        Text("撤销一个提供者已经注销的备案。", "A filing is revoked that its provider has withdrawn."),
        Text("撤销仍然有效或暂时下线的备案。", "A filing is revoked that is in force or suspended."),
    ),
    "A24-25": (
        Text("两个案件撤销同一个备案。", "Two cases revoke one filing."),
        Text("一个备案只在一个案件中撤销。", "A filing is revoked by one case."),
    ),
    "A24-30": (
        Text("没有列入黑名单，却限制提交备案申请。", "A unit that is not blacklisted is barred from filing."),
        Text("列入黑名单并限制6个月。", "The unit is blacklisted and barred for six months."),
    ),
    "A26-2": (
        Text("四川省把只在北京市备案的提供者列入四川省级名单。", "Sichuan puts a provider that files with Beijing only on its provincial list."),
        Text("由北京市列入其省级名单。", "Beijing puts it on its own list."),
    ),
    "F01": (
        Text("备案文件是指向另一文件的链接。", "The filing is a link to another file."),
        Text("普通的文本文件。", "An ordinary text file."),
    ),
    "F02": (
        Text("文件有262,145字节。", "The file has 262,145 bytes."),
        Text("文件恰有262,144字节。", "The file has exactly 262,144 bytes."),
    ),
    "F13": (
        Text("文件是空的，或只有一个列表。", "The file is empty, or only a list."),
        Text("文件从 schema: provider-filing/v1 开始，由“键: 值”组成。", "The file starts with schema: provider-filing/v1 and is made of “key: value” lines."),
    ),
    "P01": (
        Text("分支与主线没有任何差别。", "The branch does not differ from main."),
        Text("分支新增或改动了一份备案文件。", "The branch adds or changes a filing."),
    ),
    "P02": (
        Text("一次合并请求改动了3,100个文件。", "One pull request changes 3,100 files."),
        Text("一次合并请求改动一个单位的文件。", "One pull request changes the files of one unit."),
    ),
    "P03": (
        Text("备案的合并请求同时改动了 scripts/ 或 .github/ 中的文件。", "A filing comes with changes in scripts/ or .github/."),
        Text("只改动 filings/ 中的备案文件。", "Only a filing in filings/ is changed."),
    ),
    "P18": (
        Text("备案的合并请求里有 材料.age。", "A filing comes with evidence.age."),
        Text("材料从主管部门公布的渠道送达，备案文件只写摘要。", "The file goes by the authority's channel; the filing states digests only."),
    ),
    "P04": (
        Text("合并请求在 ledger/ 中增加了一个备案号。", "A pull request adds a number to ledger/."),
        Text("合并后由登记程序编号并写入 ledger/。", "After the merge the registrar gives the number and writes ledger/."),
    ),
    "P05": (
        Text("合并请求改动了 authorities/beijing.yaml。", "A pull request changes authorities/beijing.yaml."),
        Text("由教育部改动主管部门数据。", "The Ministry changes the data of authorities."),
    ),
    "P06": (
        Text("备案人删去了针对自己的处理案件。", "A filer takes away the case against itself."),
        Text("由作出决定的主管部门更新案件。", "The authority that decided updates the case."),
    ),
    "P07": (
        Text("四川省的合并请求改动了北京市目录中的案件。", "A request of Sichuan changes a case in the folder of Beijing."),
        Text("四川省只改动 blacklist/sichuan/ 中的案件。", "Sichuan changes cases in blacklist/sichuan/ only."),
    ),
    "P08": (
        Text("批量确认使用备案的请求中夹带了一份提供者备案。", "A batch of user filings holds a provider filing."),
        Text("批量请求只含该主管部门目录中的使用者备案。", "A batch holds user filings in the folder of that authority only."),
    ),
    "P09": (
        Text("同时改动了两家公司的备案文件。", "The filings of two companies are changed at once."),
        Text("每家公司各提交一次合并请求。", "Each company opens its own pull request."),
    ),
    "P10": (
        Text("删除了自己的备案文件。", "One’s own filing is deleted."),
        Text("保留文件，在其中申请注销。", "The file stays and asks for withdrawal."),
    ),
    "P11": (
        Text("备案文件是符号链接、子模块或可执行文件。", "The filing is a symbolic link, a submodule or an executable."),
        Text("备案文件是普通文本文件。", "The filing is an ordinary text file."),
    ),
    "P12": (
        Text("已有 filings/providers/beijing，又提交了 filings/providers/Beijing。", "filings/providers/Beijing beside filings/providers/beijing."),
        Text("路径只用小写代号和大写的信用代码。", "Paths with small slugs and codes in capitals."),
    ),
    "P13": (
        Text("文件名含不可见字符、以空格结尾，或超过长度。", "A name with invisible characters, a space at its end, or too long."),
        Text("文件名就是统一社会信用代码。", "The name is the unified social credit code."),
    ),
    "P14": (
        Text("改动他人已登记的文件，把其中的代码换成自己的。", "Another unit’s registered file is changed to hold one’s own code."),
        Text("在自己代码的文件中备案。", "One files in the file of one’s own code."),
    ),
    "P15": (
        Text("分支与主线有多个共同起点，无法确定改动了什么。", "The branch has several common ancestors with main."),
        Text("从主线最新提交新建分支。", "The branch starts from the newest commit of main."),
    ),
    "P16": (
        Text("提交了一个60 MB的文件。", "A file of 60 MB is submitted."),
        Text("备案文件不超过256 KB。", "A filing has at most 256 KB."),
    ),
    "P17": (
        Text("一次提交几十万个文件，或一段很长的历史。", "Hundreds of thousands of files are submitted at once, or a long history."),
        Text("只提交备案文件；一次可以批量确认约一千所学校。", "Filings only; a batch confirms about a thousand schools at once."),
    ),
    "R01": (
        Text("代码以“4A”结尾的单位，文件却放在 filings/providers/beijing/00/ 中。", "The unit's code ends in 4A, but the file lies in filings/providers/beijing/00/."),
        Text("文件放在 filings/providers/beijing/4A/ 中。", "The file lies in filings/providers/beijing/4A/."),
    ),
    "R05": (
        Text("合并请求删除了一个已登记的备案文件。", "A pull request deletes a filing that is registered."),
        Text("停止运营时在文件中申请注销，文件保留。", "To end an app its filing asks for withdrawal; the file stays."),
    ),
    "R07": (
        Text("文件放在 filings/providers/nowhere/ 中，没有这样的主管部门。", "The file lies in filings/providers/nowhere/; there is no such authority."),
        Text("文件放在 filings/providers/beijing/ 中。", "The file lies in filings/providers/beijing/."),
    ),
    "T01": (
        Text("黑名单中有一个文件读不懂。", "A file of the blacklist cannot be understood."),
        Text("黑名单的每个文件都可读。", "Every file of the blacklist can be read."),
    ),
    "T02": (
        Text("登记簿中有一行读不懂。", "A line of the ledger cannot be understood."),
        Text("登记簿的每一行都可读且前后相连。", "Every line of the ledger can be read and follows from the one before."),
    ),
    "T03": (
        Text("authorities/ 中有一个文件读不懂。", "A file in authorities/ cannot be understood."),
        Text("每个主管部门文件都可读，且与文件名一致。", "Every authority file can be read and agrees with its name."),
    ),
    "T04": (
        Text("另一份备案文件读不懂，无法确认是否重复。", "Another filing cannot be understood, so whether something is filed twice cannot be told."),
        Text("其他备案文件都可读。", "All other filings can be read."),
    ),
    "T05": (
        Text("数据模型拒绝一个文件，而模式说不出原因：这是本软件的缺陷。", "The model refuses a file and the schema gives no reason: a fault of the program."),
        Text("模型和模式的结论一致。", "Model and schema agree."),
    ),
    "T06": (
        Text("合并请求改动了一个可以改动、但没有规则检查的文件。", "A pull request changes a file that it may change and that no rule looks at."),
        Text("改动的每个文件都有规则检查。", "Every changed file is looked at by a rule."),
    ),
    **OF_SHEETS,
}  # fmt: skip
