"""What the feel room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # The names of types.
    "feel.type.any": ("不确定的类型", "a type that is not certain"),
    "feel.type.null": ("空值", "null"),
    "feel.type.boolean": ("是否", "boolean"),
    "feel.type.number": ("数字", "number"),
    "feel.type.integer": ("整数", "integer"),
    "feel.type.money": ("金额", "money"),
    "feel.type.ratio": ("比例", "ratio"),
    "feel.type.text": ("文本", "text"),
    "feel.type.choice": ("选项（{choices}）", "choice ({choices})"),
    "feel.type.date": ("日期", "date"),
    "feel.type.time": ("时刻", "time"),
    "feel.type.date-and-time": ("日期时刻", "date and time"),
    "feel.type.days-and-time-duration": ("日时时长", "days and time duration"),
    "feel.type.years-and-months-duration": ("年月时长", "years and months duration"),
    "feel.type.list": ("列表", "list"),
    "feel.type.list-of": ("{item}的列表", "list of {item}"),
    "feel.type.context": ("记录", "context"),
    "feel.type.context-of": ("记录（{names}）", "context ({names})"),
    "feel.type.range": ("区间", "range"),
    "feel.type.range-of": ("{of}的区间", "range of {of}"),
    "feel.type.function": ("函数", "function"),
    # What goes wrong in an operator or a built-in function.
    "feel.cannot-negate": ("{type:zh}不能取负", "{type} cannot be negated"),
    "feel.cannot-compute": ("{left:zh} {sign} {right:zh} 没有意义", "{left} {sign} {right} has no meaning"),
    "feel.division-by-zero": ("除数为 0", "division by zero"),
    "feel.overflow": ("结果太大，无法表示", "the result is too large to hold"),
    "feel.no-such-power": ("{base} 的 {exponent} 次方无意义", "{base} ** {exponent} has no value"),
    "feel.beyond-the-calendar": ("结果超出日历范围", "the result is beyond the calendar"),
    "feel.local-and-zoned": (
        "一个时刻带时区，另一个不带，二者之间没有时长",
        "one time has an offset or zone and the other has none, so nothing lies between them",
    ),
    "feel.argument-count": (
        "函数 {function} 不接受 {count} 个参数，应写作 {forms}",
        "{function} does not take {count} arguments; write {forms}",
    ),
    "feel.argument-names": (
        "函数 {function} 没有参数 {names}，应写作 {forms}",
        "{function} has no parameters {names}; write {forms}",
    ),
    "feel.argument-type": (
        "函数 {function} 的参数 {parameter} 应为{expected:zh}，实为{found:zh}",
        "{parameter} of {function} must be {expected}, not {found}",
    ),
    "feel.root-of-negative": ("{number} 没有平方根", "{number} has no square root"),
    "feel.logarithm-of-nothing": ("{number} 没有对数", "{number} has no logarithm"),
    "feel.not-whole": ("{number} 不是整数", "{number} is not a whole number"),
    "feel.scale": ("小数位数 {scale} 超出范围", "{scale} decimals are out of range"),
    "feel.no-position": (
        "没有第 {position} 个位置，共 {length} 个",
        "there is no position {position} among {length}",
    ),
    "feel.no-length": ("长度 {length} 超出范围", "the length {length} is out of range"),
    "feel.not-boolean": ("这里应为“是”或“否”，却是别的值", "a truth value was expected and none found"),
    "feel.function-parameters": (
        "这里的函数应有 {count} 个参数",
        "the function given here must have {count} parameters",
    ),
    "feel.empty-list": ("空列表没有 {function}", "an empty list has no {function}"),
    "feel.too-few": ("{function} 至少需要两个数", "{function} needs at least two numbers"),
    "feel.no-order": ("{left:zh}与{right:zh}不能比较大小", "{left} and {right} have no order"),
    "feel.no-number": ("“{text}”不是数字", "“{text}” is not a number"),
    "feel.number-separators": (
        "分组符应为空格、逗号或句点，小数点应为逗号或句点，且二者不同",
        "the grouping separator is a blank, comma or period, the decimal separator a comma or period, "
        "and they differ",
    ),
    "feel.no-date": ("“{text}”不是日期，应如 2020-06-30", "“{text}” is not a date such as 2020-06-30"),
    "feel.no-such-date": ("没有这样的日期", "there is no such date"),
    "feel.no-time": ("“{text}”不是时刻，应如 10:30:00", "“{text}” is not a time such as 10:30:00"),
    "feel.no-such-time": ("没有这样的时刻", "there is no such time"),
    "feel.no-date-and-time": (
        "“{text}”不是日期时刻，应如 2020-06-30T10:30:00",
        "“{text}” is not a date and time such as 2020-06-30T10:30:00",
    ),
    "feel.no-duration": (
        "“{text}”不是时长，应如 P1Y6M 或 P30D",
        "“{text}” is not a duration such as P1Y6M or P30D",
    ),
    "feel.no-range": ("“{text}”不是区间，应如 [1..5)", "“{text}” is not a range such as [1..5)"),
    "feel.pattern-flags": (
        "“{flags}”不是正则表达式的标志（可用 s m i x q）",
        "“{flags}” are not flags of a regular expression (s m i x q)",
    ),
    "feel.no-pattern": ("“{pattern}”不是正则表达式", "“{pattern}” is not a regular expression"),
    "feel.empty-pattern": (
        "正则表达式不能匹配空文本",
        "the regular expression must not match the empty text",
    ),
    "feel.no-replacement": (
        "替换文本“{replacement}”中 $ 后应为分组号，\\ 后应为 \\ 或 $",
        "in the replacement “{replacement}” a $ takes the number of a group, a \\ takes a \\ or a $",
    ),
    "feel.no-entry": (
        "每一项应有不重复的文本 key 和 value",
        "each entry needs a key, a text of its own, and a value",
    ),
    "feel.no-keys": ("没有给出 keys", "no keys are given"),
    "feel.no-key": ("记录中没有 {key}", "the context has no {key}"),
    "feel.no-context": ("{key} 不是记录", "{key} is not a context"),
    # What goes wrong while an expression is evaluated.
    "feel.zero-divisor": ("除数为零：{divisor} 为 0", "division by zero: {divisor} is 0"),
    "feel.cannot-compare": (
        "{left:zh}与{right:zh}不能比较：{expression}",
        "{left} and {right} cannot be compared: {expression}",
    ),
    "feel.not-a-truth-value": (
        "条件 {expression} 的值应为真或假，实为{kind:zh}",
        "the condition {expression} must be true or false, and is {kind}",
    ),
    "feel.no-such-name": ("没有名为 {name} 的值", "there is no value named {name}"),
    "feel.no-such-member": ("{expression} 中没有 {member}", "{expression} has no {member}"),
    "feel.no-such-index": (
        "{expression} 只有 {length} 项，没有第 {index} 项",
        "{expression} has {length} items, and none at {index}",
    ),
    "feel.no-such-function": ("{function} 不是函数", "{function} is not a function"),
    "feel.wrong-arguments": ("调用 {function} 的参数与其定义不符", "the arguments do not fit {function}"),
    "feel.nothing-to-iterate": (
        "{expression} 不是可以逐项取值的列表或区间",
        "{expression} is no list or range to go through",
    ),
    "feel.too-many-items": (
        "区间 {expression} 超过 {most} 项，过多",
        "the range {expression} has more than {most} items",
    ),
    "feel.no-such-range": (
        "{expression} 不是区间：两端应为同类的值",
        "{expression} is no range: its ends must be two values of one kind",
    ),
    "feel.cannot-contain": (
        "值与区间 {expression} 不是同类，无法比较",
        "the value cannot be compared with {expression}",
    ),
    "feel.table-without-hit": (
        "决策表没有一行命中，也没有写明其余情况",
        "no row of the table hits, and nothing is said otherwise",
    ),
    "feel.table-not-unique": (
        "决策表只应命中一行，却命中第 {rows} 行",
        "one row of the table should hit, but rows {rows} do",
    ),
    "feel.table-not-agreed": (
        "决策表命中的第 {rows} 行结果不一致",
        "rows {rows} of the table hit and do not agree",
    ),
    "feel.table-without-order": (
        "决策表命中的第 {rows} 行结果无法排出先后",
        "rows {rows} of the table hit, and their answers have no order",
    ),
    # Texts that are no expressions.
    "feel.syntax.too-long": (
        "表达式长 {length} 个字符，超过上限 {most} 个",
        "the expression has {length} characters; {most} is the most",
    ),
    "feel.syntax.too-deep": (
        "表达式嵌套超过 {most} 层，请拆成几个指标",
        "the expression nests more than {most} deep; split it into several facts",
    ),
    "feel.syntax.name-twice": ("{name} 出现了两次", "{name} stands here twice"),
    "feel.syntax.number-too-large": (
        "数 {number} 超出可表示的范围",
        "the number {number} is too large to hold",
    ),
    "feel.syntax.no-such-literal": (
        '“{text}”不是日期、时刻或时长，例如 @"2020-06-30"、@"P1Y"',
        '“{text}” is no date, time or duration, such as @"2020-06-30" or @"P1Y"',
    ),
    "feel.syntax.operator-first": (
        "{op} 的左边缺少一个值",
        "a value is missing to the left of {op}",
    ),
    "feel.syntax.foreign": ("这里的 {found} 应写作 {instead}", "write {instead} instead of {found}"),
    "feel.syntax.unreadable": ("不认识的字符 {found}", "{found} has no meaning here"),
    "feel.syntax.unclosed-text": (
        "从这里开始的文本没有结束的双引号",
        "the text that begins here has no closing quote",
    ),
    "feel.syntax.words-in-a-row": (
        "{found} 之前缺少运算符（名称中不能有空格）",
        "an operator is missing before {found} (names have no blanks)",
    ),
    "feel.syntax.value-expected": ("这里应是一个值，却是 {found}", "a value was expected here, not {found}"),
    "feel.syntax.value-expected-at-end": (
        "表达式没有写完：末尾缺少一个值",
        "the expression ends where a value is missing",
    ),
    "feel.syntax.operator-expected": (
        "这里应是运算符或表达式的结尾，却是 {found}",
        "an operator or the end was expected here, not {found}",
    ),
    "feel.syntax.operator-or-expected": (
        "这里应是运算符或 {expected}，却是 {found}",
        "an operator or {expected} was expected here, not {found}",
    ),
    "feel.syntax.operator-or-expected-at-end": (
        "表达式没有写完：末尾缺少 {expected}",
        "the expression ends where {expected} is missing",
    ),
    "feel.syntax.name-expected": ("这里应是一个名称，却是 {found}", "a name was expected here, not {found}"),
    "feel.syntax.name-expected-at-end": (
        "表达式没有写完：末尾缺少一个名称",
        "the expression ends where a name is missing",
    ),
    "feel.syntax.member-expected": (
        "点号之后应是一个名称，却是 {found}",
        "a name was expected after the dot, not {found}",
    ),
    "feel.syntax.member-expected-at-end": (
        "表达式没有写完：点号之后缺少一个名称",
        "the expression ends where a name is missing after the dot",
    ),
    "feel.syntax.key-expected": (
        "这里应是“名称:”，却是 {found}",
        "a name and a colon were expected here, not {found}",
    ),
    "feel.syntax.key-expected-at-end": (
        "表达式没有写完：末尾缺少“名称:”",
        "the expression ends where a name and a colon are missing",
    ),
    "feel.syntax.type-expected": ("这里应是一个类型，却是 {found}", "a type was expected here, not {found}"),
    "feel.syntax.type-expected-at-end": (
        "表达式没有写完：末尾缺少一个类型",
        "the expression ends where a type is missing",
    ),
    "feel.syntax.expected": (
        "这里应是 {expected}，却是 {found}",
        "{expected} was expected here, not {found}",
    ),
    "feel.syntax.expected-at-end": (
        "表达式没有写完：末尾缺少 {expected}",
        "the expression ends where {expected} is missing",
    ),
}
