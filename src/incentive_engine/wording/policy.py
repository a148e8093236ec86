"""What the policy room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # Files and encodings.
    "policy.no-file": ("文件不存在", "there is no such file"),
    "policy.is-folder": ("这是文件夹，此处应为文件", "this is a folder, where a file was expected"),
    "policy.unreadable": ("文件无法读取：{reason}", "the file cannot be read: {reason}"),
    "policy.too-large": ("文件超过 {most} MB 的上限", "the file is larger than the limit of {most} MB"),
    "policy.encoding": (
        "无法识别文件编码；请以 UTF-8 保存（也接受 GB18030 和带字节顺序标记的 UTF-16）",
        "the encoding of the file is not recognised; save it as UTF-8 (GB18030 and UTF-16 with a byte order mark work too)",
    ),
    "policy.damaged-utf8": (
        "文件是 UTF-8 编码，但此行有损坏的字节",
        "the file is in UTF-8, but a byte in this line is damaged",
    ),
    "policy.control-character": (
        "含有不可见的控制字符 {character}，请删除",
        "holds the control character {character}; remove it",
    ),
    "policy.empty-file": ("文件是空的", "the file is empty"),
    # YAML and JSON.
    "policy.several-documents": (
        "一个文件只能有一份内容，此处又以 --- 开始了一份",
        "a file holds one document only; another one begins here with ---",
    ),
    "policy.tag": (
        "不支持 YAML 标签 {tag}，请直接写值",
        "YAML tags such as {tag} are not supported; write the value itself",
    ),
    "policy.too-deep": ("嵌套超过 {deepest} 层", "nested more than {deepest} levels deep"),
    "policy.too-many-values": (
        "内容（引用展开后）超过 {most} 个值",
        "more than {most} values, once every alias is expanded",
    ),
    "policy.key-not-text": (
        "键应为文字，不能为空，也不能是列表或映射",
        "a key must be text: not empty, not a list, not a mapping",
    ),
    "policy.duplicate-key": (
        "键“{key}”重复，第 {first} 行已经写过",
        "the key `{key}` is repeated; it was given in line {first}",
    ),
    "policy.unknown-anchor": (
        "没有名为 {anchor} 的锚点（或者它引用了自身）",
        "there is no finished anchor called {anchor}",
    ),
    "policy.number-too-large": ("数字 {text} 超出范围", "the number {text} is out of range"),
    "policy.yaml-syntax": ("YAML 语法有误（{problem}）", "this is not valid YAML: {problem}"),
    "policy.yaml-colon": (
        "此处不能再出现“键: 值”：可能是缩进有误，或文字中含有“: ”而没有加引号",
        "no `key: value` can stand here: is the indentation wrong, or does a text with `: ` in it lack quotes?",
    ),
    "policy.yaml-no-colon": (
        "键后缺少“: ”（半角冒号和空格）",
        "a key without `: ` (an ASCII colon and a space) after it",
    ),
    "policy.yaml-key": (
        "此处应为一个键：可能是缩进不一致，或引号后多了文字",
        "a key was expected here: is the indentation uneven, or is there text after a closing quote?",
    ),
    "policy.yaml-bracket": ("列表中缺少“,”或“]”", "a list lacks a `,` or its `]`"),
    "policy.yaml-brace": ("映射中缺少“,”或“}}”", "a mapping lacks a `,` or its `}}`"),
    "policy.yaml-character": (
        "此处的字符不能作为开头：缩进请用空格，不用制表符；以 @、`、% 开头的文字请加引号",
        "no value can begin with this character: indent with spaces, not tabs; quote a text that begins with @, ` or %",
    ),
    "policy.yaml-quote": ("引号没有闭合", "a quote is not closed"),
    "policy.yaml-dash": ("列表项的缩进有误", "the item of a list is indented wrongly"),
    "policy.yaml-escape": (
        "双引号中的 \\ 转义无效；请改用单引号",
        "an unknown escape after \\ in double quotes; use single quotes",
    ),
    "policy.json-syntax": (
        "JSON 语法有误：此处是“{found}”，应为 {expected}",
        "not valid JSON: found `{found}`, expected {expected}",
    ),
    "policy.json-ends": ("JSON 不完整：此处应为 {expected}", "the JSON ends too early: expected {expected}"),
    "policy.json-after-end": ("JSON 已经结束，此处多了“{found}”", "the JSON ended before this `{found}`"),
    "policy.json-string": (
        "JSON 字符串未闭合，或含有无效的转义或字符",
        "a JSON string is not closed, or holds an invalid escape or character",
    ),
    # Amounts.
    "policy.not-an-amount": (
        "“{text}”不是金额或数字；可写 500000、50万元、1.2亿、6,300.5万元、10%",
        "`{text}` is no amount or number; write 500000, 50万元, 1.2亿, 6,300.5万元, 10%",
    ),
    "policy.unknown-unit": (
        "“{text}”的单位“{unit}”无法识别；可用 元、千元、万元、亿元、%、‰",
        "the unit `{unit}` of `{text}` is not known; use 元, 千元, 万元, 亿元, % or ‰",
    ),
    "policy.unit-of-money": (
        "此处应为金额（元），“{text}”的单位是“{unit}”",
        "an amount in yuan was expected, but `{text}` is in `{unit}`",
    ),
    "policy.unit-of-ratio": (
        "此处应为比例（如 3% 或 0.03），“{text}”的单位是“{unit}”",
        "a ratio was expected (such as 3% or 0.03), but `{text}` is in `{unit}`",
    ),
    "policy.unit-of-number": (
        "此处应为数字，“{text}”的单位是“{unit}”",
        "a plain number was expected, but `{text}` is in `{unit}`",
    ),
    "policy.unit-of-integer": (
        "此处应为整数，“{text}”的单位是“{unit}”",
        "a whole number was expected, but `{text}` is in `{unit}`",
    ),
    "policy.not-whole": ("此处应为整数，而不是“{text}”", "a whole number was expected, not `{text}`"),
    "policy.too-many-digits": ("“{text}”超过 34 位有效数字", "`{text}` has more than 34 significant digits"),
    # The shape of rule files.
    "policy.unknown-key": (
        "不认识的键“{key}”{nearest:；此处可用 %s}",
        "the key `{key}` is not known{nearest:; here may stand %s}",
    ),
    "policy.no-default": (
        "事实没有默认值：没有填报的事实就是未知，不能代之以某个值",
        "facts have no default: what nobody stated is unknown, and no value stands in for it",
    ),
    "policy.missing-key": ("缺少“{key}”", "`{key}` is missing"),
    "policy.no-value": ("“{key}”后面没有值", "`{key}` has no value"),
    "policy.not-text": (
        "“{key}”应为文字；像数字或是否的文字请加引号",
        "`{key}` should be text; quote a text that looks like a number or a boolean",
    ),
    "policy.empty-text": ("“{key}”不能为空", "`{key}` must not be empty"),
    "policy.too-long-name": ("“{key}”太长", "`{key}` is too long"),
    "policy.not-an-integer": ("“{key}”应为整数", "`{key}` should be a whole number"),
    "policy.not-a-flag": ("“{key}”应为 true 或 false", "`{key}` should be true or false"),
    "policy.not-a-list": ("“{key}”应为列表", "`{key}` should be a list"),
    "policy.not-a-mapping": ("“{key}”应为“键: 值”的映射", "`{key}` should be a mapping of `key: value`"),
    "policy.not-a-choice": ("“{text}”不在可选值之内{choices:：%s}", "`{text}` is not one of {choices:%s}"),
    "policy.not-an-id": (
        "“{text}”不能作编号：只用字母、数字、连字符或下划线，不含空格",
        "`{text}` is no id: use letters, digits, hyphens or underscores, no spaces",
    ),
    "policy.not-a-date": (
        "“{text}”不是日期；请写成 2020-04-09",
        "`{text}` is not a date; write it like 2020-04-09",
    ),
    "policy.too-short": ("此处至少要有 {limit} 项", "at least {limit} must stand here"),
    "policy.too-long": ("此处至多只能有 {limit} 项", "at most {limit} may stand here"),
    "policy.greater-than-equal": ("不能小于 {limit}", "must not be less than {limit}"),
    "policy.less-than-equal": ("不能大于 {limit}", "must not be more than {limit}"),
    "policy.not-valid": ("“{key}”的值无效（{problem}）", "the value of `{key}` is not valid: {problem}"),
    # Facts.
    "policy.fact-twice": ("“{fact}”已在 {other} 声明", "`{fact}` is already declared at {other}"),
    "policy.fact-of-another-kind": (
        "事实 {fact} 已在 {other} 声明；再次声明时可以改写说法，但不能改变其值，`{key}` 须与原声明一致（另立事实的，请另取 id 和名称）",
        "the fact `{fact}` is already declared at {other}; it may be put into other words here, but its value stays: "
        "`{key}` must be as there (a fact of another kind takes another id and label)",
    ),
    "policy.label-twice": (
        "名称“{label}”已用于事实 {fact}（{other}）",
        "the label `{label}` already belongs to the fact `{fact}` ({other})",
    ),
    "policy.reserved-name": (
        "“{name}”是表达式语言的保留词，不能作名字",
        "`{name}` means something else in expressions",
    ),
    "policy.formula-and-table": (
        "算式 formula 与判定表 table 只能有一个",
        "a fact has a formula or a table, not both",
    ),
    "policy.not-derived": (
        "“{fact}”缺少 formula 或 table：需要填报的事实应写在 rules/vocabulary 下",
        "`{fact}` lacks a formula or a table: a fact that is asked for belongs under rules/vocabulary",
    ),
    "policy.not-of-derived": (
        "推算的事实不能有“{key}”：它从不由人填报",
        "a derived fact has no `{key}`: nobody states it",
    ),
    "policy.years-without-annual": (
        "years 只用于按年的事实（annual: true）",
        "`years` goes with `annual: true` only",
    ),
    "policy.annual-list": ("列表事实不能同时按年（annual）", "a list fact cannot be annual"),
    "policy.list-without-item": (
        "列表事实“{fact}”缺少 item（各项的字段）",
        "the list `{fact}` lacks `item`, its fields",
    ),
    "policy.item-without-list": ("item 只用于列表事实（type: list）", "`item` goes with `type: list` only"),
    "policy.choice-without-choices": ("选项事实“{fact}”缺少 choices", "the choice `{fact}` lacks `choices`"),
    "policy.choices-without-choice": (
        "choices 只用于选项事实（type: choice）",
        "`choices` goes with `type: choice` only",
    ),
    "policy.repeated-choice": ("选项“{text}”重复", "the choice `{text}` is repeated"),
    "policy.bound-without-number": (
        "“{key}”只用于数字、金额和比例",
        "`{key}` goes with numbers, money and ratios only",
    ),
    "policy.minimum-above-maximum": ("最小值大于最大值", "the minimum is above the maximum"),
    "policy.derived-cycle": ("推算循环：{circle}", "facts are derived in a circle: {circle}"),
    # Expressions.
    "policy.amount-unexpected": (
        "此处应为{expected:zh}，而不是金额或数字“{text}”",
        "expected {expected}, not the amount `{text}`",
    ),
    "policy.cells": (
        "这一行有 {cells} 格，应为 {expected} 格：每个输入一格，加上结果",
        "this row has {cells} cells, not {expected}: one for each input, and the answer",
    ),
    # Conditions.
    "policy.condition-kind": (
        "一个条件应恰好是 test、all、any、not、at_least、measure 之一{kinds:；此处有 %s}",
        "a condition is exactly one of test, all, any, not, at_least, measure{kinds:; here are %s}",
    ),
    "policy.evidence-without-test": (
        "证明材料 evidence 只写在 test 条件上",
        "`evidence` goes with a `test` only",
    ),
    "policy.at-least-too-many": (
        "只列了 {count} 项条件，不可能满足 {n} 项",
        "{n} of only {count} conditions can never be met",
    ),
    "policy.condition-twice": (
        "条件编号“{id}”已用于 {other}",
        "the condition id `{id}` is already used at {other}",
    ),
    "policy.requirement-granted": (
        "共同条件不能依赖某一条措施的结论",
        "a requirement of all measures cannot rest on the verdict of one",
    ),
    # Awards.
    "policy.award-kind": (
        "奖励应恰好是 amount、table、brackets、benefit 之一{kinds:；此处有 %s}",
        "an award is exactly one of amount, table, brackets, benefit{kinds:; here are %s}",
    ),
    "policy.not-of-benefit": (
        "没有金额的支持（benefit）不能有“{key}”",
        "a benefit without money has no `{key}`",
    ),
    "policy.each-of-no-list": (
        "逐项奖励的 in 应为列表，实为{type:zh}",
        "`in` should be a list of items, not {type}",
    ),
    "policy.item-name-taken": (
        "项的名字“{name}”与事实或参数同名，请换一个",
        "the item's name `{name}` is that of a fact or a parameter; choose another",
    ),
    "policy.floor-above-ceiling": (
        "最低“{floor}”高于最高“{ceiling}”",
        "the floor `{floor}` is above the ceiling `{ceiling}`",
    ),
    "policy.slices-do-not-rise": (
        "各档起点应逐档升高：“{upper}”不高于“{lower}”",
        "slices must rise: `{upper}` is not above `{lower}`",
    ),
    "policy.rounding-to": (
        "取整单位应大于 0，而不是 {text}",
        "amounts are rounded to more than 0, not to {text}",
    ),
    # Parameters.
    "policy.unordered-dates": (
        "取值应按日期先后排列：{day} 排在 {before} 之后",
        "values go in the order of their days: {day} stands after {before}",
    ),
    "policy.parameter-types": (
        "同一参数的各期取值应为同一类型：先前是{first:zh}，此处是{type:zh}",
        "all values of a parameter are of one type: {first} before, {type} here",
    ),
    "policy.parameter-begins-late": (
        "参数“{parameter}”从 {since} 起才有值，而用到它的 {what} 自 {first} 起施行",
        "the parameter `{parameter}` has no value before {since}, but {what}, which reads it, begins on {first}",
    ),
    "policy.unused-parameter": ("参数“{parameter}”没有被用到", "the parameter `{parameter}` is not used"),
    "policy.override-type": (
        "“{text}”与参数“{parameter}”的类型不同",
        "`{text}` is of another type than the parameter `{parameter}`",
    ),
    # Groups, limits, budgets.
    "policy.received-without-top-up": (
        "received 只用于补差组（keep: top_up）",
        "`received` goes with `keep: top_up` only",
    ),
    "policy.top-up-without-received": (
        "补差组“{group}”缺少 received（此前已获的金额）",
        "the group `{group}` tops up, but does not say what was `received`",
    ),
    # Properties.
    "policy.property-twice": (
        "性质编号“{id}”已用于 {other}",
        "the property id `{id}` is already used at {other}",
    ),
    "policy.property-kind": (
        "性质应当或者写 expect，或者同时写 rises 和 never_falls",
        "a property has either `expect`, or `rises` and `never_falls` together",
    ),
    "policy.property-expects-nothing": (
        "对“{measure}”没有写出任何预期：请写 verdict、gross 或 payable",
        "nothing is expected of `{measure}`: name a verdict, gross or payable",
    ),
    "policy.property-of-total": (
        "total 是实付总额，只能写 payable，不能写 {key}",
        "`total` is what is paid in all: it has a payable, but no {key}",
    ),
    "policy.property-does-not-rise": (
        "事实“{fact}”（{label}）不是可以填报的数额或级别，没有“增加”可言",
        "the fact `{fact}` ({label}) is no number or level that can be stated, so it cannot rise",
    ),
    "policy.property-no-levels": (
        "“{fact}”（{label}）的选项分不出高低：没有两项是同一序列的级别（国家级、省级；一等奖、二等奖……）",
        "the choices of `{fact}` ({label}) are not higher or lower: no two are tiers of one order (国家级, 省级; 一等奖, 二等奖; …)",
    ),
    "policy.property-list-rises": (
        "“{fact}”（{label}）是清单，请写明其中哪一栏提高{names:：%s}",
        "`{fact}` ({label}) is a list: say which field of its items rises{names:: %s}",
    ),
    "policy.property-unknown-column": (
        "清单“{fact}”（{label}）没有“{column}”这一栏{names:，可以写 %s}",
        "the items of `{fact}` ({label}) have no field `{column}`{names:; those that can rise: %s}",
    ),
    "policy.property-no-columns": (
        "“{fact}”（{label}）不是清单，没有“{column}”这一栏",
        "`{fact}` ({label}) is no list, so it has no field `{column}`",
    ),
    "policy.accepted-twice": (
        "“{name}”已在 {other} 认可",
        "`{name}` is already accepted at {other}",
    ),
    "policy.unused-group": ("没有措施属于组“{group}”", "no measure is in the group `{group}`"),
    "policy.budget-reads-fact": (
        "预算是全区的，不能用到单个企业的事实“{fact}”",
        "a budget is one for all; it cannot read `{fact}`, a fact of one enterprise",
    ),
    # Policies and measures.
    "policy.language": (
        "格式版本 {version} 不受支持；本引擎支持 {known}",
        "version {version} of the format is not supported; this engine reads {known}",
    ),
    "policy.folder-id": (
        "编号“{stated}”与文件夹不符；按文件夹应为“{expected}”",
        "the id `{stated}` is not that of the folder, which is `{expected}`",
    ),
    "policy.no-measures": (
        "政策没有任何措施：measures 文件夹中没有 YAML 文件",
        "no measures: the folder `measures` has no YAML files",
    ),
    "policy.period-ends-first": (
        "止日 {end} 早于起日 {start}",
        "it ends on {end}, before it begins on {start}",
    ),
    "policy.never-in-force": (
        "措施“{measure}”的施行期与政策的施行期没有重叠",
        "the measure `{measure}` is in force on no day of its policy",
    ),
    "policy.file-name": (
        "文件名“{name}”应为“{expected}”这样的形式",
        "the file is called `{name}`, not like `{expected}`",
    ),
    "policy.file-number": (
        "条号 {stated} 与文件名中的 {named} 不符",
        "the number {stated} is not that in the file's name, {named}",
    ),
    "policy.file-id": (
        "编号“{stated}”与文件名中的“{named}”不符",
        "the id `{stated}` is not that in the file's name, `{named}`",
    ),
    "policy.measure-twice": (
        "措施编号“{measure}”已用于 {other}",
        "the measure id `{measure}` is already used at {other}",
    ),
    "policy.number-twice": ("条号 {number} 已用于 {other}", "the number {number} is already used at {other}"),
    "policy.no-such-day": ("没有 {text} 这一天；请写成 03-01", "there is no day {text}; write it like 03-01"),
    "policy.unknown-category": (
        "政策没有类别“{name}”{nearest:；已有 %s}",
        "the policy has no category `{name}`{nearest:; there are %s}",
    ),
    "policy.unknown-region": (
        "regions.yaml 中没有区域“{region}”{nearest:；最接近的是 %s}",
        "regions.yaml holds no region {region}{nearest:; the nearest are %s}",
    ),
    "policy.region-twice": (
        "区域“{region}”出现在两处；同名的区域请写全称以示区别（如 南京市鼓楼区）",
        "the region {region} stands in two places; tell namesakes apart by their full names, such as 南京市鼓楼区",
    ),
    "policy.region-fact": (
        "没有“{fact}”这项文字类事实，无法据此判断企业所在区域{nearest:；最接近的是 %s}",
        "there is no fact {fact} that is a text, to tell where an enterprise is{nearest:; the nearest are %s}",
    ),
    "policy.no-other-policy": (
        "政策库中没有另一项政策“{name}”{nearest:；最接近的是 %s}",
        "the library holds no other policy {name}{nearest:; nearest: %s}",
    ),
    "policy.not-a-measure-elsewhere": (
        "“{text}”应写作 政策编号#措施编号，如 yanfeng/incentives-20#rd-investment",
        "write {text!r} as POLICY#MEASURE, such as yanfeng/incentives-20#rd-investment",
    ),
    "policy.unknown-group": (
        "政策没有组“{name}”{nearest:；最接近的是 %s}",
        "the policy has no group `{name}`{nearest:; nearest: %s}",
    ),
    "policy.unknown-source": (
        "政策没有来源“{name}”{nearest:；最接近的是 %s}",
        "the policy has no source `{name}`{nearest:; nearest: %s}",
    ),
    "policy.unknown-measure": (
        "政策没有措施“{name}”{nearest:；最接近的是 %s}",
        "the policy has no measure `{name}`{nearest:; nearest: %s}",
    ),
    "policy.unknown-parameter": (
        "政策没有参数“{name}”{nearest:；最接近的是 %s}",
        "the policy has no parameter `{name}`{nearest:; nearest: %s}",
    ),
    "policy.unknown-condition": (
        "措施没有条件“{name}”{nearest:；最接近的是 %s}",
        "the measure has no condition `{name}`{nearest:; nearest: %s}",
    ),
    "policy.unknown-fact": (
        "没有可填报的事实“{name}”{nearest:；最接近的是 %s}",
        "no fact that can be stated is called `{name}`{nearest:; nearest: %s}",
    ),
    "policy.measure-cycle": (
        "措施互相依赖，形成循环：{circle}",
        "measures rest on each other in a circle: {circle}",
    ),
    # Rule cases.
    "policy.cases-of-other": (
        "案例写的是政策“{stated}”，此处应为“{expected}”",
        "the cases are about `{stated}`, not about `{expected}`",
    ),
    "policy.not-cases": (
        "不是案例文件：没有“policy”和“cases”",
        "this is no file of cases: it has neither `policy` nor `cases`",
    ),
    "policy.expects-nothing": (
        "对措施“{measure}”未写任何预期；至少写一项，如 verdict: eligible",
        "nothing is expected of `{measure}`; state something, such as verdict: eligible",
    ),
    "policy.case-twice": (
        "案例名称“{name}”已用于 {other}",
        "the case name `{name}` is already used at {other}",
    ),
    # The library.
    "policy.no-rules-folder": ("规则文件夹不存在", "there is no such folder of rules"),
    "policy.no-policy-file": ("文件夹中没有 policy.yaml", "there is no policy.yaml in this folder"),
    "policy.no-such-policy": (
        "没有这个政策{nearest:；已有的政策中最接近的是 %s}",
        "there is no such policy{nearest:; nearest: %s}",
    ),
}
