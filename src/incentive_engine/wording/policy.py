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
        "键后缺少“: ”（冒号和空格）",
        "a key without `: ` (a colon and a space) after it",
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
}
