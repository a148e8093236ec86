"""What `screening/` says (results): code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # the head of a summary
    "results.title": ("惠企政策批量核对结果", "Incentives for a population"),
    "results.subtitle": (
        "核对日期 {as_of}，考核年度 {year}，企业 {enterprises} 家，数据来源 {input}",
        "as of {as_of}, assessment year {year}, {enterprises} enterprises, from {input}",
    ),
    "results.and-lists": ("{file} 及 {count} 个清单文件", "{file} and {count} files of lists"),
    "results.page": ("第 &P 页，共 &N 页", "page &P of &N"),
    # names of sheets
    "results.sheet-overview": ("汇总", "Summary"),
    "results.sheet-near": ("接近达标", "One condition short"),
    "results.sheet-reasons": ("原因", "Reasons"),
    "results.sheet-what-if": ("参数试算", "What if"),
    "results.sheet-rows": ("明细", "Results"),
    "results.sheet-rejected": ("未通过读取", "Rejected rows"),
    "results.sheet-sources": ("来源", "Sources"),
    # figures
    "results.enterprises": ("核对企业（家）", "Enterprises"),
    "results.recipients-grant": ("可享受奖补（家）", "Enterprises with a grant"),
    "results.recipients-tax-relief": ("可享受税收优惠（家）", "Enterprises with tax relief"),
    "results.payable-grant": ("应付奖补", "Grants payable"),
    "results.payable-tax-relief": ("少缴税款", "Tax not charged"),
    "results.in-yuan": ("（元）", " (yuan)"),
    "results.policy-result": (
        "{count} 家可享受，应付合计 {amount}",
        "{count} enterprises are eligible; {amount} payable in all",
    ),
    "results.policy-result-tax-relief": (
        "{count} 家可享受，少缴税款合计 {amount}（不是拨付的资金）",
        "{count} enterprises are eligible; {amount} of tax not charged (no money handed out)",
    ),
    "results.joint-grant": (
        "{count} 家可享受奖补，应付合计 {amount}",
        "{count} enterprises with a grant, {amount} payable",
    ),
    "results.joint-tax-relief": (
        "{count} 家可享受税收优惠，少缴税款合计 {amount}",
        "{count} enterprises with tax relief, {amount} of tax not charged",
    ),
    # columns
    "results.no": ("序号", "No."),
    "results.policy": ("政策", "Policy"),
    "results.measure": ("措施", "Measure"),
    "results.measures": ("措施数", "Measures"),
    "results.category": ("类别", "Category"),
    "results.no-category": ("未分类", "no category"),
    "results.by-category": ("按类别", "By category"),
    "results.by-measure": ("按措施", "By measure"),
    "results.id": ("统一社会信用代码", "Credit code"),
    "results.name": ("企业名称", "Enterprise"),
    "results.eligible": ("可享受", "Eligible"),
    "results.eligible-times": ("可享受（家次）", "Eligible (times)"),
    "results.ineligible": ("不符合", "Not met"),
    "results.undetermined": ("待补充", "Needs facts"),
    "results.not-in-force": ("不在有效期", "Not in force"),
    "results.gross-yuan": ("毛额（元）", "Gross (yuan)"),
    "results.payable-yuan": ("应付（元）", "Payable (yuan)"),
    "results.tax-relief-yuan": ("少缴税款（元）", "Tax not charged (yuan)"),
    "results.budget-adjustment-yuan": ("预算压减（元）", "Budget cut (yuan)"),
    "results.payable-open": (
        "{amount}（暂定 {provisional} 家，待定 {unknown} 家）",
        "{amount} ({provisional} provisional, {unknown} not known)",
    ),
    "results.provisional": ("暂定", "Provisional"),
    "results.amount-unknown": ("金额待定", "Amount not known"),
    "results.near": ("接近达标", "One short"),
    "results.near-at-most": ("至多 {most}", "at most {most}"),
    "results.stopped-by": ("主要卡点（家数）", "Most often not met (enterprises)"),
    "results.share": ("占比", "Share"),
    "results.total": ("合计", "Total"),
    "results.yes": ("是", "yes"),
    "results.missing-for-amount": ("金额待定，所缺事实", "Facts that the amount waits for"),
    "results.obstacle": ("{label}（{count}）", "{label} ({count})"),
    # recipients
    "results.recipients-total": (
        "共 {count:,} 家，毛额合计 {gross} 元，应付合计 {payable} 元",
        "{count:,} enterprises, gross {gross} yuan, payable {payable} yuan",
    ),
    # near misses
    "results.about-near": (
        "只差本措施自身的一项条件，其余条件均已满足；差距小的在前。差距为所差数额占标准的比例。",
        "One of the measure's own conditions is not met, all others are; the nearest come first. "
        "The distance is what is short, in proportion to the threshold.",
    ),
    "results.near-examined": (
        "可能接近达标的企业较多时，每项措施按输入顺序只逐户核实前 {most} 家；其余仅计数，故写作“至多”。",
        "Where many enterprises may be one condition short, the first {most} of each measure were looked at one by one; "
        "the others are only counted, hence “at most”.",
    ),
    "results.or": (" 或 ", " or "),
    "results.condition": ("所差条件", "Condition"),
    "results.how-far": ("差在哪里", "What is short"),
    "results.distance": ("差距", "Distance"),
    # reasons
    "results.about-reasons": (
        "各措施未通过的条件、尚缺的事实及涉及的企业数；一家企业可能涉及多项，故不能相加。",
        "The conditions that were not met and the facts that are missing, with the enterprises concerned; an enterprise "
        "may be counted several times.",
    ),
    "results.obstacle-kind": ("类型", "Kind"),
    "results.obstacle-failed": ("条件未满足", "not met"),
    "results.obstacle-missing": ("事实缺失", "missing"),
    "results.obstacle-label": ("条件或事实", "Condition or fact"),
    "results.obstacle-enterprises": ("企业数", "Enterprises"),
    "results.obstacle-share": ("占全部企业", "Of all"),
    "results.who": ("由谁提供", "Who can say"),
    "results.fact-source": ("数据来源", "Found in"),
    "results.missing-most": ("最常缺的事实", "Facts missing most often"),
    "results.missing-often": ("{label}（涉及 {measures} 项措施）", "{label} (for {measures} measures)"),
    # budget
    "results.budget": ("预算", "Budget"),
    "results.budget-item": ("预算项目", "Budget"),
    "results.budget-of": ("{policy}：{label}", "{policy}: {label}"),
    "results.budget-part": ("其中：{label}", "of which: {label}"),
    "results.budget-amount": ("预算额（元）", "Budget (yuan)"),
    "results.budget-total": ("应付合计（元）", "Payable (yuan)"),
    "results.budget-share": ("使用率", "Used"),
    "results.budget-outcome": ("结果", "Outcome"),
    "results.budget-kept": ("未超预算，结余 {rest}", "within the budget, {rest} left"),
    "results.budget-exceeded": (
        "超出预算 {over}；按政策规定只作提示，未压减",
        "{over} over the budget; by the policy this is only reported, nothing is scaled down",
    ),
    "results.budget-scaled": (
        "超出预算 {over}；各项应付按 {amount} ÷ {total} 同比例压减，向下取整到分，压减后合计 {paid}",
        "{over} over the budget; every payable is scaled by {amount} ÷ {total} and rounded down to the fen: {paid} in all",
    ),
    "results.budget-not-known": ("核对日期没有预算额", "there is no budget on that day"),
    "results.budget-unknown": ("另有 {count} 笔金额待定，未计入", "{count} amounts are not known and left out"),
    "results.budget-provisional": ("其中 {count} 笔暂定", "{count} are provisional"),
    # what if
    "results.about-what-if": (
        "按以下参数重新核对同一批企业，与现行标准比较；本表只作试算，其余各表均为现行标准的结果。",
        "The same enterprises by other parameter values, compared with those in force; all other sheets hold the "
        "results by the values in force.",
    ),
    "results.changed": ("{label}（{parameter}）：{before} → {after}", "{label} ({parameter}): {before} → {after}"),
    "results.no-value": ("（无）", "(none)"),
    "results.eligible-before": ("现享受（家）", "Eligible now"),
    "results.eligible-after": ("试算享受（家）", "Eligible then"),
    "results.payable-before": ("现应付（元）", "Payable now (yuan)"),
    "results.payable-after": ("试算应付（元）", "Payable then (yuan)"),
    "results.difference": ("增减（元）", "Difference (yuan)"),
    "results.gaining": ("增加（家）", "Gain"),
    "results.losing": ("减少（家）", "Lose"),
    "results.before-after": (
        "现 {before}，试算 {after}，增减 {difference}",
        "{before} now, {after} then: {difference}",
    ),
    "results.gaining-most": (
        "增加的企业 {count} 家，合计 {amount}",
        "{count} enterprises gain, {amount} in all",
    ),
    "results.losing-most": (
        "减少的企业 {count} 家，合计 {amount}",
        "{count} enterprises lose, {amount} in all",
    ),
    "results.what-if-shape": (
        "应写作 参数=值，如 rd_increment_rate=15%",
        "write it as PARAMETER=VALUE, such as rd_increment_rate=15%",
    ),
    "results.what-if-twice": ("参数“{name}”给了两次", "the parameter {name} is given twice"),
    "results.no-such-parameter": (
        "所选政策没有参数“{name}”{nearest:；最接近的是 %s}",
        "the policies have no parameter {name}{nearest:; the nearest are %s}",
    ),
    # sources and rejected rows
    "results.source-run": ("本次核对", "This run"),
    "results.source-name": ("项目", "Item"),
    "results.source-value": ("内容", "Value"),
    "results.input": ("输入", "Input"),
    "results.bytes": ("{count} 字节", "{count} bytes"),
    "results.program": ("程序与计算后端", "Program and backend"),
    "results.by-reference": ("逐户核算", "Decided one by one"),
    "results.referred": (
        "{policy}：{measures:,} 项措施、{enterprises:,} 家企业由参照引擎逐户核算，其余由 SQL 核算，结果相同",
        "{policy}: {measures:,} measures and {enterprises:,} enterprises by the reference engine, the rest by SQL, "
        "to the same effect",
    ),
    "results.policy-id": ("政策编号", "Id"),
    "results.content-digest": ("内容指纹", "Content"),
    "results.reconstructed-measures": ("含重构内容的措施", "Measures with reconstructed parts"),
    "results.about-rejected": (
        "{count:,} 行有误，未参与核对；改正后可单独重新核对。",
        "{count:,} rows have mistakes and were left out; correct them and screen them again.",
    ),
    "results.file": ("文件", "File"),
    "results.row": ("行", "Row"),
    "results.column": ("列", "Column"),
    "results.value": ("所填内容", "Value"),
    "results.why-rejected": ("问题", "What is wrong"),
    "results.legend-reconstructed": (
        "※ 所依据的条款或标准由本项目重构，并非发文机关原文；申报、兑现以正式文件为准。",
        "※ rests on clauses or figures reconstructed by this project, not on the authority's own words; "
        "only the official text counts.",
    ),
    "results.legend-provisional": (
        "暂定：尚有未定措施可能改变该金额。",
        "Provisional: measures that are still open could change this amount.",
    ),
    "results.rows-too-many": (
        "结果行数超过 Excel 单表上限（1,048,576 行），本工作簿不含“明细”表；需要全部结果请另存为 .parquet 或 .csv。",
        "There are more results than a sheet of Excel has rows (1,048,576), so this workbook has no sheet of all of them; "
        "for those write .parquet or .csv.",
    ),
    # outputs
    "results.unknown-form": (
        "不能按扩展名“{suffix}”确定结果文件的格式{known:；可用 %s}",
        "the extension {suffix!r} names no form of result{known:; there are %s}",
    ),
}
