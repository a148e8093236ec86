"""What `assurance/symbolic/` says: why a question about a policy could not be decided."""

TEXTS: dict[str, tuple[str, str]] = {
    "symbolic.scope": (
        "证明针对各项数值不超过 1 万亿、日期在 1900 年至 2100 年之间的企业",
        "proofs are about enterprises of which no number is above 10^12 and all dates lie between 1900 and 2100",
    ),
    "symbolic.untranslatable": (
        "“{what}”没有对应的公式，证明不了也否定不了",
        'there is no formula for "{what}", so that nothing can be proved about it',
    ),
    "symbolic.time-out": (
        "求解器在 {seconds} 秒内没有得出结论",
        "the solver came to no conclusion within {seconds} seconds",
    ),
    "symbolic.not-confirmed": (
        "求解器找到的例子未能由参考求值器证实",
        "the reference evaluator did not confirm the examples that the solver found",
    ),
}
