"""What `screening/` says (screening): how a population would be decided, and what SQL is not asked to do."""

TEXTS: dict[str, tuple[str, str]] = {
    "screening.by-sql": (
        "《{policy}》：{count} 项措施由 SQL 语句一次核算全部企业。",
        "{policy}: {count} measures are decided by the SQL statement, for all enterprises at once.",
    ),
    "screening.by-reference": (
        "  第 {number} 项“{title}”由参考求值器逐户核算：{reason}。",
        '  Measure {number}, "{title}", is decided by the reference evaluator, one enterprise at a time: {reason}.',
    ),
    "screening.some-in-doubt": (
        "  个别企业的数值可能恰在界限上，SQL 不能断定，其各项措施改由参考求值器核算；有多少家，核对之后才知道，写在结果中。",
        "  Where a number may lie so close to a limit that SQL cannot tell on which side, the reference evaluator decides "
        "all measures for that enterprise; how many these are is known after a run, and told with its results.",
    ),
    "screening.none-in-doubt": (
        "  其结果都由 SQL 断定，没有企业需要逐户核算。",
        "  SQL settles them all: no enterprise has to be decided one by one.",
    ),
    "screening.none-in-force": (
        "《{policy}》：在 {day} 没有有效的措施。",
        "{policy}: none of its measures is in force on {day}.",
    ),
    "screening.expression": (
        "“{expression}”在 SQL 中没有对应的写法",
        'SQL has no counterpart for "{expression}"',
    ),
    "screening.too-large": (
        "“{expression}”的数值可能超出 SQL 能精确计算的位数",
        '"{expression}" may need more digits than SQL computes exactly',
    ),
    "screening.hit": (
        "决策表的命中方式 {hit} 在 SQL 中没有对应的写法",
        "SQL has no counterpart for tables with the hit policy {hit}",
    ),
    "screening.settled-with": (
        "与逐户核算的“{measure}”一并结算",
        'it is settled together with "{measure}", which is decided one by one',
    ),
}
