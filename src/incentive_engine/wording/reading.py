"""What `screening/` says (reading): code → (Chinese, English).

`{label}` is a fact's Chinese label, `{fact}` its id (with the year), as in the profile room.
"""

TEXTS: dict[str, tuple[str, str]] = {
    # The file as a whole.
    "reading.unknown-format": (
        "无法识别这种文件；企业名册可用 .csv、.xlsx、.xlsm、.xls、.ods、.parquet、.jsonl 或 .ndjson",
        "not a form that a register is read from: .csv, .xlsx, .xlsm, .xls, .ods, .parquet, .jsonl or .ndjson",
    ),
    "reading.no-files": (
        "没有找到符合“{pattern}”的文件",
        "no file matches `{pattern}`",
    ),
    "reading.empty-file": ("文件是空的", "the file is empty"),
    "reading.no-headings": (
        "第一行应为各栏的名称，但这一行是空的",
        "the first row should hold the headings, but is empty",
    ),
    "reading.binary": (
        "不是文本文件（含有空字符 NUL）；如果是 Excel 工作簿，扩展名应为 .xlsx 或 .xls",
        "this is no text (it holds NUL bytes); if it is an Excel workbook, its name should end in .xlsx or .xls",
    ),
    "reading.long-line": (
        "有一行超过 {most} MB；可能是引号没有成对，或者不是表格文件",
        "a line is longer than {most} MB: perhaps a quotation mark is not closed, or this is no table",
    ),
    "reading.unclosed-quote": (
        "第 {row} 行的引号没有成对，其后的内容无法分行",
        "a quotation mark in row {row} is never closed, so what follows cannot be told apart",
    ),
    "reading.damaged-table": (
        "文件已损坏或不完整，无法读取（{reason}）",
        "the file is damaged or cut short and cannot be read ({reason})",
    ),
    "reading.not-a-workbook": (
        "不是 Excel 或 ODS 工作簿；如果是网页或文本另存的 .xls，请用 Excel 打开后存为 .xlsx",
        "this is no Excel or ODS workbook; a web page or text named .xls has to be saved as .xlsx by Excel first",
    ),
    "reading.damaged-workbook": (
        "工作簿已损坏或不完整，请重新导出，或用 Excel 打开并另存",
        "the workbook is damaged or cut short; export it again, or open it in Excel and save it anew",
    ),
    "reading.encrypted": (
        "工作簿设有密码，请先取消密码再用",
        "the workbook is encrypted; remove its password first",
    ),
    "reading.workbook-too-large": (
        "工作簿展开后超过 {most} MB，无法安全打开；请改用 CSV 或 Parquet",
        "the workbook takes more than {most} MB unpacked and cannot be opened safely; use CSV or Parquet instead",
    ),
    "reading.too-many-cells": (
        "工作表的范围有 {rows} 行 × {columns} 列，超过 {most} 个单元格；请删去远处的零星内容，或改用 CSV、Parquet",
        "the sheet spans {rows} rows by {columns} columns, more than {most} cells; delete what stands far off, "
        "or use CSV or Parquet",
    ),
    "reading.failed-formulas": (
        "有单元格的公式出错（如 #DIV/0!），读出来会是空白；请改正，或存为 .xlsx（可逐格指出）",
        "formulas of some cells failed (as #DIV/0!) and would read as empty; correct them, or save the file as .xlsx, "
        "where each of them can be told",
    ),
    "reading.no-enterprises": (
        "没有填写企业的工作表",
        "there is no sheet of enterprises",
    ),
    "reading.unknown-sheet": (
        "工作表“{name}”不知何用：没有这样名称的列表事实{near:，是否指：%s？}",
        "the sheet `{name}` is for nothing known: there is no list fact of this name{near:; did you mean %s?}",
    ),
    "reading.sheet-twice": (
        "{label}（{fact}）有两张工作表，另一张是“{first}”",
        "{fact} ({label}) has two sheets; the other is `{first}`",
    ),
    "reading.not-a-list": (
        "文件名中的“{name}”不是列表事实{near:；是否指：%s？}",
        "`{name}` in the file's name is no list fact{near:; did you mean %s?}",
    ),
    "reading.file-twice": (
        "{label}（{fact}）有两个文件，另一个是 {first}",
        "{fact} ({label}) has two files; the other is {first}",
    ),
    "reading.merged-cells": (
        "表中有合并的单元格，只有左上角一格有值；请取消合并并逐行填写",
        "cells are merged here, of which only the first has a value; unmerge them and fill in every row",
    ),
    # Headings.
    "reading.unknown-heading": (
        "没有名为“{name}”的事实{near:，是否指：%s？}（全部事实见 incentive facts；无关的栏目可删去，或加 --ignore-unknown-columns）",
        "there is no fact called `{name}`{near:; did you mean %s?} (`incentive facts` lists them all; delete columns "
        "of something else, or add --ignore-unknown-columns)",
    ),
    "reading.heading-twice": (
        "{label}（{fact}）有两栏：“{name}”与“{first}”（{place}）是一回事",
        "{fact} ({label}) has two columns: `{name}` is the same as `{first}` ({place})",
    ),
    "reading.heading-needs-year": (
        "{label}（{fact}）是分年度的事实，栏名应写明年度，如“{label}@2020”，而不是“{name}”",
        "{fact} ({label}) has a figure for each year; the heading should name it, as in `{fact}@2020`, not `{name}`",
    ),
    "reading.heading-unit": (
        "栏名“{name}”中的单位“{unit}”不能用于{label}（{fact}）",
        "the unit `{unit}` in the heading `{name}` does not go with {fact} ({label})",
    ),
    "reading.heading-percent": (
        "栏名“{name}”中的“{unit}”看不出单元格里的 5 是 5% 还是 500%（{label}，{fact}）；请去掉，并在各单元格中写 5% 或 0.05",
        "with `{unit}` in the heading `{name}` nobody can tell whether a cell with 5 is 5% or 500% ({fact}, {label}); "
        "leave it out and write 5% or 0.05 in the cells",
    ),
    "reading.no-heading": (
        "这一栏没有栏名，却填有“{value}”",
        "this column has no heading, but holds `{value}`",
    ),
    "reading.no-code-column": (
        "没有“统一社会信用代码”（id）一栏，无法分辨企业",
        "there is no column `id` (统一社会信用代码), by which enterprises are told apart",
    ),
    "reading.column-type": (
        "{label}（{fact}）一栏的数据类型 {type} 无法读取",
        "the column {fact} ({label}) is of the type {type}, which cannot be read",
    ),
    # Rows that are refused.
    "reading.no-code": ("没有填写统一社会信用代码", "the unified social credit code is missing"),
    "reading.code-twice": (
        "前面已有一行是这个统一社会信用代码，以前面的为准",
        "an earlier row has this unified social credit code; that one is taken",
    ),
    "reading.no-such-enterprise": (
        "企业表中没有这个统一社会信用代码",
        "no enterprise of the main table has this unified social credit code",
    ),
    "reading.row-length": (
        "这一行有 {cells} 格，而表头有 {columns} 栏",
        "this row has {cells} cells, but there are {columns} headings",
    ),
    "reading.misquoted": (
        "这一行的引号用法有误，无法分栏",
        "the quotation marks in this row are wrong, so that its cells cannot be told apart",
    ),
    "reading.not-json": (
        "这一行不是完整的 JSON 对象",
        "this line is no complete JSON object",
    ),
    "reading.key-twice": (
        "“{name}”在这一行写了两次",
        "`{name}` is stated twice on this line",
    ),
    "reading.not-a-count": (
        "{label}（{fact}）一栏应为 有、无 或项数，而不是“{value}”",
        "the column {fact} ({label}) says 有 (some), 无 (none) or how many, not `{value}`",
    ),
    "reading.items-differ": (
        "{label}（{fact}）一栏与明细不符：明细中有 {listed} 项",
        "the column {fact} ({label}) does not agree with its table, which lists {listed}",
    ),
    "reading.number-too-wide": (
        "{label}（{fact}）的值“{value}”位数过多：表格中的数最多 {whole} 位整数、{decimals} 位小数",
        "{fact} ({label}) is `{value}`; a number in a table has at most {whole} digits before the point and "
        "{decimals} after it",
    ),
    # The workbook to fill in.
    "reading.template-help-sheet": ("填写说明", "How to fill in"),
    "reading.template-main-sheet": ("企业", "Enterprises"),
    "reading.template-choices-sheet": ("选项", "Choices"),
    "reading.template-code": (
        "18 位统一社会信用代码，用以分辨企业，必填",
        "The unified social credit code (统一社会信用代码), 18 characters, by which enterprises are told apart: required",
    ),
    "reading.template-name": ("企业的登记名称", "The name that the enterprise is registered under"),
    "reading.template-list": (
        "有则填 有，并在工作表“{sheet}”中逐项填写；没有填 无；不知道留空",
        "yes, and every item in the sheet `{sheet}`; no for none; empty if not known",
    ),
    "reading.template-choice": ("从下拉列表中选择", "choose from the drop-down list"),
    "reading.template-boolean": ("填 是 或 否；不知道留空", "true or false; empty if not known"),
    "reading.template-money": (
        "只写数字即为元；也可写 500万元、1.2亿元",
        "a bare number is yuan; 500万元 and 1.2亿元 may be written too",
    ),
    "reading.template-wrong": ("填写有误", "Not possible"),
    "reading.template-wrong-date": (
        "应为日期，如 2020-06-30",
        "This is a date, such as 2020-06-30",
    ),
    "reading.template-wrong-choice": (
        "请从下拉列表中选择；不知道的请留空",
        "Choose from the list; leave it empty if not known",
    ),
    "reading.template-title": (
        "企业名册填写说明",
        "How to fill in the register of enterprises",
    ),
    "reading.template-help": (
        "一、在工作表“企业”中一行填一家企业。各栏的含义、单位和依据见表头的批注。\n"
        "二、不知道的一律留空：留空是“未知”，不会当作“否”或 0。确实没有的，金额填 0，是否类填 否。\n"
        "三、金额只写数字即为元，也可写 500万元、1.2亿元；比例写 5% 或 0.05；日期写 2020-06-30。\n"
        "四、平台、项目等可有多项的，在“企业”表中填 有 或 无，并在同名的工作表中一项一行，用统一社会信用代码对应企业。\n"
        "五、请不要改动表头、合并单元格，也不要用公式的错误值；不需要的栏目可以整栏删除。\n"
        "六、填好后运行 incentive screen 文件名。有误的企业会单独列出原因，不影响其他企业。\n"
        "表头的颜色表示由谁填报：",
        "1. One row an enterprise in the sheet `Enterprises`. The comments of the headings say what each column is.\n"
        "2. Leave empty what is not known: empty is unknown, never false or 0. Where there is none, write 0 or false.\n"
        "3. A bare number is yuan; 500万元 and 1.2亿元 may be written too. Ratios are 5% or 0.05, dates 2020-06-30.\n"
        "4. Of what there can be many, write yes or no, and list the items in the sheet of that name, one a row, "
        "by the code of the enterprise.\n"
        "5. Keep the headings, merge no cells, leave no formula that failed. Columns that are not needed may go.\n"
        "6. Then run `incentive screen FILE`. An enterprise with a mistake is listed with the reason; "
        "the others go on.\n"
        "The colour of a heading says who can answer:",
    ),
    # Database tables.
    "reading.table-values": (
        "{label}（{fact}）一栏有 {count} 个值不能直接使用（空文本、越界或不在选项之内）",
        "the column {fact} ({label}) holds what cannot be used as it is: empty texts, numbers out of bounds, "
        "none of the choices (rows: {count})",
    ),
    "reading.table-codes": (
        "统一社会信用代码一栏有 {count} 行缺失、无效或重复",
        "unified social credit codes are missing, not valid or repeated (rows: {count})",
    ),
    "reading.table-years": (
        "{label}（{fact}）有 {count} 行早于企业成立年份",
        "{fact} ({label}) is stated for a year before the enterprise existed (rows: {count})",
    ),
}
