"""What the mutation room says: code → (Chinese, English).

A mutant is told as `of-…` (whose part), `where-…` (which part of it), and the change.
"""

TEXTS: dict[str, tuple[str, str]] = {
    # whose
    "mutation.of-policy": ("政策", "the policy"),
    "mutation.of-requirements": ("共同条件", "the requirements"),
    "mutation.of-measure": ("第{number}条“{title}”（{id}）", "measure {number}, {title} ({id})"),
    "mutation.of-fact": ("推算事实“{label}”（{id}）", "derived fact {label} ({id})"),
    "mutation.of-parameter": ("参数“{label}”（{id}）", "parameter {label} ({id})"),
    "mutation.of-group": ("叠加规则“{label}”（{id}）", "group {label} ({id})"),
    "mutation.of-limit": ("限额“{label}”", "limit {label}"),
    # which part
    "mutation.where-in-force": ("施行日期", "days in force"),
    "mutation.where-values": ("取值", "values"),
    "mutation.where-condition": ("条件“{label}”（{id}）", "condition {label} ({id})"),
    "mutation.where-conditions": ("{ids:条件组（%s）}", "{ids:conditions (%s)}"),
    "mutation.where-award": ("奖励标准", "award"),
    "mutation.where-amount": ("金额", "amount"),
    "mutation.where-each": ("逐项计奖", "items"),
    "mutation.where-where": ("计奖的项目", "items that count"),
    "mutation.where-by": ("归为同一项的依据", "what items share"),
    "mutation.where-min": ("最低额", "floor"),
    "mutation.where-max": ("最高额", "ceiling"),
    "mutation.where-less": ("扣除额", "deduction"),
    "mutation.where-round": ("取整", "rounding"),
    "mutation.where-brackets": ("分段", "slices"),
    "mutation.where-base": ("分段的基数", "base of the slices"),
    "mutation.where-slice": ("第{number}段", "slice {number}"),
    "mutation.where-formula": ("算式", "formula"),
    "mutation.where-table": ("表", "table"),
    "mutation.where-input": ("表的第{number}列", "column {number} of the table"),
    "mutation.where-row": ("表的第{number}行", "row {number} of the table"),
    "mutation.where-otherwise": ("表的“其他情形”", "otherwise of the table"),
    "mutation.where-received": ("已领金额", "what was received"),
    "mutation.where-maximum": ("限额", "maximum"),
    "mutation.where-whole": ("", ""),
    # the change
    "mutation.written-as": ("`{before}` 误作 `{after}`", "`{before}` written as `{after}`"),
    "mutation.left-out": ("漏写 `{what}`", "`{what}` left out"),
    "mutation.rows-swapped": ("第{one}行与第{other}行颠倒", "rows {one} and {other} swapped"),
    "mutation.answers-swapped": ("第{one}行与第{other}行的结果颠倒", "the answers of rows {one} and {other} swapped"),
    "mutation.rates-swapped": ("第{one}段与第{other}段的比例颠倒", "the rates of slices {one} and {other} swapped"),
    "mutation.out-of-group": ("漏归入叠加规则 {group}", "taken out of the group {group}"),
    "mutation.limit-left-out": ("漏写该项限额", "the limit left out"),
    "mutation.change": ("{whose}：{change}", "{whose}: {change}"),
    "mutation.part-separator": ("，", ", "),
    # the report
    "mutation.shared-facts": ("词汇表中各政策共用的推算事实", "Derived facts that policies share"),
    "mutation.common": ("几项措施共用", "common to several"),
    "mutation.in-all": ("合计", "in all"),
    "mutation.column-all": ("变异", "mutants"),
    "mutation.column-killed": ("查出", "killed"),
    "mutation.column-survived": ("存活", "survived"),
    "mutation.column-equivalent": ("等价", "equivalent"),
    "mutation.column-score": ("得分", "score"),
    "mutation.survivors": ("存活的变异（{count}）：没有案例能查出", "Survivors ({count}): no case notices"),
    "mutation.equivalents": (
        "等价的变异（{count}）：经证明与原规则结果相同，不计入得分",
        "Equivalent ({count}): proved to decide as the policy does, not counted",
    ),
    "mutation.explained": ("已说明：{because}", "explained: {because}"),
    "mutation.id": ("编号：{id}", "id: {id}"),
    "mutation.near": ("最接近的案例：“{case}”（{place}）", "nearest case: {case} ({place})"),
    "mutation.unnoticed": (
        "案例“{case}”（{place}）中 {measure} 的{what}由 {before} 变为 {after}，但该案例未写明应为多少",
        "in the case {case} ({place}) the {what} of {measure} changes from {before} to {after}, which it does not expect",
    ),
    "mutation.what-verdict": ("结论", "verdict"),
    "mutation.what-gross": ("应得金额", "gross"),
    "mutation.what-payable": ("应付金额", "payable"),
    "mutation.what-missing": ("所缺事实", "missing facts"),
    "mutation.verdict-eligible": ("符合", "eligible"),
    "mutation.verdict-ineligible": ("不符合", "ineligible"),
    "mutation.verdict-undetermined": ("待定", "undetermined"),
    "mutation.verdict-not-in-force": ("不在有效期", "not in force"),
    "mutation.not-known": ("未知", "not known"),
    "mutation.none": ("无", "none"),
    "mutation.not-proved": (
        "未判断存活的变异是否等价：需安装 incentive-engine[verify]",
        "whether survivors are equivalent was not judged: install incentive-engine[verify]",
    ),
    # what the solver says
    "mutation.difference": (
        "{day}，{facts}——{measure}：原规则 {before}，变异后 {after}",
        "{day}, {facts}: {measure} is {before} by the policy, {after} by the mutant",
    ),
    "mutation.decided": ("{verdict}，{amount}", "{verdict} with {amount}"),
    "mutation.nothing-stated": ("什么都未填的企业", "nothing stated"),
    "mutation.open": ("是否等价未能判定：{why}", "whether it is equivalent could not be told: {why}"),
    "mutation.proved": ("经证明，在 {days} 任何企业的结果都相同", "proved: on {days} every enterprise is decided alike"),
    "mutation.proved-items": (
        "经证明，在 {days} 任何企业（每种清单至多 {items} 项不同的内容）的结果都相同",
        "proved: on {days} every enterprise (lists of up to {items} different entries) is decided alike",
    ),
    # explanations
    "mutation.explained-no-mutant": (
        "没有“{mutant}”这个变异{nearest:；最接近的是 %s}",
        "there is no mutant {mutant!r}{nearest:; the nearest is %s}",
    ),
    "mutation.explained-killed": (
        "变异“{mutant}”已由案例“{case}”查出，这条说明应删去",
        "the mutant {mutant!r} is killed by the case {case!r}: this explanation is out of date",
    ),
    "mutation.explained-of-other": (
        "此处应为“{expected}”的说明，而文件写的是“{stated}”",
        "these should be explanations for {expected}, but the file says {stated}",
    ),
    "mutation.explained-twice": ("变异“{mutant}”已在 {other} 说明过", "the mutant {mutant!r} is explained at {other} already"),
    # the command
    "mutation.no-cases": (
        "“{policy}”没有案例，变异无从查出：请在 {folder} 中编写案例",
        "{policy} has no rule cases that could notice a mutant: write some in {folder}",
    ),
    "mutation.case-fails": (
        "案例“{case}”对 {measure} 的预期与规则不符；请先用 incentive test 查明，使案例全部通过",
        "the case {case!r} does not pass without any mutant (what it expects of {measure}): "
        "see `incentive test`, and make all cases pass first",
    ),
    "mutation.no-such-measure": (
        "所选政策中没有“{name}”这项措施{nearest:；最接近的是 %s}",
        "the policies hold no measure {name}{nearest:; the nearest are %s}",
    ),
    "mutation.below": ("{policy} 的得分 {score}%，低于 {least}%", "{policy} scores {score} %, below {least} %"),
    "mutation.unexplained": (
        "{policy} 有 {count} 个存活的变异未加说明",
        "{policy} has survivors that nobody explained: {count}",
    ),
    "mutation.option-measure": (
        "只变异这项措施及只有它用到的内容（编号或序号），可多次使用",
        "only mutants that this measure alone reads (id or number); repeatable",
    ),
    "mutation.option-operator": ("只做这一种变异，可多次使用", "only this way to err; repeatable"),
    "mutation.option-fail-under": (
        "任一政策得分低于此百分数时以状态 1 退出（默认：有未加说明的存活变异时）",
        "exit 1 when a policy scores less (default: when a survivor is not explained)",
    ),
    "mutation.option-no-cache": ("不使用以前的结果，也不保留结果", "neither use nor keep earlier results"),
    "mutation.option-format": ("输出格式（默认：text；-o 为 .json 时为 json）", "form of the result (default: by the extension of -o, else text)"),
}
