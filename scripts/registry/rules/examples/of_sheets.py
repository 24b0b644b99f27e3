"""Examples of family S: what is wrong in a spreadsheet, in words."""

from registry.core.text import Text

OF_SHEETS: dict[str, tuple[Text, Text]] = {
    "S01": (
        Text("导入的是加了密码的工作簿。", "A workbook with a password is imported."),
        Text("导入的是不加密、不含宏的 .xlsx 文件。", "An .xlsx file without password or macros is imported."),
    ),
    "S02": (
        Text("一个 200 KB 的工作簿解压后有 4 GB。", "A workbook of 200 KB unpacks to 4 GB."),
        Text("几千所学校的表格，不到 1 MB。", "A sheet of some thousand schools, less than 1 MB."),
    ),
    "S03": (
        Text("工作簿只下载了一半。", "Half of a workbook was downloaded."),
        Text("工作簿能在表格软件中打开。", "A workbook that a spreadsheet program opens."),
    ),
    "S04": (
        Text("表格从第一行起就是数据，没有标题。", "The sheet starts with data, without headings."),
        Text("标题行在前30行之内，上面可以有表名。", "The headings stand within the first 30 rows; a title may stand above them."),
    ),
    "S05": (
        Text("一列的标题是“联络备注”。", "A column is headed “Notes of the office”."),
        Text("只有模板中的列。", "There are only the columns of the template."),
    ),
    "S06": (
        Text("B 列和 K 列的标题都是“单位名称”。", "Columns B and K are both headed “Name”."),
        Text("“单位名称”只有一列。", "There is one column “Name”."),
    ),
    "S07": (
        Text("一列的标题是“应用备案编号”。", "A column is headed “Filing number of app”."),
        Text("标题是“应用备案号”。", "It is headed “Filing number of the app”."),
    ),
    "S08": (
        Text("“决策日期”的单元格是 =TODAY()。", "The cell of the date of the decision is =TODAY()."),
        Text("单元格是 2026-01-20。", "The cell is 2026-01-20."),
    ),
    "S09": (
        Text("“单位名称”的单元格是 #N/A。", "The cell of the name is #N/A."),
        Text("单元格是单位全称。", "The cell is the full name."),
    ),
    "S10": (
        Text("“处理”列填“已审”。", "“Action” is “seen”."),
        Text("“处理”列留空。", "“Action” is empty."),
    ),
    "S11": (
        Text("筛选后只显示小学，中学的行被隐藏。", "A filter shows primary schools only; the rows of others are hidden."),
        Text("筛选已清除，各行都可见。", "The filter is cleared and every row is seen."),
    ),
    "S12": (
        Text("18位代码显示为 9.1E+17。", "A code of 18 digits shows as 9.1E+17."),
        Text("单元格是文本，18位代码完整。", "The cell is text, with all 18 characters."),
    ),
    "S13": (
        Text("同一学校三行的“单位名称”合并为一格。", "The name of a school is one cell over its three rows."),
        Text("每一行都填写。", "Each row has its own cell."),
    ),
    "S14": (
        Text("同一代码的两行，名称是“示例一小”和“示例第一小学”。", "Two rows of one code are named “示例一小” and “示例第一小学”."),
        Text("两行名称相同，或第二行留空。", "Both rows have the same name, or the second none."),
    ),
    "S15": (
        Text("同一学校的同一备案号有两行。", "One school has two rows with the same filing number."),
        Text("每个应用一行。", "One row for each app."),
    ),
    "S16": (
        Text("“自研自用的应用”列填了备案中没有的应用。", "“Own app” names an app that the filing does not hold."),
        Text("该列只有导出时写入的名称。", "The column holds what the export wrote."),
    ),
    "S17": (
        Text("“处理”列填“结束使用”，而该校没有备案过这个应用。", "“Action” is “end”, but the school never filed this app."),
        Text("该校的备案中有这个应用。", "The school's filing has the app."),
    ),
    "S18": (
        Text("表格没有“决策日期”列，却有新的学校。", "The sheet has no date of decision, but a new school."),
        Text("表格只修改已有的备案，或列齐全。", "The sheet only changes filings that there are, or has all columns."),
    ),
    "S19": (
        Text("已有的文件用花括号写成一行。", "A file that there is stands in braces on one line."),
        Text("已有的文件每行一个“键: 值”。", "It has one “key: value” on a line."),
    ),
    "S20": (
        Text("只填了“示例”行。", "There is only the row marked “example”."),
        Text("至少有一行要导入。", "There is at least one row to import."),
    ),
    "S21": (
        Text("新的平台方只有“小程序”工作表。", "A new operator has the sheet of mini programs alone."),
        Text("“小程序”“平台方”“业务系统”三个工作表都在。", "There are all three: mini programs, operator, business systems."),
    ),
}  # fmt: skip
