"""What the suggestions room says: cases that a person should confirm, and why others cannot be."""

TEXTS: dict[str, tuple[str, str]] = {
    # the file of cases
    "suggestions.head": (
        "为“{policy}”建议的案例。预期是引擎现在的结论，未经确认：对照条款逐例核对，无误后删去 to_confirm 一行。",
        "Cases suggested for “{policy}”. What they expect is what is decided now, confirmed by nobody: check each "
        "against the clause, then delete its line to_confirm.",
    ),
    "suggestions.measure": ("第 {number} 条 {title}", "{number} {title}"),
    "suggestions.point": ("{point}“{text}”", "{point} “{text}”"),
    "suggestions.outcome": ("{about}：{outcome}", "{about}: {outcome}"),
    "suggestions.name": ("{subject}：{outcome}", "{subject}: {outcome}"),
    "suggestions.shows": ("可补足 {outcome}", "shows {outcome}"),
    "suggestions.shows-more": ("以及另外 {count} 项", "and {count} more"),
    "suggestions.because": ("原因：{why}", "because: {why}"),
    "suggestions.separator": ("、", ", "),
    # what there is no case for
    "suggestions.unreachable": (
        "以下 {count} 项已证明不可能出现（各参数取核对日期的值）：",
        "proved that no enterprise shows these ({count}), parameters as they are on the days named:",
    ),
    "suggestions.proved": (
        "{owner}：{outcome}（核对日期 {days}）",
        "{owner}: {outcome} (on {days})",
    ),
    "suggestions.proved-for-lists": (
        "{owner}：{outcome}（核对日期 {days}；清单中不同的项最多 {items} 个）",
        "{owner}: {outcome} (on {days}; with lists of up to {items} different entries)",
    ),
    "suggestions.open": (
        "以下 {count} 项没有找到案例，也没有证明不可能：",
        "neither a case nor a proof was found for these ({count}):",
    ),
    "suggestions.waiting": (
        "以下 {count} 项已有案例，等待确认：",
        "there are cases for these ({count}) already, which wait to be confirmed:",
    ),
    "suggestions.not-decided": ("{owner}：{outcome}——{reason}", "{owner}: {outcome}: {reason}"),
    "suggestions.no-day": (
        "没有一天可以核对它",
        "there is no day on which a case could ask about it",
    ),
    # the command
    "suggestions.option-point": (
        "只补足条件、比较或表行中含有该文字的，可用编号或名称",
        "only for points whose text, id or label holds this",
    ),
    "suggestions.option-measure": ("只补足该措施（编号），可多次使用", "only for this measure (id); repeatable"),
    "suggestions.option-limit": ("每项政策最多建议多少个案例", "at most so many cases for each policy"),
    "suggestions.option-output": (
        "写入文件，或每项政策一个文件写入文件夹（默认：标准输出）",
        "write to this file, or into this folder a file for each policy (default: standard output)",
    ),
    "suggestions.needs-prover": (
        "建议案例需要求解器，请安装 incentive-engine[verify]",
        "suggesting cases takes a solver: install incentive-engine[verify]",
    ),
    "suggestions.file-exists": (
        "{path} 已存在，不覆盖；请另选文件名，或先确认并移走其中的案例",
        "{path} exists and is not overwritten; choose another name, or confirm and move the cases in it first",
    ),
    "suggestions.one-file": (
        "涉及 {count} 项政策，-o 应为文件夹",
        "there are {count} policies; -o must be a folder",
    ),
    "suggestions.no-such-measure": (
        "所选政策中没有措施“{name}”{nearest:；最接近的是 %s}",
        "the policies hold no measure {name}{nearest:; the nearest are %s}",
    ),
    "suggestions.no-such-point": (
        "没有含“{text}”的未覆盖之处",
        "nothing uncovered holds the text {text!r}",
    ),
    "suggestions.covered": (
        "{policy}：没有可补的案例",
        "{policy}: there is nothing to suggest",
    ),
    "suggestions.summary": (
        "{policy}：建议 {cases} 个案例，补足 {shown} 项；不可能 {unreachable} 项，未定 {open} 项，待确认 {waiting} 项，未处理 {left} 项",
        "{policy}: suggested {cases}, to show {shown} of what is uncovered; {unreachable} impossible, {open} undecided, "
        "{waiting} waiting to be confirmed, {left} not looked at",
    ),
    "suggestions.written": ("写入 {path}", "written to {path}"),
}
