"""What the decision room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
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
}
