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
}
