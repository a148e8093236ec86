"""What the profile room says: code → (Chinese, English).

`{label}` is a fact's Chinese label, `{fact}` its id and what is meant of it: `revenue@2020`, `loans[2].bank`.
"""

TEXTS: dict[str, tuple[str, str]] = {
    # The file as a whole.
    "profile.is-table": (
        "这是多家企业的表格；单个企业的档案应为 YAML 或 JSON 文件，批量处理请用 incentive screen",
        "this is a table of many enterprises; one enterprise is a YAML or JSON file, a table goes to "
        "`incentive screen`",
    ),
    "profile.not-facts": (
        "此处应逐行写“事实: 值”，例如“营业收入: {{2020: 500万元}}”",
        "facts were expected here, one a line, as in `revenue: {{2020: 500万元}}`",
    ),
    # Names of facts.
    "profile.unknown-fact": (
        "没有名为“{name}”的事实{near:，是否指：%s？}（全部事实见 incentive facts）",
        "there is no fact called `{name}`{near:; did you mean %s?} (`incentive facts` lists them all)",
    ),
    "profile.computed": (
        "{label}（{fact}）由系统计算，不能填写{sources:；请改填：%s}",
        "{fact} ({label}) is computed and cannot be stated{sources:; state these instead: %s}",
    ),
    "profile.stated-twice": (
        "{label}（{fact}）写了两次：“{name}”与“{first}”是一回事",
        "{fact} ({label}) is stated twice: `{name}` is the same as `{first}`",
    ),
    "profile.no-years": (
        "{label}（{fact}）不是分年度的事实，名称中不应带年度“@{year}”",
        "{fact} ({label}) has no figures by year, so its name takes no `@{year}`",
    ),
    # Shapes.
    "profile.not-a-list": (
        "{label}（{fact}）应为一个值，如 {example}，不能写成列表",
        "{fact} ({label}) takes one value, such as {example}, not a list",
    ),
    "profile.not-a-mapping": (
        "{label}（{fact}）应为一个值，如 {example}，不能写成“名称: 值”",
        "{fact} ({label}) takes one value, such as {example}, not a mapping",
    ),
    "profile.needs-years": (
        "{label}（{fact}）是分年度的事实，应写明年度，例如“{{2019: {example}, 2020: {example}}}”，"
        "而不是“{value}”",
        "{fact} ({label}) has a figure for each year; write for instance "
        "`{{2019: {example}, 2020: {example}}}`, not `{value}`",
    ),
    "profile.not-a-year": (
        "{label}（{fact}）的年度“{year}”无法识别；应为 {first} 至 {last} 之间的四位年份，如 2020 或 2020年",
        "`{year}` is no year for {fact} ({label}); write four digits from {first} to {last}, such as "
        "2020 or 2020年",
    ),
    "profile.before-established": (
        "{label}（{fact}）早于企业成立年份：成立日期（established_on）为 {established}",
        "{fact} ({label}) is for a year before the enterprise existed: established_on (成立日期) is "
        "{established}",
    ),
    "profile.needs-items": (
        "{label}（{fact}）应为列表，每项以“- ”开头{fields:，列明：%s}；没有则写 []",
        "{fact} ({label}) is a list: begin each item with `- `{fields: and state %s}; write [] for none",
    ),
    "profile.needs-fields": (
        "{label}（{fact}）应写成“名称: 值”{fields:，列明：%s}",
        "{fact} ({label}) takes `name: value` entries{fields: for %s}",
    ),
    "profile.unknown-field": (
        "{label}（{fact}）没有名为“{name}”的栏目{near:（是否指：%s？）}{fields:，可用：%s}",
        "{fact} ({label}) has no field called `{name}`{near: (did you mean %s?)}{fields:; it has %s}",
    ),
    # Numbers.
    "profile.not-an-amount": (
        "{label}（{fact}）的值“{value}”不是数字；可写 {example}",
        "{fact} ({label}) is `{value}`, which is no number; write for instance {example}",
    ),
    "profile.unknown-unit": (
        "{label}（{fact}）的值“{value}”中，单位“{unit}”无法识别；可写 {example}",
        "{fact} ({label}) is `{value}`, whose unit `{unit}` is not known; write for instance {example}",
    ),
    "profile.unit-of-money": (
        "{label}（{fact}）应为金额，可写 {example}，而不是“{value}”",
        "{fact} ({label}) is an amount of money, such as {example}, not `{value}`",
    ),
    "profile.unit-of-ratio": (
        "{label}（{fact}）应为比例，可写 {example}，而不是“{value}”",
        "{fact} ({label}) is a ratio, such as {example}, not `{value}`",
    ),
    "profile.unit-of-number": (
        "{label}（{fact}）应为数字，可写 {example}，而不是“{value}”",
        "{fact} ({label}) is a plain number, such as {example}, not `{value}`",
    ),
    "profile.unit-of-integer": (
        "{label}（{fact}）应为整数，可写 {example}，而不是“{value}”",
        "{fact} ({label}) is a whole number, such as {example}, not `{value}`",
    ),
    "profile.not-whole": (
        "{label}（{fact}）应为整数，而不是“{value}”",
        "{fact} ({label}) is a whole number, not `{value}`",
    ),
    "profile.too-many-digits": (
        "{label}（{fact}）的值“{value}”位数过多，超出可精确计算的范围",
        "{fact} ({label}) is `{value}`, which has more digits than can be computed exactly",
    ),
    "profile.below-fen": (
        "{label}（{fact}）的值“{value}”合 {yuan} 元，不足一分的部分无法记账；金额最小到分（0.01 元）",
        "{fact} ({label}) is `{value}`, that is {yuan} yuan: money is exact to the fen (0.01 yuan), no finer",
    ),
    "profile.money-too-large": (
        "{label}（{fact}）的值“{value}”超过一亿亿元，请核对单位",
        "{fact} ({label}) is `{value}`, ten thousand million million yuan or more; is the unit right?",
    ),
    "profile.ratio-or-percent": (
        "{label}（{fact}）的值“{value}”含义不明：是 {percent}%，还是 {times}%？请带上百分号",
        "{fact} ({label}) is `{value}`: is that {percent}% or {times}%? Write the percent sign",
    ),
    "profile.below-minimum": (
        "{label}（{fact}）不能小于 {bound}，而此处是“{value}”",
        "{fact} ({label}) cannot be less than {bound}, but is `{value}`",
    ),
    "profile.above-maximum": (
        "{label}（{fact}）不能大于 {bound}，而此处是“{value}”",
        "{fact} ({label}) cannot be more than {bound}, but is `{value}`",
    ),
    # Booleans, dates, texts, choices.
    "profile.not-boolean": (
        "{label}（{fact}）应为 是 或 否，而不是“{value}”",
        "{fact} ({label}) is 是 (true) or 否 (false), not `{value}`",
    ),
    "profile.boolean-or-blank": (
        "{label}（{fact}）应为 是 或 否；“{value}”可能表示“没有此事”，也可能表示“没有填写”，不知道的请留空",
        "{fact} ({label}) is 是 (true) or 否 (false); `{value}` may deny it or mean that nothing was "
        "filled in: if not known, leave it empty",
    ),
    "profile.not-date": (
        "{label}（{fact}）应为日期，如 2020-06-30、2020/6/30 或 2020年6月30日，而不是“{value}”",
        "{fact} ({label}) is a date, such as 2020-06-30, 2020/6/30 or 2020年6月30日, not `{value}`",
    ),
    "profile.no-such-month": (
        "{label}（{fact}）的日期“{value}”不存在：没有 {month} 月，顺序应为年、月、日",
        "{fact} ({label}) is `{value}`, which does not exist: there is no month {month}; the order is "
        "year, month, day",
    ),
    "profile.no-such-day": (
        "{label}（{fact}）的日期“{value}”不存在：{year} 年 {month} 月只有 {days} 天",
        "{fact} ({label}) is `{value}`, which does not exist: month {month} of {year} has {days} days",
    ),
    "profile.short-year": (
        "{label}（{fact}）的日期“{value}”年份不足四位，请写全，如 2020-06-30",
        "{fact} ({label}) is `{value}`; write the year with four digits, such as 2020-06-30",
    ),
    "profile.year-out-of-range": (
        "{label}（{fact}）的日期“{value}”不合理：年份应在 {first} 至 {last} 之间",
        "{fact} ({label}) is `{value}`, whose year is not between {first} and {last}",
    ),
    "profile.time-of-day": (
        "{label}（{fact}）应为日期，不带时刻，而不是“{value}”",
        "{fact} ({label}) is a date without a time of day, not `{value}`",
    ),
    "profile.placeholder": (
        "{label}（{fact}）的值“{value}”不是有效内容；不知道的请留空",
        "{fact} ({label}) is `{value}`, which states nothing; if it is not known, leave it empty",
    ),
    "profile.unprintable": (
        "{label}（{fact}）的值“{value}”含有不可见字符，请删除",
        "{fact} ({label}) is `{value}`, which holds invisible characters; remove them",
    ),
    "profile.not-a-choice": (
        "{label}（{fact}）没有“{value}”这一选项{near:（是否指“%s”？）}{choices:，可选：%s}",
        "{fact} ({label}) cannot be `{value}`{near: (did you mean `%s`?)}{choices:; the choices are %s}",
    ),
    # The unified social credit code (GB 32100-2015).
    "profile.code-length": (
        "统一社会信用代码“{value}”有 {length} 位，应为 18 位",
        "the unified social credit code `{value}` has {length} characters, but needs 18",
    ),
    "profile.code-character": (
        "统一社会信用代码“{value}”第 {position} 位“{character}”无效："
        "只能用数字和大写字母，且不用 I、O、Z、S、V",
        "character {position} of the unified social credit code `{value}` is `{character}`: "
        "only digits and capital letters other than I, O, Z, S and V may stand there",
    ),
    "profile.code-lookalike": (
        "统一社会信用代码“{value}”第 {position} 位“{character}”无效："
        "代码中没有 I、O、Z、S、V 五个字母；是否应为 {likely}？",
        "character {position} of the unified social credit code `{value}` is `{character}`: "
        "the letters I, O, Z, S and V are not used; should it be {likely}?",
    ),
    "profile.code-region": (
        "统一社会信用代码“{value}”第 {position} 位“{character}”无效："
        "第 3 至 8 位是登记机关行政区划码，应为数字",
        "character {position} of the unified social credit code `{value}` is `{character}`: "
        "characters 3 to 8 are the code of a region, digits only",
    ),
    "profile.code-check": (
        "统一社会信用代码“{value}”校验不符：按前 17 位计算，"
        "末位应为“{expected}”而不是“{found}”，请核对是否抄错",
        "the unified social credit code `{value}` fails its check: "
        "its first 17 characters call for `{expected}` at the end, not `{found}`; was it copied wrongly?",
    ),
    # Facts assumed for a run.
    "profile.assume-shape": (
        "假设“{text}”应写成“事实=值”，例如 dishonest=否 或 revenue@2020=500万元",
        "the assumption `{text}` must have the form FACT=VALUE, such as dishonest=false or "
        "revenue@2020=500万元",
    ),
    "profile.assume-nothing": (
        "假设“{text}”没有给出值；未知的事实不必假设",
        "the assumption `{text}` gives no value; a fact that is unknown needs no assumption",
    ),
    # The blank profile.
    "profile.blank-title": (
        "企业档案：填好后用 incentive check 核对",
        "The profile of one enterprise: fill it in, then give it to `incentive check`",
    ),
    "profile.blank-how": (
        "知道的填在冒号后面，不知道的留空：留空是“未知”，不会当作“否”或 0",
        "State what is known after the colon and leave the rest empty: empty is unknown, never false or 0",
    ),
    "profile.blank-enterprise": ("由企业填写", "Answered by the enterprise"),
    "profile.blank-registry": ("由主管部门核验", "Answered by a registry"),
    "profile.blank-reviewer": ("由评审判断", "Answered by a reviewer"),
    "profile.blank-boolean": ("填 是 或 否", "是 (true) or 否 (false)"),
    "profile.blank-unit": ("单位：{unit}", "in {unit}"),
    "profile.blank-choices": ("可选：{choices}", "one of {choices}"),
    "profile.blank-example": ("例：{example}", "for example {example}"),
    "profile.blank-source": ("依据：{source}", "source: {source}"),
    "profile.blank-none": ("没有则写 []", "[] for none"),
}
