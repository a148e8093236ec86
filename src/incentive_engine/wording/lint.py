"""What the lint room says: code → (Chinese, English). A finding's code begins with the name of its check."""

TEXTS: dict[str, tuple[str, str]] = {
    # Clauses and labels against numbers and operators.
    "lint.number-differs-from-clause": (
        "第{number}条写的是“{figure}”，参数“{parameter}”取的是 {value}；请改成一致",
        "clause {number} says “{figure}”, but the parameter “{parameter}” is {value}; make them agree",
    ),
    "lint.number-differs-from-clause.unknown": (
        "第{number}条写有“{figure}”，本条规则里没有这个数；请查参数的取值，或者是否漏了一个条件",
        "clause {number} says “{figure}”, a number that its rule does not know: is a parameter wrong, or a condition missing?",
    ),
    "lint.number-differs-from-clause.unsaid": (
        "参数“{parameter}”取 {value}，用到它的第{numbers}条没有写这个数；请查取值，或者是否用错了参数",
        "the parameter “{parameter}” is {value}, which clause {numbers} that uses it does not say: is the value wrong, or the parameter?",
    ),
    "lint.number-differs-from-label": (
        "条件“{label}”写的是“{figure}”，判断式里没有这个数：{test}",
        "the condition “{label}” says “{figure}”, a number that its test does not know: {test}",
    ),
    "lint.number-differs-from-label.parameter": (
        "条件“{label}”用的参数“{parameter}”不是名称里写的数；请查是否用错了参数",
        "the condition “{label}” uses the parameter “{parameter}”, which is not the number that it names: is it the wrong one?",
    ),
    "lint.operator-contradicts-wording.label": (
        "名称写“{words}”，判断用的是 {operator}；按用语应为 {wanted}",
        "the label says “{words}”, but the test uses {operator}; these words mean {wanted}",
    ),
    "lint.operator-contradicts-wording.clause": (
        "第{number}条写“{words}”，判断用的是 {operator}，恰好等于这个数时会判反；应为 {wanted}",
        "clause {number} says “{words}”, but the test uses {operator}, which is wrong for just this number; it should be {wanted}",
    ),
    "lint.connective-contradicts-label": (
        "名称“{label}”写“{word}”，判断却用 {written} 连接；是否应为 {wanted}",
        "the label “{label}” says “{word}”, but the test joins its parts by `{written}`; should it be `{wanted}`?",
    ),
    "lint.connective-contradicts-label.any": (
        "条文写“{words}”，规则里却没有 any；是否误写成 all",
        "the clause says “{words}”, one of several, but no condition is an `any`; was `all` written instead?",
    ),
    "lint.connective-contradicts-label.all": (
        "条文写“{words}”，规则里却没有 all；是否误写成 any",
        "the clause says “{words}”, all of them, but no condition is an `all`; was `any` written instead?",
    ),
    "lint.connective-contradicts-label.elsewhere": (
        "这几个条件在第 {line} 行用 {other} 连接，这里却用 {written}",
        "the same conditions are joined by `{other}` elsewhere (line {line}), and by `{written}` here",
    ),
    "lint.connective-contradicts-label.count": (
        "条文要求“{words}”，at_least 的 n 与此不符",
        "the clause asks for “{words}”, which the `n` of `at_least` is not",
    ),
    "lint.negation-contradicts-label": (
        "名称“{label}”与判断式正好相反：{test} 要求的是“{fact}”；是否漏了 not(…)",
        "the label “{label}” is the opposite of the test: {test} demands “{fact}”; is a not(…) missing?",
    ),
    "lint.negation-contradicts-label.denied": (
        "名称“{label}”与判断式正好相反：{test} 要求“{fact}”不成立；是否多了 not(…)",
        "the label “{label}” is the opposite of the test: {test} denies “{fact}”; is there a not(…) too many?",
    ),
    "lint.label-names-another-fact": (
        "“{label}”说的是“{named}”，算式读的却是“{read}”",
        "“{label}” speaks of “{named}”, but the expression reads “{read}”",
    ),
    "lint.label-names-another-fact.parameter": (
        "“{read}”与参数“{label}”比较；另有参数“{named}”才像是它的",
        "“{read}” is compared with the parameter “{label}”, while “{named}” seems to be its own",
    ),
    "lint.year-index.front": (
        "“{fact}”按年排列，[{index}] 从最早的一年数起，企业成立晚几年就指另一年；考核年度写 [-1]，上一年写 [-2]：{expression}",
        "“{fact}” is a series of years, and [{index}] counts from the first, which differs from firm to firm; the assessment year is [-1]: {expression}",
    ),
    "lint.year-index.alone": (
        "只用了“{fact}”以前年度的数（[{index}]），没有用考核年度的 [-1]：{expression}",
        "only an earlier year of “{fact}” is used ([{index}]), not the assessment year, [-1]: {expression}",
    ),
    "lint.year-index.apart": (
        "“{fact}”减的是隔了几年的数（[{index}]），名称没有说隔几年：{expression}",
        "what is taken off “{fact}” is a year further back ([{index}]), which the label does not say: {expression}",
    ),
    "lint.year-index.year-end": (
        "名称写截至上年末，判断用的却是核对日 as_of；应为 date(assessment_year, 12, 31)：{expression}",
        "the label says until the end of the last year, but the test uses `as_of`; it should be date(assessment_year, 12, 31): {expression}",
    ),
    "lint.year-index.backwards": (
        "“{fact}”用较早的一年减较晚的一年，增长会算成负数：{expression}",
        "a later year of “{fact}” is taken off an earlier one, so that growth comes out negative: {expression}",
    ),
    "lint.year-index.same": (
        "“{fact}”同一年自己减自己，结果总是 0：{expression}",
        "a year of “{fact}” is taken off itself, which is always 0: {expression}",
    ),
    "lint.date-differs-from-clause": (
        "第{number}条写有“{day}”，规则在这一天没有任何变化；请查施行期和参数的生效日",
        "clause {number} names {day}, a day on which nothing in its rule changes: look at `in_force` and at the parameters' days",
    ),
    "lint.date-differs-from-clause.near": (
        "第{number}条写“{day}”，规则写的是 {near}，差一天",
        "clause {number} says {day}, the rule {near}: a day off",
    ),
    "lint.date-differs-from-clause.source": (
        "参数“{parameter}”的来源写“{day}”起，取值里没有这一天",
        "the source of the parameter “{parameter}” says from {day}, on which no value of it begins",
    ),
    # Awards and settlement.
    "lint.cap-below-award": (
        "上限 {cap} 低于本条的一档奖励 {award}，这一档永远给不足",
        "the ceiling {cap} is below {award}, an award of the same measure, which is then never paid in full",
    ),
    "lint.cap-below-award.limit": (
        "年度限额 {cap} 低于“{title}”单项的 {award}，这一项永远给不足",
        "the yearly limit {cap} is below {award}, a single award of “{title}”, which is then never paid in full",
    ),
    "lint.cap-below-award.role": (
        "{kind} 用的是“{label}”；下限写 min，上限写 max，是否写反了",
        "`{kind}` is “{label}”; a floor is `min` and a ceiling `max`: are they the wrong way round?",
    ),
    "lint.cap-missing": (
        "第{number}条写“{words}”“{figure}”，规则没有这个上限；应写 max（或在算式里用 min）",
        "clause {number} says “{words} {figure}”, but the rule has no such ceiling; write `max`, or `min(…)` in the amount",
    ),
    "lint.cap-missing.fact": (
        "条文写“{words}”，规则没有这个上限；应写 max（或在算式里用 min）",
        "the clause says “{words}”, but the rule has no such ceiling; write `max`, or `min(…)` in the amount",
    ),
    "lint.stacking-differs-from-clause.matter": (
        "“{matter}”取高（highest），条文写的是“{words}”，应为 top_up",
        "of “{matter}” only the highest is paid (`highest`), but the clause says “{words}”: `top_up`",
    ),
    "lint.stacking-differs-from-clause.difference": (
        "条文写“{words}”，规则却没有扣减：缺 less、补差的 group 或 matters",
        "the clause says “{words}”, but nothing is taken off: `less`, a `top_up` group or a matter is missing",
    ),
    "lint.stacking-differs-from-clause.highest": (
        "条文写“{words}”，规则却会重复给：缺 group、by 和 keep，或 collect max",
        "the clause says “{words}”, but the rule pays several: a group, `by` and `keep`, or `collect max` is missing",
    ),
    "lint.stacking-differs-from-clause.group-highest": (
        "本条归入“{group}”，条文却没有写从高或者不重复；是否归错了组",
        "the measure is in the group “{group}”, but its clause does not say that only the highest is paid; is it the wrong group?",
    ),
    "lint.stacking-differs-from-clause.group-top-up": (
        "本条归入“{group}”，条文却没有写差额或者补足；是否归错了组",
        "the measure is in the group “{group}”, but its clause says nothing of a difference; is it the wrong group?",
    ),
    "lint.stacking-differs-from-clause.group-sum": (
        "本条归入“{group}”（各项都给），条文却写从高或者不重复",
        "the group “{group}” pays all, but the clause says that only the highest is paid",
    ),
    "lint.stacking-differs-from-clause.received": (
        "补差减的是“{received}”上已获的，奖励的却是“{items}”",
        "what was received for “{received}” is taken off what is paid for “{items}”",
    ),
    "lint.stacking-differs-from-clause.less": (
        "less 减的是“{column}”，它不像是已经获得的补助",
        "`less` takes off “{column}”, which does not seem to be something received before",
    ),
    "lint.stacking-differs-from-clause.by": (
        "by 把“{column}”相同的都当作同一事项，条文没有这样写",
        "`by` makes one matter of all that share “{column}”, which the clause does not say",
    ),
    "lint.stacking-differs-from-clause.keep": (
        "同一事项只取最高一项，条文却没有这样写",
        "of one matter only the highest is kept, which the clause does not say",
    ),
    "lint.rounding-differs-from-clause": (
        "条文写“{words}”（{wanted}），规则取整到 {to} 元、方式 {mode}",
        "the clause says “{words}” ({wanted}), but the rule rounds to {to} yuan, {mode}",
    ),
    "lint.rounding-differs-from-clause.unsaid": (
        "规则有取整，条文没有写",
        "the rule rounds, and its clause does not say so",
    ),
    "lint.each-differs-from-condition.unpaid": (
        "条件“{label}”要求 {part}，where 里没有：不符合的项也会计入奖励",
        "the condition “{label}” asks for {part}, which `where` does not: items that are not meant are paid for",
    ),
    "lint.each-differs-from-condition.unasked": (
        "where 要求 {part}，条件“{label}”里没有：可能判为符合而一项也不给",
        "`where` asks for {part}, which the condition “{label}” does not: a firm may be eligible and be paid nothing",
    ),
    "lint.group-of-one": (
        "叠加组“{group}”只有“{title}”一项措施，不起作用；是否漏了另一项",
        "the group “{group}” holds nothing but “{title}”, and so settles nothing; is another measure missing?",
    ),
    # Tables and tiers.
    "lint.tiers-out-of-order.series": (
        "“{upper}”与“{lower}”没有逐档递升（或递降）",
        "“{upper}” does not follow “{lower}” in order: the tiers neither rise nor fall one after the other",
    ),
    "lint.tiers-out-of-order.unreachable": (
        "这一行（{row}）永远轮不到：前面的 {earlier} 已经全部取走",
        "this row ({row}) is never reached: {earlier} before it takes everything",
    ),
    "lint.tiers-out-of-order.falling": (
        "较高的一档（{upper}）给得比较低的一档（{lower}）少",
        "the higher tier ({upper}) gives less than the lower one ({lower})",
    ),
    "lint.tiers-out-of-order.step": (
        "{upper} 这一档与 {lower} 一档的数额没有依次递升（或递降）",
        "the amounts of the steps neither rise nor fall one after the other: {upper} beside {lower}",
    ),
    "lint.tiers-out-of-order.lower-first": (
        "两行都命中时先取了较少的 {first}，较多的 {second} 写在后面",
        "when both rows are met, the smaller {first} is taken, because {second} stands after it",
    ),
    "lint.row-contradicts-label": (
        "“{row}”这一行用的是参数“{parameter}”，它说的是“{other}”",
        "the row for “{row}” uses the parameter “{parameter}”, which is for “{other}”",
    ),
    "lint.row-contradicts-label.slice": (
        "第 {row} 段用的是“{parameter}”，它说的是“{other}”的部分",
        "slice {row} uses “{parameter}”, which is for another part of the base (“{other}”)",
    ),
    "lint.row-contradicts-clause": (
        "第{number}条给“{row}”的是 {figure}，这一行给的是 {output}，数额不同",
        "clause {number} gives “{row}” {figure}, but this row gives {output}, which is another amount",
    ),
    "lint.table-without-otherwise": (
        "表没有写 otherwise，而各行没有覆盖所有情形；都不命中时金额不知道",
        "the table has no `otherwise`, and its rows do not take every case: what none of them takes has no answer",
    ),
    # Parameters.
    "lint.value-differs-from-source": (
        "参数“{parameter}”取 {value}，它的来源写的是 {said}",
        "the parameter “{parameter}” is {value}, but its source says {said}",
    ),
    "lint.unit-suspect.ratio": (
        "“{parameter}”是比例，取值却是 {value}；是否漏了 % 或多了单位",
        "“{parameter}” is a ratio, but its value is {value}: is a % missing, or a unit too many?",
    ),
    "lint.unit-suspect.money": (
        "“{parameter}”是金额，取值却是 {value}；应写明 元 或 万元",
        "“{parameter}” is an amount of money, but its value is {value}: write 元 or 万元",
    ),
    "lint.unit-suspect.far": (
        "“{parameter}”取 {value}，与同类参数相差千倍以上；是否把 元 和 万元 弄错了",
        "“{parameter}” is {value}, a thousand times what its neighbours are, or a thousandth: is it 元 or 万元?",
    ),
    "lint.literal-threshold": (
        "{literal} 直接写在了式子里；应写成参数，注明名称、来源和生效日：{expression}",
        "{literal} is written into the expression; make it a parameter, with a label, a source and a day: {expression}",
    ),
    "lint.parameter-history.idle": (
        "“{parameter}”自 {day} 起的取值在政策施行期内没有一天用得上",
        "the value of “{parameter}” from {day} holds on no day on which the policy is in force",
    ),
    "lint.parameter-history.same": (
        "“{parameter}”自 {day} 起的取值与前一个相同；是否抄漏了新数",
        "the value of “{parameter}” from {day} is the one before it once more; was the new number forgotten?",
    ),
    "lint.parameter-history.early": (
        "“{parameter}”的取值自 {day} 起，政策 {start} 才施行；生效日是否写错",
        "“{parameter}” has a value from {day}, but the policy begins on {start}; is the day right?",
    ),
    "lint.parameter-of-another-measure": (
        "“{title}”用了参数“{parameter}”，它像是“{other}”的",
        "“{title}” uses the parameter “{parameter}”, which seems to be of “{other}”",
    ),
    # Texts and sources.
    "lint.quotation": (
        "引文“{quote}”在 {ref} 里找不到；引文应逐字，转述以“转述：”或“比照：”开头",
        "the quotation “{quote}” does not stand in {ref}; quote word for word, or mark it as retold (转述) or likened (比照)",
    ),
    "lint.quotation.no-text": (
        "{ref} 不在存放原文的文件夹里，引自它的文字没有核对",
        "{ref} is not in the folder of sources: what is quoted from it was not compared",
    ),
    "lint.quotation.empty": (
        "引自“{title}”的引文是空的",
        "the quotation from “{title}” is empty",
    ),
    "lint.provenance.nothing": (
        "参数“{parameter}”的来源“{source}”什么也没有说（依据 {basis}）",
        "the source of the parameter “{parameter}”, “{source}”, says nothing (basis: {basis})",
    ),
    "lint.provenance.same-as-none": (
        "参数“{parameter}”写“{source}”，前一个参数却没有同样依据（{basis}）的来源",
        "the parameter “{parameter}” says “{source}”, but the one before it has no source of the same basis ({basis})",
    ),
    "lint.provenance.reconstructed-in-fact": (
        "参数“{parameter}”标为 {basis}，来源却写“{source}”，应为 reconstructed",
        "the parameter “{parameter}” is called {basis}, but its source, “{source}”, says that it is reconstructed",
    ),
    "lint.provenance.beyond-reconstruction": (
        "政策全文是重建的，参数“{parameter}”却标为 {basis}（{source}）",
        "the text of the policy is reconstructed, but the parameter “{parameter}” is called {basis} ({source})",
    ),
    "lint.provenance.no-reason": (
        "参数“{parameter}”是重建的（{basis}），来源“{source}”没有说明凭什么",
        "the parameter “{parameter}” is {basis}, and “{source}” does not say from what",
    ),
    "lint.provenance.no-source": (
        "“{title}”没有来源",
        "“{title}” names no source",
    ),
    "lint.provenance.only-likened": (
        "标为 {basis}，来源却都只是比照或凭记忆，应为 reconstructed",
        "called {basis}, but every source is a likening or a memory: it is reconstructed",
    ),
    "lint.provenance.beyond-policy": (
        "政策全文是重建的，本条却标为 {basis}",
        "the text of the policy is reconstructed, but this measure is called {basis}",
    ),
    "lint.unused-source": (
        "来源“{title}”没有用到；请删去，或者在用到的地方注明",
        "the source “{title}” is named nowhere; remove it, or name it where it was used",
    ),
    # Facts and labels.
    "lint.unused-fact": (
        "事实“{fact}”没有任何政策用到；是否漏了一个条件",
        "no policy reads the fact “{fact}”; was a condition left out?",
    ),
    "lint.minimum-missing": (
        "金额“{fact}”没有写 minimum，填成负数也会照算；不会是负数的写 minimum: 0，会的在 ask 里说明",
        "the amount “{fact}” has no `minimum`, so that a negative one would count; write 0, or say in `ask` that it may be negative",
    ),
    "lint.region-differs": (
        "“{label}”要求“{place}”，政策的 region 却是“{region}”",
        "“{label}” asks for {place}, but the policy's region is {region}",
    ),
    "lint.matter-outdated": (
        "“{matter}”只写了 {named}，它期满后接着施行的 {successor} 没有写",
        "“{matter}” names {named}, but not {successor}, which follows it while this policy is in force",
    ),
    "lint.unasked-fact": (
        "事实“{fact}”没有写 ask，企业不知道怎么填",
        "the fact “{fact}” has no `ask`: nobody knows what to answer",
    ),
    "lint.unasked-fact.source": (
        "事实“{fact}”没有写 source，不知道以什么为准",
        "the fact “{fact}” has no `source`: nobody knows where to look it up",
    ),
    "lint.unasked-fact.question": (
        "事实“{fact}”答是或否，ask 却不是问句",
        "the fact “{fact}” is answered yes or no, but its `ask` is no question",
    ),
    "lint.label-missing": (
        "{id} 的名称“{label}”没有说明它是什么",
        "the label of {id}, “{label}”, does not say what it is",
    ),
    "lint.duplicate-label": (
        "名称“{label}”与第 {other} 行的相同；请写出区别",
        "the label “{label}” is that of line {other} too; say what tells them apart",
    ),
    # Conditions.
    "lint.duplicate-condition": (
        "“{label}”与“{other}”是同一个判断：{test}",
        "“{label}” and “{other}” are the same test: {test}",
    ),
    "lint.duplicate-condition.within": (
        "同一个式子里 {test} 出现了两次",
        "{test} stands twice in one expression",
    ),
    "lint.constant-condition": (
        "判断不读任何事实，结果总是一样：{test}",
        "the test reads no fact, and so is always the same: {test}",
    ),
    "lint.constant-condition.itself": (
        "{operator} 的两边是同一个式子：{test}",
        "both sides of {operator} are the same: {test}",
    ),
    "lint.evidence-missing": (
        "条件“{label}”没有写证明材料（evidence）",
        "the condition “{label}” does not say what proves it (`evidence`)",
    ),
    # The policy as a whole.
    "lint.period-outside-policy.early": (
        "本条自 {day} 施行，政策 {policy} 才施行",
        "the measure is in force from {day}, its policy not before {policy}",
    ),
    "lint.period-outside-policy.late": (
        "本条施行到 {day}，政策到 {policy} 就期满",
        "the measure is in force until {day}, its policy only until {policy}",
    ),
    "lint.numbering": (
        "第{number}条之前缺第 {missing} 条",
        "before number {number}, number {missing} is missing",
    ),
    "lint.category.unused": (
        "类别“{category}”下没有措施",
        "there is no measure of the category “{category}”",
    ),
    "lint.category.order": (
        "第{number}条归入“{category}”，前面的条文已经到了“{before}”；是否归错了类",
        "number {number} is of the category “{category}”, after “{before}” has begun; is it the wrong one?",
    ),
    "lint.category.missing": (
        "“{title}”没有写类别",
        "“{title}” has no category",
    ),
    "lint.window": (
        "申报时间从 {first} 到 {last}，先后颠倒",
        "the window from {first} to {last} ends before it begins",
    ),
    "lint.window.across": (
        "申报时间从 {first} 到次年 {last}，跨年；是否抄反了",
        "the window is from {first} to {last} of the next year; was it copied the wrong way round?",
    ),
    "lint.clause-without-cases": (
        "“{title}”没有规则案例",
        "no rule case expects anything of “{title}”",
    ),
    "lint.clause-without-cases.amount": (
        "“{title}”没有一个写明金额（payable 或 gross）的案例",
        "no rule case says how much “{title}” pays (`payable` or `gross`)",
    ),
    "lint.clause-without-cases.eligible": (
        "“{title}”没有一个应判为符合的案例",
        "no rule case expects “{title}” to be granted",
    ),
    "lint.clause-without-cases.ineligible": (
        "“{title}”没有一个应判为不符合的案例",
        "no rule case expects “{title}” to be refused",
    ),
    # lint.yaml
    "lint.unused-ignore": (
        "不计 {ignored}（{at}）的说明没有用到；请删去",
        "ignoring {ignored} at {at} was not needed; remove it",
    ),
    "lint.no-such-check": (
        "没有名为“{name}”的检查{nearest:；最接近的是 %s}",
        "there is no check called {name}{nearest:; the nearest are %s}",
    ),
    "lint.no-sources-folder": ("没有这个来源文件夹", "there is no such folder of sources"),
    # Reports.
    "lint.severity-error": ("错误", "error"),
    "lint.severity-warning": ("警告", "warning"),
    "lint.severity-note": ("提示", "note"),
    "lint.clean": (
        "{policies} 项政策，{checks} 项检查，没有发现问题",
        "Policies: {policies}; checks: {checks}; nothing found",
    ),
    "lint.summary": (
        "{policies} 项政策，{checks} 项检查：错误 {errors}，警告 {warnings}，提示 {notes}",
        "Policies: {policies}; checks: {checks}; errors: {errors}; warnings: {warnings}; notes: {notes}",
    ),
    "lint.ignored": (
        "另有 {count} 处按 lint.yaml 所写理由不计",
        "Left as they are for the reasons in lint.yaml: {count}",
    ),
    "lint.quotations-unchecked": (
        "引文未与原文核对；用 --sources 指定存放原文的文件夹",
        "Quotations were not compared with their sources; --sources names the folder of the texts",
    ),
    "lint.unloaded": (
        "有政策不能载入，只列出了载入时的错误，没有检查",
        "Some policies do not load: their mistakes are listed, nothing else was checked in them",
    ),
    "lint.explain-hint": (
        "说明见 incentive lint --explain 检查名",
        "What a check is about: incentive lint --explain CHECK",
    ),
    # The command.
    "lint.option-check": (
        "只做这项检查，可多次使用（默认：全部）",
        "only this check; repeatable (default: all)",
    ),
    "lint.option-explain": ("说明一项检查：避免什么、怎样写、为什么", "tell what a check is about, and do nothing else"),
    "lint.option-fail-on": (
        "有多严重的发现时退出状态为 1（默认：warning）",
        "how severe a finding makes the exit status 1 (default: warning)",
    ),
    "lint.option-sources": (
        "存放来源原文（.txt）的文件夹，逐字核对引文",
        "a folder with the texts of the sources (.txt), to compare quotations with",
    ),
}
