"""What the decision room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # values
    "decision.unknown": ("未知", "unknown"),
    "decision.true": ("是", "yes"),
    "decision.false": ("否", "no"),
    "decision.quoted": ("“{text}”", "“{text}”"),
    "decision.day": ("{year}年{month}月{number}日", "{day}"),
    "decision.years": ("{count}年", "{count} years"),
    "decision.months": ("{count}个月", "{count} months"),
    "decision.days": ("{count} 天", "{count} days"),
    "decision.counted": ("{number} {unit}", "{number} {unit}"),
    "decision.year": ("{year}年", "{year}"),
    "decision.no-entries": ("无", "none"),
    "decision.points": ("{points} 个百分点", "{points} percentage points"),
    "decision.entry": ("{count} 项", "{count} entry"),
    "decision.entries": ("{count} 项", "{count} entries"),
    "decision.yuan": ("{yuan} 元", "{yuan} yuan"),
    # putting sentences together
    "decision.separator": ("、", ", "),
    "decision.comma": ("，", ", "),
    "decision.clause-separator": ("；", "; "),
    "decision.or": ("或", " or "),
    "decision.aside": ("{text}（{aside}）", "{text} ({aside})"),
    "decision.lowest": ("（{parts} 中较低者）", "(the lower of {parts})"),
    "decision.highest": ("（{parts} 中较高者）", "(the higher of {parts})"),
    "decision.parenthesised": ("（{text}）", "({text})"),
    "decision.name-and-value": ("{name} {value}", "{name} {value}"),
    "decision.formula-and-value": ("{formula} = {value}", "{formula} = {value}"),
    # what things are called
    "decision.as-of": ("核对日期", "day asked for"),
    "decision.assessment-year": ("考核年度", "assessment year"),
    "decision.of-year": ("{year}年{name}", "{name} {year}"),
    "decision.matching": ("符合条件的{name}", "matching {name}"),
    "decision.part-of": ("{name}的{part}", "{part} of {name}"),
    "decision.year-of": ("{name}的年份", "year of {name}"),
    "decision.month-of": ("{name}的月份", "month of {name}"),
    "decision.day-of": ("{name}的日", "day of {name}"),
    "decision.count-of": ("{name}数量", "number of {name}"),
    "decision.sum-of": ("{name}合计", "total of {name}"),
    "decision.max-of": ("{name}最高值", "highest {name}"),
    "decision.min-of": ("{name}最低值", "lowest {name}"),
    "decision.mean-of": ("{name}平均值", "mean of {name}"),
    # what a condition found
    "decision.flag": ("{name}：{value}", "{name}: {value}"),
    "decision.none-listed": ("{name}：无", "{name}: none"),
    "decision.is": ("{name}为{value}", "{name} is {value}"),
    "decision.should-be": ("{name}应为{options}，实为{value}", "{name} should be {options}, but is {value}"),
    "decision.should-not-be": ("{name}不得为{options}，实为{value}", "{name} must not be {options}, but is {value}"),
    "decision.inside": ("{subject}，在{low} 至{high} 之间", "{subject}, between {low} and {high}"),
    "decision.holds": ("符合条件", "the condition is met"),
    "decision.does-not-hold": ("不符合条件", "the condition is not met"),
    "decision.some-met": ("{name}（{value}）中有符合条件的", "{name} ({value}): at least one meets the condition"),
    "decision.some-not-met": ("{name}（{value}）中没有符合条件的", "{name} ({value}): none meets the condition"),
    "decision.every-met": ("{name}（{value}）均符合条件", "{name} ({value}): all meet the condition"),
    "decision.every-not-met": ("{name}（{value}）未全部符合条件", "{name} ({value}): not all meet the condition"),
    "decision.share": ("{part}，占{whole} {ratio}", "{part}, {ratio} of {whole}"),
    "decision.number-ge": ("{subject}，不低于{bound}", "{subject}, at least {bound}"),
    "decision.number-gt": ("{subject}，高于{bound}", "{subject}, above {bound}"),
    "decision.number-le": ("{subject}，不高于{bound}", "{subject}, at most {bound}"),
    "decision.number-lt": ("{subject}，低于{bound}", "{subject}, below {bound}"),
    "decision.number-eq": ("{subject}，等于{bound}", "{subject}, equal to {bound}"),
    "decision.number-ne": ("{subject}，不等于{bound}", "{subject}, not equal to {bound}"),
    "decision.number-ge-missed": ("{text}，还差 {gap}", "{text}; {gap} short"),
    "decision.number-gt-missed": ("{text}，须再增加 {gap}以上", "{text}; more than {gap} short"),
    "decision.number-le-missed": ("{text}，超出 {gap}", "{text}; {gap} too much"),
    "decision.number-lt-missed": ("{text}，须再减少 {gap}以上", "{text}; {gap} or more too much"),
    "decision.number-eq-missed": ("{text}，相差 {gap}", "{text}; {gap} apart"),
    "decision.number-ne-missed": ("{text}，须不相等", "{text}; they must differ"),
    "decision.day-ge": ("{subject}，不早于{bound}", "{subject}, not before {bound}"),
    "decision.day-gt": ("{subject}，晚于{bound}", "{subject}, after {bound}"),
    "decision.day-le": ("{subject}，不晚于{bound}", "{subject}, not after {bound}"),
    "decision.day-lt": ("{subject}，早于{bound}", "{subject}, before {bound}"),
    "decision.day-eq": ("{subject}，即{bound}", "{subject}, which is {bound}"),
    "decision.day-ne": ("{subject}，不是{bound}", "{subject}, not {bound}"),
    "decision.day-ge-missed": ("{text}，早了 {gap}", "{text}; {gap} too early"),
    "decision.day-gt-missed": ("{text}，早了 {gap}以上", "{text}; more than {gap} too early"),
    "decision.day-le-missed": ("{text}，晚了 {gap}", "{text}; {gap} too late"),
    "decision.day-lt-missed": ("{text}，晚了 {gap}以上", "{text}; more than {gap} too late"),
    "decision.day-eq-missed": ("{text}，相差 {gap}", "{text}; {gap} apart"),
    "decision.day-ne-missed": ("{text}，须不是同一天", "{text}; it must be another day"),
    # what is unknown, and who can say
    "decision.wanting": ("尚缺：{facts}", "not known: {facts}"),
    "decision.wanted-fact": ("{label}（{who}）", "{label} ({who})"),
    "decision.asks-enterprise": ("由企业填报", "the enterprise can say"),
    "decision.asks-registry": ("由登记、税务、统计等部门核实", "a registry can say"),
    "decision.asks-reviewer": ("由评审专家认定", "a reviewer has to judge"),
    "decision.went-wrong": ("无法得出：{failure}", "cannot be worked out: {failure}"),
    # conditions made of others
    "decision.all-met": ("{of} 项条件均已满足", "all {of} conditions are met"),
    "decision.all-not-met": ("未满足：{children}", "not met: {children}"),
    "decision.all-open": ("尚不确定：{children}", "not known yet: {children}"),
    "decision.any-met": ("满足其中：{children}", "met: {children}"),
    "decision.any-not-met": ("{of} 项条件无一满足", "none of the {of} conditions is met"),
    "decision.any-open": ("尚不确定：{children}", "not known yet: {children}"),
    "decision.at-least-met": ("满足 {met} 项，要求至少 {count} 项", "{met} are met, {count} are needed"),
    "decision.at-least-not-met": ("只满足 {met} 项，要求至少 {count} 项", "only {met} are met, {count} are needed"),
    "decision.at-least-open": (
        "已满足 {met} 项，要求至少 {count} 项",
        "{met} are met, {count} are needed",
    ),
    "decision.measure-met": ("“{title}”符合条件", "“{title}” is granted"),
    "decision.measure-not-met": ("“{title}”不符合条件", "“{title}” is not granted"),
    "decision.measure-open": ("“{title}”尚不确定", "“{title}” is not decided yet"),
    # what went wrong
    "decision.no-parameter-value": ("参数“{parameter}”在 {day} 没有取值", "the parameter “{parameter}” has no value on {day}"),
    "decision.no-truth-value": ("{expression} 的结果不是真或假", "{expression} is neither true nor false"),
    "decision.no-amount": ("计算结果不是金额", "what was worked out is no amount"),
    "decision.amount-too-large": ("金额超过 34 位数字", "the amount has more than 34 digits"),
    # what changed an amount
    "decision.never-negative": ("计算结果为负，按 0 元计", "the formula gives less than nothing: taken as 0"),
    "decision.step-min": ("不足 {bound}，按 {bound}计", "raised to the least amount, {bound}"),
    "decision.step-max": ("最高不超过 {bound}", "at most {bound}"),
    "decision.step-less": ("扣除上级已给予的 {bound}", "less {bound} that was granted already"),
    "decision.item-not-highest": ("“{by}”从高不重复，已按 {amount}计", "“{by}” counts once, at its highest: {amount}"),
    "decision.group-highest": (
        "{group}：已按第 {number} 条“{title}”给予 {amount}",
        "{group}: number {number}, “{title}”, gives {amount}",
    ),
    "decision.group-top-up": ("{group}：扣除此前已获的 {received}", "{group}: less {received} received before"),
    "decision.over-limit": (
        "{limit}：最高 {maximum}，合计 {total}，超出部分从序号在后的条款扣减",
        "{limit}: at most {maximum} of {total}; the excess comes off the last measures first",
    ),
    "decision.across-highest": (
        "{matter}：跨政策从高不重复，已按“{policy}”第 {number} 条“{title}”给予 {amount}",
        "{matter}: paid once, at the highest; number {number} of “{policy}”, “{title}”, gives {amount}",
    ),
    "decision.across-top-up": (
        "{matter}：补差，扣除“{policy}”第 {number} 条“{title}”给予的 {amount}",
        "{matter}: less {amount} that number {number} of “{policy}”, “{title}”, gives",
    ),
    # how an amount came about
    "decision.trace-amount": ("按公式计算：{formula} = {amount}", "by the formula: {formula} = {amount}"),
    "decision.trace-row": (
        "按分档表第 {rows} 行计算：{inputs}，得 {amount}",
        "by row {rows} of the table: {inputs} gives {amount}",
    ),
    "decision.trace-rows": (
        "按分档表第 {rows} 行合并计算：{inputs}，得 {amount}",
        "by rows {rows} of the table together: {inputs} gives {amount}",
    ),
    "decision.trace-otherwise": (
        "分档表各行均不适用：{inputs}，得 {amount}",
        "no row of the table applies: {inputs} gives {amount}",
    ),
    "decision.trace-slice": (
        "{name} {base}，其中超过 {over}的一档 {part} × {rate} = {amount}",
        "{name} {base}, of which the slice beyond {over}: {part} × {rate} = {amount}",
    ),
    "decision.trace-first-slice": (
        "{name} {base}，其中第一档 {part} × {rate} = {amount}",
        "{name} {base}, of which the first slice: {part} × {rate} = {amount}",
    ),
    "decision.trace-item": ("{item}：{line}", "{item}: {line}"),
    # arguments that cannot be used
    "decision.unknown-engine": ("没有名为“{name}”的推理引擎，可选：{known}", "there is no engine “{name}”; choose from {known}"),
    "decision.policy-twice": ("政策 {policy} 给出了两次", "the policy {policy} is given twice"),
    "decision.matter-unknown-measure": (
        "政策 {policy} 没有措施“{measure}”{nearest:；最接近的是 %s}",
        "the policy {policy} has no measure {measure}{nearest:; the nearest are %s}",
    ),
    "decision.matter-from-below": (
        "“{label}”：补差只能扣除上级或同级政策所给的，而政策 {policy} 的级别更低（{region}）",
        "{label}: a top-up takes off what wider or equal levels pay, but {policy} holds in {region} only",
    ),
    "decision.assumed-unknown-fact": (
        "假设的事实“{fact}”不存在{nearest:；最接近的是 %s}",
        "there is no fact “{fact}” to assume{nearest:; the nearest are %s}",
    ),
    "decision.assumed-derived-fact": (
        "“{label}”（{fact}）由其他事实推算，不能假设",
        "“{label}” ({fact}) is derived from other facts and cannot be assumed",
    ),
    "decision.assumed-of-other-shape": (
        "“{label}”（{fact}）不能假设为 {value!r}：应与 Profile.facts 中该事实的形式相同（数字和金额为 Decimal）",
        "“{label}” ({fact}) cannot be assumed to be {value!r}: the shape is that of Profile.facts, where numbers and"
        " money are Decimals",
    ),
    "decision.assumed-against-stated": (
        "“{label}”（{fact}）已有填报值，假设只能补充未知的事实",
        "“{label}” ({fact}) is stated otherwise; an assumption can only fill in what is unknown",
    ),
    "decision.unknown-parameter": (
        "没有参数“{parameter}”{nearest:；最接近的是 %s}",
        "there is no parameter “{parameter}”{nearest:; the nearest are %s}",
    ),
    "decision.parameter-of-other-type": (
        "参数“{parameter}”不能取值 {value!r}：类型与政策中的取值不同",
        "the parameter “{parameter}” cannot be {value!r}: its values are of another type",
    ),
    # the engine rete
    "decision.rete-not-installed": (
        "推理引擎 rete 在此不可用：durable-rules 没有安装，或安装时因缺少 C 编译器未能构建；"
        "请改用 --engine reference，结论相同",
        "the engine rete is not available here: durable-rules is not installed, or could not be built for"
        " want of a C compiler; use --engine reference, which concludes the same",
    ),
    "decision.rete-needs-older-python": (
        "推理引擎 rete 在此不可用：它所用的 durable-rules 不支持 Python 3.13 及以上版本；"
        "请改用 --engine reference，结论相同",
        "the engine rete is not available here: durable-rules, which it uses, does not run on Python 3.13 or"
        " later; use --engine reference, which concludes the same",
    ),
    "decision.rete-too-large": (
        "该政策有 {size} 个命题，超出推理引擎 rete 的容量；请改用 --engine reference，结论相同",
        "the policy has {size} propositions, more than the engine rete can hold; use --engine reference,"
        " which concludes the same",
    ),
    "decision.rete-too-many-sessions": (
        "同一政策同时打开的会话已达上限 {most} 个；请先关闭不再使用的会话",
        "{most} sessions of this policy are open, the most at a time; close those that are no longer used",
    ),
    # sessions
    "decision.session-told-before": (
        "{label}（{fact}）已经告知过，由它得出的结论不再改变；如需更正，请重新开始会话",
        "{label} ({fact}) was told before, and what follows from it is settled; to correct it, start a new"
        " session",
    ),
    "decision.session-met": ("符合：{condition}", "met: {condition}"),
    "decision.session-not-met": ("不符合：{condition}", "not met: {condition}"),
    "decision.session-eligible": ("可以享受“{title}”", "eligible for “{title}”"),
    "decision.session-ineligible": ("不能享受“{title}”", "not eligible for “{title}”"),
    "decision.session-not-in-force": ("“{title}”不在有效期内", "“{title}” is not in force"),
    "decision.session-because": ("{settled}（因为{premises}）", "{settled} (because {premises})"),
    "decision.session-granted": ("可以享受“{title}”", "being eligible for “{title}”"),
    "decision.session-not-granted": ("不享受“{title}”", "not receiving “{title}”"),
    "decision.session-not": ("不属于以下情形：{condition}", "not the case: {condition}"),
    "decision.session-all": ("以下各项全部具备：{conditions}", "all of: {conditions}"),
    "decision.session-any": ("以下各项具备其一：{conditions}", "any of: {conditions}"),
    "decision.session-at-least": (
        "以下各项至少具备 {count} 项：{conditions}",
        "at least {count} of: {conditions}",
    ),
}
