"""What the cases room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # which cases
    "cases.selection": (
        "看不懂筛选条件“{expression}”（第 {column} 个字符处）；写法如 上限 and not (缺 or 未知)",
        "cannot understand {expression!r} at character {column}; write it as in: ceiling and not (missing or unknown)",
    ),
    "cases.no-path": (
        "路径为空；应为案例文件、文件夹或政策编号",
        "an empty path; name a file of cases, a folder or a policy's id",
    ),
    "cases.same-file": (
        "--junit 与 -o 是同一个文件 {path}，后写的会覆盖先写的；请另选文件名",
        "--junit and -o name the same file {path}, where one would replace the other; choose another name",
    ),
    "cases.none-found": (
        "没有找到案例：{places:%s 之下}没有 cases 文件夹中的 YAML 文件",
        "no cases found: no YAML files in a folder `cases`{places: at %s}",
    ),
    "cases.none-wanted": (
        "{count} 个案例中没有一个符合 -k “{expression}”",
        "none of the {count} cases matches -k {expression!r}",
    ),
    # what differs
    "cases.expected-decided": ("应为 {expected}，实为 {decided}", "expected {expected}, decided {decided}"),
    "cases.more": ("多 {amount}", "{amount} more"),
    "cases.less": ("少 {amount}", "{amount} less"),
    "cases.what-verdict": ("结论", "verdict"),
    "cases.what-failed": ("未满足", "failed"),
    "cases.what-missing": ("所缺", "missing"),
    "cases.what-gross": ("应得", "gross"),
    "cases.what-payable": ("应付", "payable"),
    "cases.what-provisional": ("暂定", "provisional"),
    "cases.what-items": ("逐项", "items"),
    "cases.what-adjustments": ("调整", "adjustments"),
    "cases.verdict-eligible": ("符合", "eligible"),
    "cases.verdict-ineligible": ("不符合", "ineligible"),
    "cases.verdict-undetermined": ("待定", "undetermined"),
    "cases.verdict-not-in-force": ("不在有效期", "not in force"),
    "cases.none": ("无", "none"),
    "cases.not-known": ("未定", "not known"),
    "cases.yes": ("是", "yes"),
    "cases.no": ("否", "no"),
    # why
    "cases.why": ("条件", "conditions"),
    "cases.amount": ("计算", "amount"),
    "cases.clause": ("条款", "clause"),
    "cases.in-force": ("有效期", "in force"),
    "cases.asked-for": ("{period}；案例的日期是 {day}", "{period}; the case asks for {day}"),
    "cases.waits-for": ("待补", "waits for"),
    "cases.went-wrong": ("算不出", "went wrong"),
    "cases.of-items": ("各项", "each item"),
    "cases.still-open": ("未定措施", "still open"),
    "cases.not-missing": ("并不缺", "not missing"),
    "cases.fact-stated": ("已填 {fact}", "stated: {fact}"),
    "cases.fact-without-effect": (
        "{fact} 没有填写，但已不影响结果",
        "{fact} is not stated, but changes nothing any more",
    ),
    # what came of it
    "cases.outcome-passed": ("通过", "passed"),
    "cases.outcome-failed": ("不符", "failed"),
    "cases.outcome-to-confirm": ("待确认", "to confirm"),
    "cases.outcome-unreadable": ("无法读取", "unreadable"),
    "cases.count": ("{outcome} {count}", "{count} {outcome}"),
    "cases.summary": ("{files} 个文件，{count} 个案例：{counts}", "cases: {count}, files: {files}; {counts}"),
    "cases.to-confirm": (
        "待确认（{reason}）：对照条款核对预期无误后，删去 to_confirm 一行",
        "to confirm ({reason}): check what it expects against the clause, then delete the line to_confirm",
    ),
    "cases.to-confirm-differs": (
        "现在的结论已与建议的预期不同",
        "what is decided now is no longer what was proposed",
    ),
    # the command and the plugin
    "cases.option-select": (
        '只运行名称符合的案例，如 "上限 and not 缺"；名称形如 政策/文件::案例',
        'only cases whose name matches, such as "ceiling and not missing"; a name is policy/file::case',
    ),
    "cases.option-junit": ("另写一份 JUnit XML，供 CI 显示", "also write JUnit XML, for a CI server to show"),
    "cases.plugin-engine": (
        "运行规则案例的推理引擎：rete 或 reference",
        "the inference engine that decides rule cases: rete or reference",
    ),
    "cases.plugin-rules": (
        "规则案例所用的另一个政策文件夹，可多次使用",
        "one more folder of policies for rule cases; repeatable",
    ),
    "cases.cannot-read": ("无法读取的案例", "cases that cannot be read"),
}
