"""Family S: can a spreadsheet be read, and does each cell still hold what was typed?

What stands in the cells is then judged by the same rules as a file. Nothing is guessed: a value that a spreadsheet program has
changed, or that is not on the screen, is asked for again.
"""

from registry.core.finding import Verdict
from registry.core.text import Text
from registry.rules.catalogue import PRODUCT_RULE, declare

_AS_TYPED = Text(
    "表格软件会自行改写数字和日期，改写后的值不能当作填写的值。",
    "Spreadsheet programs rewrite numbers and dates on their own; what they made of a value is not what was typed.",
)
_SEEN = Text(
    "提交的应当就是填表人看到的内容。",
    "What is filed must be what the person who fills in the sheet sees.",
)
_ONE_MEANING = Text(
    "同一事项写了两次，程序不替填表人选择。",
    "Where one thing stands there twice, no program chooses for the person.",
)
_READ = Text(
    "只读取公开、有界、不含程序的格式，读不懂的文件不猜。",
    "Only formats that are open, bounded and free of programs are read, and nothing unreadable is guessed at.",
)
_AGREED = Text(
    "表格的列由本系统规定，与备案文件的字段一一对应。",
    "The columns of the sheet are ours; each is a field of the filing.",
)

for _code, _title, _text, _fix, _reason, _verdict in (
    (
        "S01",
        Text("表格是 .xlsx 或 .csv 文件", "A spreadsheet is an .xlsx or .csv file"),
        Text("文件是{what}，不能导入。", "The file is {what_en} and cannot be imported."),
        Text("请在表格软件中“另存为” Excel 工作簿(.xlsx，不含宏、不加密)或 CSV，再导入。", "Save it as an Excel workbook (.xlsx, without macros or password) or as CSV, and import that."),
        _READ,
        Verdict.reject,
    ),
    (
        "S02",
        Text("表格的大小有上限", "A spreadsheet is of a bounded size"),
        Text("表格过大：{what}超过上限 {limit}。", "The spreadsheet is too large: {what_en}, more than the limit of {limit}."),
        Text("请把内容复制到新下载的模板中，删去图片和空行，或按乡镇分成几个表格。", "Copy the rows into a fresh template without pictures and empty rows, or divide the sheet."),
        _READ,
        Verdict.reject,
    ),
    (
        "S03",
        Text("表格文件完整", "A spreadsheet's file is whole"),
        Text("文件无法读取：{problem}。", "The file cannot be read: {problem}."),
        Text("请在表格软件中打开后另存为新的 .xlsx 文件，再导入。", "Open it in a spreadsheet program, save it as a new .xlsx file, and import that."),
        _READ,
        Verdict.reject,
    ),
    (
        "S04",
        Text("表格有标题行", "A spreadsheet has a row of headings"),
        Text("在各工作表的前几行中没有找到标题行；至少应有列：{titles}。", "No row of headings was found in the first rows of any sheet; at least these columns are needed: {titles_en}."),
        Text("请使用模板：registry import --template users.xlsx，或从网站下载。", "Use the template: registry import --template users.xlsx, or from the site."),
        _AGREED,
        Verdict.reject,
    ),
    (
        "S05",
        Text("不认识的列不导入", "A column that is not known is left out"),
        Text("列“{heading}”不导入。", "The column “{heading}” is left out."),
        Text("自用的列可以保留；应当导入的，请照模板改正标题。", "Columns of your own may stay; if it should be imported, correct the heading as in the template."),
        _AGREED,
        Verdict.accept,
    ),
    (
        "S06",
        Text("每列只出现一次", "A column stands there once"),
        Text("列“{title}”已在 {first} 出现过。", "The column “{title_en}” stands at {first} already."),
        Text("请保留一列，删除另一列。", "Keep one and delete the other."),
        _ONE_MEANING,
        Verdict.reject,
    ),
    (
        "S07",
        Text("需要的列都在", "The columns that are needed are there"),
        Text("不认识列“{heading}”。{near}", "The column “{heading}” is not known.{near_en}"),
        Text("请照模板改正标题；不需要导入的列请换一个标题。", "Correct the heading as in the template; give a column of your own another name."),
        _AGREED,
        Verdict.reject,
    ),
    (
        "S08",
        Text("单元格是值，不是公式", "A cell is a value, not a formula"),
        Text("此处是公式 {formula}，公式的结果不导入。", "There is a formula here, {formula}; results of formulas are not imported."),
        Text("请复制该单元格，用“选择性粘贴→数值”贴回原处。", "Copy the cell and paste it back with “paste special: values”."),
        _SEEN,
        Verdict.reject,
    ),
    (
        "S09",
        Text("单元格不是错误值", "A cell is no error"),
        Text("此处是错误值 {error}。", "There is an error here: {error}."),
        Text("请填写实际的值，或清空。", "Write the value itself, or clear the cell."),
        _SEEN,
        Verdict.reject,
    ),
    (
        "S10",
        Text("“处理”列只填规定的字样", "The column “action” holds one of its words"),
        Text("“处理”不能是“{value}”。可选：留空、{choices}。", "“Action” cannot be “{value}”. Choices: empty, {choices_en}."),
        Text("一般留空；自用的备注请另设一列。", "Usually it is empty; put remarks into a column of your own."),
        _AGREED,
        Verdict.reject,
    ),
    (
        "S11",
        Text("表格没有隐藏的内容", "Nothing in a spreadsheet is hidden"),
        Text("{what}被隐藏或被筛选掉，但有内容。", "{what_en} is hidden, or left out by a filter, but holds something."),
        Text("请取消隐藏和筛选；不需要导入的行请删除，或在“处理”列填“跳过”。", "Unhide it and clear the filter; delete rows that are not meant, or mark them “skip”."),
        _SEEN,
        Verdict.reject,
    ),
    (
        "S12",
        Text("表格软件没有改动填写的值", "The spreadsheet program has left a value as it was typed"),
        Text("“{title}”被表格软件改成了{what}。", "The spreadsheet program has made {what_en} of “{title_en}”."),
        Text("请把该列的单元格格式设为“文本”，再重新键入原值。", "Set the column's cell format to “text” and type the value again."),
        _AS_TYPED,
        Verdict.reject,
    ),
    (
        "S13",
        Text("每行每列各填各的值", "Each row and column has a value of its own"),
        Text("{cells} 是合并的单元格。", "{cells} are joined to one cell."),
        Text("请取消合并，在每一行填写值。", "Split them and fill in each row."),
        _SEEN,
        Verdict.reject,
    ),
    (
        "S14",
        Text("同一单位各行的单位信息一致", "Rows of one institution agree on the institution"),
        Text("同一单位的“{title}”在 {first} 是“{value}”，此处是“{other}”。", "“{title_en}” of the same institution is “{value}” at {first}, but “{other}” here."),
        Text("请改为一致；是两个单位的，请改正统一社会信用代码。", "Make them agree; if these are two institutions, correct the code."),
        _ONE_MEANING,
        Verdict.reject,
    ),
    (
        "S15",
        Text("同一单位的同一应用只有一行", "An institution's use of an app has one row"),
        Text("同一单位的“{value}”已在第 {first} 行填写。", "“{value}” of the same institution stands in row {first} already."),
        Text("请保留一行，删除另一行。", "Keep one row and delete the other."),
        _ONE_MEANING,
        Verdict.reject,
    ),
    (
        "S16",
        Text("自研自用的应用不用表格填写", "An app developed for own use is not filed with a spreadsheet"),
        Text("该单位的备案中没有名为此的自研自用应用，表格不能新增或改名。", "The institution's filing has no own app of this name; a spreadsheet can neither add nor rename one."),
        Text("请用网站的表单填写该应用，并把本行标为“跳过”；选用其他单位的应用，请填备案号。", "File it with the form on the site and mark this row “skip”; for another unit's app give its number."),
        _AGREED,
        Verdict.reject,
    ),
    (
        "S17",
        Text("结束的使用原已备案", "A use that ends was filed before"),
        Text("该单位的备案中没有此项使用，不能结束。", "The institution's filing has no such use that could end."),
        Text("请核对备案号；没有备案过的，删除本行。", "Check the number; if it was never filed, delete the row."),
        _ONE_MEANING,
        Verdict.reject,
    ),
    (
        "S18",
        Text("新增的行所需的列都在", "A new row finds all columns that it needs"),
        Text("缺少列“{title}”，而表中有新的备案。", "The column “{title_en}” is missing, and there are new filings in the sheet."),
        Text("请照模板补上该列；只有修改已有备案的表格可以省略不改的列。", "Add it as in the template; only a sheet that changes existing filings may leave columns out."),
        _AGREED,
        Verdict.reject,
    ),
    (
        "S19",
        Text("已有的备案可以改写", "The filing that there is can be rewritten"),
        Text("{path} 的写法特殊，程序改写不能保证不丢注释和内容。", "{path} is written in such a way that rewriting it could lose comments or content."),
        Text("请直接修改该文件，并把它的行标为“跳过”。", "Edit that file itself and mark its rows “skip”."),
        Text("改写已有的文件时，注释和顺序都要保留。", "Where a file is rewritten, its comments and its order stay."),
        Verdict.reject,
    ),
    (
        "S20",
        Text("表格有要导入的行", "A spreadsheet has rows to import"),
        Text("表格中没有要导入的行。", "There is no row to import in the spreadsheet."),
        Text("请在标题行下填写；“处理”列标为“示例”“跳过”的行不导入。", "Fill in rows below the headings; those marked “example” or “skip” in the column “action” are left out."),
        Text("没有内容就没有可以决定的事。", "Where nothing stands there is nothing to decide."),
        Verdict.reject,
    ),
    (
        "S21",
        Text("新增的备案所需的工作表都在", "A new filing finds all sheets that it needs"),
        Text("缺少工作表“{title}”，而表中有新的备案。", "The sheet “{title_en}” is missing, and there is a new filing."),
        Text("请照模板补上该工作表；只有修改已有备案的表格可以省略。CSV 文件只有一个工作表，新的备案请用 .xlsx。", "Add it as in the template; only a spreadsheet that changes existing filings may leave it out. A CSV file is one sheet: use .xlsx for a new filing."),
        _AGREED,
        Verdict.reject,
    ),
):  # fmt: skip
    declare(_code, article=PRODUCT_RULE, title=_title, text=_text, fix=_fix, reason=_reason, verdict=_verdict)
