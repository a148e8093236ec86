"""What the feel room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # The names of types.
    "feel.type.any": ("不确定的类型", "a type that is not certain"),
    "feel.type.null": ("空值", "null"),
    "feel.type.boolean": ("是/否", "boolean"),
    "feel.type.number": ("数字", "number"),
    "feel.type.integer": ("整数", "integer"),
    "feel.type.money": ("金额", "money"),
    "feel.type.ratio": ("比例", "ratio"),
    "feel.type.text": ("文本", "text"),
    "feel.type.one-text": ("文本“{text}”", "the text “{text}”"),
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
    "feel.type.duration": ("时长", "duration"),
    "feel.type.ordered": ("能比较大小的值", "a value with an order"),
    # What a policy's expression must not say.
    "feel.null": (
        "政策中没有空值（null）：没有填报的事实是“未知”，会自动传递，不必也不能与 null 比较",
        "a policy has no null: a fact that nobody stated is unknown, which travels by itself; "
        "do not compare with null",
    ),
    "feel.unknown-name": (
        "没有名为 {name} 的事实或参数{nearest:；最接近的是 %s}",
        "there is no fact or parameter {name}{nearest:; the nearest are %s}",
    ),
    "feel.unknown-function": (
        "没有名为 {name} 的函数{nearest:；最接近的是 %s}",
        "there is no function {name}{nearest:; the nearest are %s}",
    ),
    "feel.unknown-member": (
        "{type:zh}没有成员 {member}{nearest:；最接近的是 %s}",
        "{type} has no member {member}{nearest:; the nearest are %s}",
    ),
    "feel.unknown-type": (
        "没有名为 {name} 的类型{nearest:；最接近的是 %s}",
        "there is no type {name}{nearest:; the nearest are %s}",
    ),
    "feel.function-not-called": (
        "{function} 是函数，后面应有括号和参数",
        "{function} is a function; give it arguments in parentheses",
    ),
    "feel.function-defined": ("政策中不能定义函数", "a policy must not define functions"),
    "feel.function-value": ("这里只能调用内置函数", "only built-in functions can be called here"),
    "feel.clock": (
        "政策中不能用 {function}()：结果会随提问的时间改变，请用 as_of",
        "a policy must not ask {function}(): the answer would depend on when it is asked; use as_of",
    ),
    "feel.text-without-quotes": ('文本 {text} 要加双引号："{text}"', 'put the text in quotes: "{text}"'),
    "feel.not-a-choice": (
        "“{text}”不在可选值之中，应为{type:zh}{nearest:；最接近的是 %s}",
        "“{text}” never occurs here, where the value is a {type}{nearest:; the nearest are %s}",
    ),
    "feel.disjoint-choices": (
        "二者没有相同的可选值，永远不会相等：{left:zh}，{right:zh}",
        "the two have no choice in common and are never equal: {left}; {right}",
    ),
    "feel.different-types": ("{left:zh}与{right:zh}不能比较", "{left} cannot be compared with {right}"),
    "feel.list-compared": (
        "这是{type:zh}，不能与{other:zh}比较；取其中一项，如本年度用 [-1]",
        "this is a {type} and cannot be compared with {other}; pick an item, such as [-1] for the last year",
    ),
    "feel.list-computed": (
        "这是{type:zh}，不能直接作 {sign} 运算；取其中一项（如本年度用 [-1]）或先求和",
        "{sign} does not work on a {type}; pick an item, such as [-1] for the last year, "
        "or add the items up first",
    ),
    "feel.type-without-order": ("{type:zh}没有大小先后之分", "{type} has no order"),
    "feel.condition-expected": (
        "这里应为条件（是或否），实为{found:zh}",
        "a condition (true or false) was expected here, not {found}",
    ),
    "feel.branches-differ": (
        "then 与 else 的结果类型不同：{then:zh}，{otherwise:zh}",
        "then and else give different types: {then}; {otherwise}",
    ),
    "feel.not-a-list": ("这里应为列表，实为{found:zh}", "a list was expected here, not {found}"),
    "feel.index-or-condition": (
        "方括号中应为序号或条件，实为{found:zh}",
        "an index or a condition was expected in the brackets, not {found}",
    ),
    "feel.index-zero": (
        "序号从 1 起，或从末尾以 -1 起，没有第 0 项",
        "indexes begin at 1, or at -1 from the end; there is no item 0",
    ),
    "feel.index-not-whole": ("序号应为整数，实为{found:zh}", "an index must be a whole number, not {found}"),
    "feel.range-not-iterable": (
        "只能逐一列举整数或日期的区间，不能列举{of:zh}的区间",
        "only ranges of whole numbers or dates can be gone through, not of {of}",
    ),
    "feel.mixed-list": (
        "列表各项应为同一类型：前面是{first:zh}，这一项是{found:zh}",
        "the items of a list must be of one type: {first} before, {found} here",
    ),
    "feel.item-type": (
        "函数 {function} 的参数 {parameter} 的各项应为{expected:zh}，实为{found:zh}",
        "the items of {parameter} of {function} must be {expected}, not {found}",
    ),
    "feel.no-certain-type": (
        "{function} 的结果类型在加载时无法确定，政策中不能这样用",
        "the type of what {function} gives here cannot be told when the policy is loaded, "
        "so a policy must not use it",
    ),
    "feel.unexpected-type": (
        "结果应为{expected:zh}，实为{found:zh}",
        "the result must be {expected}, not {found}",
    ),
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
    "feel.too-many-rounds": (
        "{expression} 要计算 {most} 次以上，过多",
        "{expression} goes round more than {most} times",
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
    "feel.syntax.foreign": ("这里的 {found} 应写作 {instead}", "write {instead} instead of {found}"),
    "feel.syntax.unreadable": ("不认识的字符 {found}", "{found} has no meaning here"),
    "feel.syntax.unclosed-text": (
        "从这里开始的文本没有结束的双引号",
        "the text that begins here has no closing quote",
    ),
    "feel.syntax.unclosed-comment": (
        "从这里开始的注释没有结束的 */",
        "the comment that begins here has no closing */",
    ),
    "feel.syntax.unit-after-number": (
        "数的后面不能写单位：请去掉 {found}，写出完整的数（10万元写作 100000）",
        "numbers in expressions have no units: drop {found} and write the number in full",
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
    "feel.syntax.token-expected": (
        "这里应是 {expected}，却是 {found}",
        "{expected} was expected here, not {found}",
    ),
    "feel.syntax.token-expected-at-end": (
        "表达式没有写完：末尾缺少 {expected}",
        "the expression ends where {expected} is missing",
    ),
}
