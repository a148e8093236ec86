"""What the cli room says: code → (Chinese, English).

The first line of a command's sentence is its short description in the list of commands.
"""

TEXTS: dict[str, tuple[str, str]] = {
    # commands
    "cli.incentive": (
        "核对一家企业能享受哪些惠企政策：能得多少、为什么、还缺什么。",
        "What incentives an enterprise can get: how much, why, and what is still missing.",
    ),
    "cli.check": (
        "核对一家企业适用哪些措施\n"
        "读取企业文件（YAML 或 JSON），逐项给出结论、金额和理由，并列出尚缺的事实。"
        "不指定政策时，核对企业所在区域的全部政策。",
        "check which measures apply to one enterprise\n"
        "Reads the enterprise's file (YAML or JSON); gives every verdict, amount and reason, and the "
        "facts that are still missing. Without -p, every policy that holds where the enterprise is.",
    ),
    "cli.screen": (
        "批量核对企业，汇总应付金额\n"
        "读取企业表（CSV、Parquet、JSON Lines 或 Excel），逐户逐项核对，结果写入 -o 所指文件：.xlsx（供办公使用的工作簿）、"
        ".csv、.parquet 或 .jsonl。汇总输出到标准输出。有误的行不参与核对，另存于结果旁的 .rejects.csv。",
        "check a whole population, and sum up what is payable\n"
        "Reads a table of enterprises (CSV, Parquet, JSON lines or Excel), decides every measure for each, and writes the "
        "results to the file of -o: .xlsx (a workbook for an office), .csv, .parquet or .jsonl. The summary goes to "
        "standard output. Rows with mistakes are left out and listed beside the results, in .rejects.csv.",
    ),
    "cli.diff": (
        "比较两个版本的政策，说明改动的影响\n"
        "OLD、NEW 可为政策文件夹、政策库文件夹，或 git 中的版本（main、HEAD~1、main:rules/…；“.”为工作区）。"
        "逐条列出条文、条件、参数的改动；逐项证明结果不变，或给出结果不同的最小企业；用 --population 说明谁增谁减、各多少。"
        "退出状态：0 结果没有不同，1 结果有所不同（或未能证明相同），2 无法读取。",
        "compare two states of rules, and say what the change does\n"
        "OLD and NEW are folders of a policy or of rules, or revisions of git (main, HEAD~1, main:rules/…; . is the "
        "working tree). Tells which clauses, conditions and parameters changed; proves of each measure that nothing is "
        "decided otherwise, or shows a smallest enterprise for which it is; with --population who gains, who loses, how "
        "much. Exit status: 0 nothing is decided otherwise, 1 something is (or it could not be proved), 2 unreadable.",
    ),
    "cli.lint": (
        "检查政策文件的常见差错\n"
        "不运行规则，只看文件：条文与参数、用语与运算符、引文与来源、分档、上限、名称等是否相符。"
        "不指定政策时检查全部。有意为之的，在政策文件夹的 lint.yaml 中写明理由。",
        "look for common mistakes in policies\n"
        "Runs nothing, reads the files: whether clauses agree with parameters, words with operators, quotations with their "
        "sources, whether tiers, ceilings and labels make sense. All policies when none is named. What is meant to be so "
        "is listed, with a reason, in lint.yaml beside the policy.",
    ),
    "cli.test": (
        "运行规则案例，核对结论是否与预期一致\n"
        "逐个案例核对政策文件夹 cases 中所写的预期；不一致的，列出应为、实为和判定过程中的分歧。"
        "有案例不符时退出码为 1，有文件无法读取时为 2。",
        "run rule cases: is what is decided what was expected?\n"
        "Decides every case in the folders `cases` of policies. Where a decision is not what a case expects, shows both "
        "and the part of the proof that went otherwise. Exit status 1 when a case fails, 2 when a file cannot be read.",
    ),
    "cli.suggest-cases": (
        "为尚无案例覆盖之处建议案例，供人确认\n"
        "用求解器为未覆盖的条件、边界、表行等各找一家事实最少的企业，写成案例文件；预期取引擎现在的结论，"
        "并标明待确认（to_confirm），确认之前不算数。证明不可能出现的，列明理由。",
        "suggest cases for what no case shows, for a person to confirm\n"
        "Looks with a solver for the simplest enterprise that shows each uncovered condition, boundary, row and so on, "
        "and writes them as cases. What they expect is what is decided now, marked to_confirm: it counts for nothing "
        "before a person has confirmed it. What is proved to be impossible is listed with the reason.",
    ),
    "cli.mutate": (
        "检验案例：把规则逐处改错，看案例能否查出\n"
        "对每项政策逐处作一个人容易犯的错（以上误作超过、金额差一万倍、漏写一个条件、表中两行颠倒等），"
        "再运行案例：有案例不符即为查出，否则存活。经证明与原规则结果相同的变异不计入得分。",
        "test the cases: change the rules as people err, and see whether cases notice\n"
        "Makes one mistake at a time (more than for at least, an amount off by 10,000, a condition forgotten, two rows "
        "of a table swapped, …) and runs the cases: one that fails kills the mutant, else it survives. Mutants that "
        "are proved to decide as the policy does are not counted.",
    ),
    "cli.verify": (
        "证明政策的性质，找出反例\n"
        "对每项措施提出一组问题（能否得到、条件是否起作用、判定表有无遗漏和重叠、金额是否越界……），加上 policy.yaml 的 properties，"
        "逐一给出证明或者一家企业。需要求解器 z3。",
        "prove what holds of a policy, and find counterexamples\n"
        "Asks some questions about every measure (can it be had, does each condition decide, are there gaps or overlaps, "
        "do amounts keep their bounds …) and the properties of policy.yaml; answers each with a proof or an enterprise. "
        "Needs the solver z3.",
    ),
    "cli.policies": (
        "列出可用的政策",
        "list the policies that are available",
    ),
    "cli.show": (
        "按条文顺序展示一项政策或其中一项措施\n以文字列出各项措施的条件、标准、申报方式和出处，并注明哪些内容系重构。",
        "show a policy, or one of its measures, clause by clause\n"
        "Conditions, amounts, how to apply and sources in words, with a note on what is reconstructed.",
    ),
    "cli.facts": (
        "查询事实：含义、类型、由谁填报、哪些措施用到\n事实可按编号或名称查询；不指定时列出全部。",
        "look up facts: what they mean, their types, who can state them, which measures use them\n"
        "By id or by label; all of them when none is named.",
    ),
    "cli.template": (
        "生成空白的企业文件或企业名册（Excel），供填写\n"
        "列出所选政策用到的全部事实及填写说明；不填的一律视为未知。名册（xlsx）一行一家企业，供 incentive screen 批量核对。",
        "write a blank profile, or a workbook for many enterprises, to fill in\n"
        "Lists every fact that the policies read, with what to write. What is left blank is unknown. "
        "The workbook (xlsx) has a row for each enterprise, for `incentive screen`.",
    ),
    # help
    "cli.usage": ("用法：{line}", "Usage: {line}"),
    "cli.usage-options": ("[选项]", "[OPTIONS]"),
    "cli.usage-command": ("命令 …", "COMMAND …"),
    "cli.commands": ("命令：", "Commands:"),
    "cli.arguments": ("参数：", "Arguments:"),
    "cli.options": ("选项：", "Options:"),
    "cli.see-help": ("查看用法：{command} --help", "For help: {command} --help"),
    "cli.argument-profile": ("企业文件（.yaml 或 .json）", "the enterprise's file (.yaml or .json)"),
    "cli.argument-source": (
        "企业表（.csv、.parquet、.jsonl 或 .xlsx），一行一家；使用 --table 时不填",
        "the table of enterprises (.csv, .parquet, .jsonl or .xlsx), a row each; none with --table",
    ),
    "cli.argument-policies": (
        "政策编号、政策文件夹或政策库文件夹（默认：全部政策）",
        "policies' ids, folders of policies or of rules (default: all policies)",
    ),
    "cli.argument-paths": (
        "案例文件、存放案例的文件夹、政策文件夹、政策库文件夹，或政策编号（默认：全部政策）",
        "files or folders of cases, folders of policies or of rules, or policies' ids (default: all policies)",
    ),
    "cli.argument-subject": ("政策编号，或“政策编号#措施编号”", "a policy's id, or POLICY#MEASURE"),
    "cli.argument-old": ("原来的政策：文件夹或 git 版本", "the rules as they were: a folder, or a revision of git"),
    "cli.argument-new": ("现在的政策：文件夹或 git 版本", "the rules as they are now: a folder, or a revision of git"),
    "cli.argument-names": ("事实的编号或名称", "facts, by id or label"),
    "cli.option-help": ("显示本说明", "show this help"),
    "cli.option-version": ("显示版本", "show the version"),
    "cli.option-lang": (
        "输出语言（默认中文，或取自环境变量 INCENTIVE_LANG）",
        "language of the output (default: INCENTIVE_LANG, else Chinese)",
    ),
    "cli.option-policy": (
        "政策编号或文件夹，可多次使用（默认：全部政策）",
        "a policy's id or folder; repeatable (default: all policies)",
    ),
    "cli.option-policy-in-place": (
        "政策编号或文件夹，可多次使用（默认：企业所在区域的政策）",
        "a policy's id or folder; repeatable (default: those of the enterprise's region)",
    ),
    "cli.option-as-of": (
        "核对日期，如 2021-03-31（默认：今天）",
        "the day to ask for, such as 2021-03-31 (default: today)",
    ),
    "cli.option-year": (
        "考核年度（默认：核对日期的上一年）",
        "the year whose figures count (default: the year before)",
    ),
    "cli.option-template-format": (
        "yaml：单个企业；xlsx：企业名册（默认：按 -o 的扩展名，否则 yaml）",
        "yaml: one enterprise; xlsx: a register (default: by the extension of -o, else yaml)",
    ),
    "cli.template-needs-file": (
        "工作簿不能显示在屏幕上，请用 -o 指定文件，如 -o 企业名册.xlsx",
        "a workbook cannot be shown on a screen; name a file, as in -o register.xlsx",
    ),
    "cli.option-template-year": (
        "最近的年度，逐年的事实填到这一年（默认：去年）",
        "the latest year of annual facts (default: last year)",
    ),
    "cli.option-assume": (
        "假设一项事实，可多次使用；报告中注明",
        "assume a fact; repeatable; the report says so",
    ),
    "cli.option-assume-all": (
        "企业未填时假设一项事实，可多次使用；结果中注明",
        "assume a fact of every enterprise that does not state it; repeatable; the results say so",
    ),
    "cli.option-budget": (
        "与政策预算比较；政策规定超出时按比例压减的，一并压减",
        "compare with the policies' budgets; scale payables down where the policy says so",
    ),
    "cli.option-what-if": (
        "改用另一参数值试算并比较，可多次使用，如 rd_increment_rate=15%",
        "try another value of a parameter and compare; repeatable, such as rd_increment_rate=15%",
    ),
    "cli.option-backend": (
        "计算后端（默认：duckdb，在本机运行）",
        "where to compute (default: duckdb, on this machine)",
    ),
    "cli.option-master": ("Spark 主节点（默认：local[*]）", "the Spark master (default: local[*])"),
    "cli.option-spark-folder": (
        "与 Spark 集群交换表格的共享文件夹",
        "a folder shared with the Spark cluster, to hand over tables",
    ),
    "cli.option-dsn": (
        "PostgreSQL 连接串，如 postgresql://用户@主机/数据库",
        "how to reach PostgreSQL, such as postgresql://user@host/database",
    ),
    "cli.option-table": ("读取后端数据库中的表，代替文件", "read this table of the backend instead of a file"),
    "cli.option-ignore-unknown-columns": (
        "略过名称无法识别的栏目（默认：报错）",
        "leave out columns that name no fact (default: they are mistakes)",
    ),
    "cli.option-show-sql": (
        "只输出核对所用的 SQL，不核对",
        "write the SQL that would decide, and do nothing else",
    ),
    "cli.option-explain": (
        "只说明哪些措施由 SQL 核算、哪些逐户核算及其原因，不核对",
        "write which measures SQL would decide, which are decided one by one and why, and do nothing else",
    ),
    "cli.option-engine": (
        "推理引擎（默认：rete，不可用时为 reference）",
        "inference engine (default: rete, or reference where that cannot run)",
    ),
    "cli.option-format": (
        "报告格式（默认：按 -o 的扩展名，否则 text）",
        "form of the report (default: by the extension of -o, else text)",
    ),
    "cli.option-timeout": (
        "求解器解答每个问题的时限，秒（默认：10）",
        "seconds that the solver has for a question (default: 10)",
    ),
    "cli.option-jobs": ("同时使用的进程数（默认：处理器核数）", "processes at work side by side (default: the number of cores)"),
    "cli.option-output": ("写入文件（默认：标准输出）", "write to this file (default: standard output)"),
    "cli.option-results": (
        "结果文件，格式由扩展名定：.xlsx、.csv、.parquet 或 .jsonl",
        "the file of the results; its extension says the form: .xlsx, .csv, .parquet or .jsonl",
    ),
    "cli.option-rules": ("另加政策文件夹，可多次使用", "one more folder of policies; repeatable"),
    "cli.option-verbose": (
        "逐项列出条款、出处和完整的判定过程",
        "add clauses, sources and the whole proof of every measure",
    ),
    "cli.option-measure": (
        "只看指定的措施（编号或序号），可多次使用",
        "only this measure (id or number), in full; repeatable",
    ),
    "cli.option-list-format": ("输出格式（默认：text）", "form of the output (default: text)"),
    # wrong usage
    "cli.no-such-command": (
        "没有“{name}”这个命令{nearest:；是否指 %s}",
        "there is no command {name}{nearest:; did you mean %s?}",
    ),
    "cli.no-such-option": (
        "没有“{name}”这个选项{nearest:；是否指 %s}",
        "there is no option {name}{nearest:; did you mean %s?}",
    ),
    "cli.missing-argument": ("缺少参数 {name}", "{name} is missing"),
    "cli.surplus-arguments": ("多余的参数：{names}", "too many arguments: {names}"),
    "cli.option-needs-value": ("选项 {name} 后面缺少值", "{name} needs a value"),
    "cli.option-takes-no-value": ("选项 {name} 不带值", "{name} takes no value"),
    "cli.bad-value": ("{name}：{fault}", "{name}: {fault}"),
    "cli.not-one-of": ("“{value}”不可用{words:，可选 %s}", "{value!r} is not one of {words:%s}"),
    "cli.not-a-percentage": ("“{value}”不是 0 至 100 之间的百分数", "{value!r} is not a percentage from 0 to 100"),
    "cli.not-seconds": ("“{value}”不是大于 0 的秒数", "{value!r} is not a number of seconds above 0"),
    "cli.not-a-count": ("“{value}”不是大于 0 的整数", "{value!r} is not a whole number above 0"),
    "cli.not-a-day": (
        "“{value}”不是日期，应写作 2021-03-31",
        "{value!r} is not a date; write it as 2021-03-31",
    ),
    "cli.no-such-day": (
        "“{value}”这一天不存在：{year} 年 {month} 月只有 {days} 天",
        "there is no day {value!r}: month {month} of {year} has {days} days",
    ),
    "cli.no-such-month": (
        "“{value}”这一天不存在：没有 {month} 月，顺序应为年、月、日",
        "there is no day {value!r}: there is no month {month}; the order is year, month, day",
    ),
    "cli.year-out-of-range": (
        "“{value}”不合理：年份应在 {first} 至 {last} 之间",
        "{value!r} is not plausible: the year should be between {first} and {last}",
    ),
    "cli.not-a-year": ("“{value}”不是年份，应写作 2020", "{value!r} is not a year; write it as 2020"),
    "cli.no-such-measure": (
        "所选政策中没有“{name}”这项措施{nearest:；最接近的是 %s}",
        "the policies hold no measure {name}{nearest:; the nearest are %s}",
    ),
    "cli.no-such-fact": (
        "没有“{name}”这项事实{nearest:；最接近的是 %s}",
        "there is no fact {name}{nearest:; the nearest are %s}",
    ),
    "cli.output-is-input": (
        "输出文件 {path} 就是输入文件，写入会将其覆盖；请另选文件名",
        "the output {path} is the input file, which would be overwritten; choose another name",
    ),
    "cli.output-no-file": (
        "输出 {path} 不是普通文件；请另选文件名",
        "the output {path} is not a file; choose another name",
    ),
    "cli.input-or-table": (
        "请指定企业表 INPUT，或用 --table 指定数据库中的表，二者选一",
        "name either INPUT, a file of enterprises, or a table of a database with --table",
    ),
    "cli.table-is-of-postgres": (
        "--table 与 --backend postgres 须同时使用，其他后端读取文件",
        "--table goes with --backend postgres, the other backends read a file",
    ),
    # screening
    "cli.step-reading": ("正在读取企业表", "reading the enterprises"),
    "cli.step-deciding": ("正在核对", "deciding"),
    "cli.step-what-if": ("正在试算", "deciding by other values"),
    "cli.step-summary": ("正在汇总", "summing up"),
    "cli.step-writing": ("正在写入结果", "writing the results"),
    "cli.policies-of-places": (
        "未指定政策：按企业所在的{places:%s}，核对在那里施行的 {count} 项；只核对其中几项时用 -p 指定",
        "no policy is named: the enterprises are in {places:%s}, where {count} policies hold; -p names those that matter",
    ),
    "cli.all-policies": (
        "未指定政策，按全部 {count} 项政策核对；只核对其中几项时用 -p 指定",
        "no policy is named, so all {count} are asked; -p names those that matter",
    ),
    "cli.screened": ("已核对 {count} 家企业，结果写入 {path}", "{count} enterprises screened, the results are in {path}"),
    "cli.what-if-written": ("试算差异写入 {path}", "what the other values change is in {path}"),
    "cli.rows-rejected": (
        "有 {count} 行未通过读取，未参与核对；原因见 {path}",
        "{count} rows could not be read and were left out; {path} says why",
    ),
    # which policies
    "cli.region-not-stated": (
        "未填“{label}”，无法判断企业适用哪个区域的政策；以下核对全部政策",
        "{label} is not stated, which tells where the enterprise is: every policy is checked",
    ),
    "cli.region-not-known": (
        "“{label}”为“{region}”，不在 regions.yaml 所列区域之内{nearest:，最接近的是 %s}；以下核对全部政策",
        "{label} is {region}, a region that regions.yaml does not hold{nearest:; the nearest are %s}: "
        "every policy is checked",
    ),
    "cli.region-without-policies": ("政策库中没有适用于“{region}”的政策", "no policy in the library holds in {region}"),
    # what went wrong
    "cli.mistake-found": ("共 {count} 处错误", "{count} mistake found"),
    "cli.mistakes-found": ("共 {count} 处错误", "{count} mistakes found"),
    "cli.cannot-write": ("无法写入 {path}：{why}", "cannot write {path}: {why}"),
    "cli.standard-output": ("标准输出", "standard output"),
    "cli.fault": (
        "程序内部错误，请报告给开发者（{kind}：{error}）；设 INCENTIVE_DEBUG=1 可看详情",
        "a fault of this program; please report it ({kind}: {error}). INCENTIVE_DEBUG=1 shows the details",
    ),
    "cli.interrupted": ("已中断", "interrupted"),
}
