"""What the coverage room says: what rule cases show of a policy, what not, and why."""

TEXTS: dict[str, tuple[str, str]] = {
    # outcomes
    "coverage.outcome-true": ("真", "true"),
    "coverage.outcome-false": ("假", "false"),
    "coverage.outcome-unknown": ("未知", "unknown"),
    "coverage.outcome-below": ("低于", "below"),
    "coverage.outcome-at": ("恰好", "at"),
    "coverage.outcome-above": ("高于", "above"),
    "coverage.outcome-equal": ("相同", "equal"),
    "coverage.outcome-different": ("不同", "different"),
    "coverage.outcome-sole": ("唯一理由", "the sole reason"),
    "coverage.outcome-decides": ("决定结果", "decides"),
    "coverage.outcome-reached": ("达到", "reached"),
    "coverage.outcome-binds": ("起作用", "binds"),
    "coverage.outcome-free": ("不起作用", "does not bind"),
    "coverage.outcome-all": ("全部扣完", "takes all"),
    "coverage.outcome-included": ("计入", "counted"),
    "coverage.outcome-excluded": ("不计入", "left out"),
    "coverage.outcome-cuts": ("有所取舍", "drops some"),
    "coverage.outcome-deducts": ("扣减已得", "takes off what was received"),
    "coverage.outcome-won": ("保留", "kept"),
    "coverage.outcome-lost": ("不计", "dropped"),
    "coverage.outcome-before": ("前一天", "the day before"),
    "coverage.outcome-on": ("当天", "the day"),
    "coverage.outcome-after": ("后一天", "the day after"),
    # kinds of points
    "coverage.kind-condition": ("条件", "condition"),
    "coverage.kind-branch": ("任一条件中的一项", "alternative"),
    "coverage.kind-quorum": ("满足几项", "how many are met"),
    "coverage.kind-alone": ("单独决定结论", "decides alone (MC/DC)"),
    "coverage.kind-part": ("式中的判断", "truth within an expression"),
    "coverage.kind-comparison": ("比较", "comparison"),
    "coverage.kind-row": ("表的一行", "row of a table"),
    "coverage.kind-slice": ("分段", "slice"),
    "coverage.kind-bound": ("上下限、扣减", "floor, ceiling or deduction"),
    "coverage.kind-items": ("逐项", "items"),
    "coverage.kind-group": ("从高或补差", "group"),
    "coverage.kind-member": ("组内措施", "member of a group"),
    "coverage.kind-limit": ("年度限额", "yearly limit"),
    "coverage.kind-switch": ("变更日", "day of change"),
    # owners of points
    "coverage.owner-requirements": ("共同条件", "requirements of every measure"),
    "coverage.owner-groups": ("从高与补差", "groups"),
    "coverage.owner-limits": ("年度限额", "yearly limits"),
    "coverage.owner-switches": ("施行、期满与参数变更", "days of change"),
    "coverage.derived-facts": ("导出事实（{count} 项）", "derived facts ({count})"),
    "coverage.shared-facts": ("各政策共用的导出事实", "derived facts that policies share"),
    "coverage.whole-policy": ("政策", "the policy"),
    "coverage.switch-begins": ("{day} {subject} 施行", "{day}: {subject} begins"),
    "coverage.switch-over": ("{day} {subject} 期满", "{day}: {subject} is over"),
    "coverage.switch-value": ("{day} 参数 {subject} 变更", "{day}: the parameter {subject} changes"),
    # the report
    "coverage.title": ("规则案例覆盖情况", "Coverage by rule cases"),
    "coverage.head-outcomes": ("结果", "outcomes"),
    "coverage.head-mcdc": ("单独决定", "MC/DC"),
    "coverage.head-unreachable": ("不可达", "unreachable"),
    "coverage.head-cases": ("案例", "cases"),
    "coverage.head-owner": ("措施", "measure"),
    "coverage.total": ("合计", "total"),
    "coverage.together": ("各项政策", "All policies"),
    "coverage.uncovered": ("未覆盖：", "Not covered:"),
    "coverage.outcome-why": ("{outcome}：{why}", "{outcome}: {why}"),
    "coverage.points": ("{count} 处：{names}", "{count} points: {names}"),
    "coverage.in-short": (
        "覆盖 {wanted} 项结果中的 {covered} 项（{percent}%）；{mcdc_wanted} 项条件中有 {mcdc_covered} 项单独决定过结论"
        "（{mcdc_percent}%）；另有 {unreachable} 项不可达",
        "{covered} of {wanted} outcomes covered ({percent}%); {mcdc_covered} of {mcdc_wanted} conditions shown to decide "
        "alone ({mcdc_percent}%); unreachable besides: {unreachable}",
    ),
    "coverage.below": (
        "覆盖率 {percent}% 低于要求的 {wanted}%",
        "coverage of {percent}% is below the {wanted}% that is asked for",
    ),
    "coverage.below-mcdc": (
        "单独决定结论的条件只有 {percent}%，低于要求的 {wanted}%",
        "only {percent}% of the conditions are shown to decide alone, below the {wanted}% that is asked for",
    ),
    "coverage.elsewhere": (
        "未计入 {count} 项还由其他政策使用的共用导出事实（与那些政策一并测试时才计入）：{facts}",
        "Left out, as other policies read them too and their cases may be there: {count} shared derived facts ({facts})",
    ),
    "coverage.legend": (
        "每个结果后是展示它的案例数；“不可达”的结果任何企业都不会出现，不计入覆盖率。",
        "After each outcome stands the number of cases that show it; what is unreachable no enterprise can bring about, "
        "and it does not count.",
    ),
    "coverage.status-covered": ("已覆盖", "covered"),
    "coverage.status-uncovered": ("未覆盖", "not covered"),
    "coverage.status-unreachable": ("不可达", "unreachable"),
    "coverage.shown-by": ("展示它的案例", "cases that show it"),
    "coverage.and-more": ("……共 {count} 例", "… {count} in all"),
    # options
    "coverage.option-coverage": (
        "报告案例展示了规则的哪些结果、哪些没有、为什么（--format text、html 或 json）",
        "report what the cases show of the rules, what not, and why (--format text, html or json)",
    ),
    "coverage.option-fail-under": (
        "结果覆盖率低于此百分比时退出状态为 1（须与 --coverage 同用）",
        "exit with 1 when fewer outcomes, in per cent, are covered (with --coverage)",
    ),
    "coverage.option-fail-under-mcdc": (
        "单独决定结论的条件低于此百分比时退出状态为 1（须与 --coverage 同用）",
        "exit with 1 when fewer conditions, in per cent, are shown to decide alone (with --coverage)",
    ),
    "coverage.needs-coverage": ("{option} 须与 --coverage 同用", "{option} goes with --coverage only"),
    # why something is uncovered
    "coverage.why-no-case": ("没有案例预期措施“{measure}”的结果", "no case expects anything of the measure {measure}"),
    "coverage.why-no-day": (
        "没有案例在 {day} 这一天核对{measures:%s}",
        "no case asks about {measures:%s} on {day}",
    ),
    "coverage.why-beside": (
        "只在不预期其结果的案例中出现，如 {case}",
        "seen only in cases that expect nothing of it, such as {case}",
    ),
    "coverage.why-unconfirmed": (
        "只在尚未确认的案例中出现，如 {case}",
        "seen only in cases that nobody has confirmed yet, such as {case}",
    ),
    "coverage.why-otherwise": ("已有案例中只出现：{seen}", "in the cases that come to it only: {seen}"),
    "coverage.why-not-paid": (
        "没有符合条件的案例用到它",
        "no case in which the measure is eligible makes use of it",
    ),
    "coverage.why-not-reached": ("没有案例用到它", "no case comes to it"),
    "coverage.why-never-true": (
        "在预期此措施结果的 {cases} 个案例中从未为真",
        "never true in the {cases} cases that expect something of the measure",
    ),
    "coverage.why-never-false": (
        "在预期此措施结果的 {cases} 个案例中从未为假",
        "never false in the {cases} cases that expect something of the measure",
    ),
    "coverage.times": ("{what}（{count} 例）", "{what} ({count})"),
    "coverage.why-masked": (
        "有 {cases} 个案例如此，但都另有决定结论的条件：{masks}",
        "so in {cases} of the cases, but masked in each by other conditions: {masks}",
    ),
    # why something is out of reach
    "coverage.declared": ("{because}", "{because}"),
    "coverage.never-below": ("无论填报什么，都不会低于", "whatever is stated, it is never below"),
    "coverage.never-above": ("无论填报什么，都不会高于", "whatever is stated, it is never above"),
    "coverage.never-unknown": (
        "只取决于日期、年度和参数，总是已知",
        "it rests on the day, the year and parameters only, which are always known",
    ),
    # declarations of what is out of reach
    "coverage.no-owner": (
        "“{owner}”不是此政策的措施、导出事实或可检查之处{nearest:；最接近的是 %s}",
        "{owner!r} is no measure, derived fact or other owner of points of this policy{nearest:; the nearest are %s}",
    ),
    "coverage.no-point": (
        "“{owner}”中没有“{point}”{nearest:；最接近的是 %s}",
        "{owner} has no point {point!r}{nearest:; the nearest are %s}",
    ),
    "coverage.no-outcome": (
        "“{point}”没有结果“{outcome}”；有：{outcomes:%s}",
        "{point!r} has no outcome {outcome!r}; it has: {outcomes:%s}",
    ),
    "coverage.reached-after-all": (
        "“{owner}”的“{point}”声明为不可达，但案例 {case} 得到了“{outcome}”",
        "{point!r} of {owner} is declared unreachable, but the case {case} shows {outcome!r}",
    ),
}
