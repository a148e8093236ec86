"""Ways to damage the sample rules, each with the mistake that it makes: its code, its file, and its line."""

# ruff: noqa: E501 -- a table: one damage a line

from __future__ import annotations

from dataclasses import dataclass

POLICY = "town/awards/policy.yaml"
GROWTH = "town/awards/measures/01-growth.yaml"
PLATFORM = "town/awards/measures/02-platform.yaml"
CONTRACT = "town/awards/measures/03-contract.yaml"
PRAISE = "town/awards/measures/04-praise.yaml"
BASICS = "vocabulary/basics.yaml"
LISTS = "vocabulary/lists.yaml"


@dataclass(frozen=True)
class Damage:
    """`old` becomes `new` in `file`; expected is `code` at the first line that holds `at` (the new text unless said)."""

    file: str
    old: str
    new: str
    code: str
    at: str = ""
    elsewhere: str = ""

    def __str__(self) -> str:
        return (
            f"{self.code.partition('.')[2]}: {self.file.rpartition('/')[2]}: {self.new[:40] or 'no ' + self.old[:40]}"
        )

    def apply(self, text: str) -> str:
        assert text.count(self.old) >= 1, f"{self.old!r} is not in {self.file}"
        return text.replace(self.old, self.new, 1)


_FACTS = [
    Damage(BASICS, "facts:", "fact:", "policy.unknown-key"),
    Damage(BASICS, "label: 失信, type", "lable: 失信, type", "policy.unknown-key"),
    Damage(BASICS, "label: 失信, type", "lable: 失信, type", "policy.missing-key"),
    Damage(BASICS, "{label: 失信, type: boolean", "{label: 失信, default: false, type: boolean", "policy.no-default"),
    Damage(BASICS, "type: boolean, answered", "type: bool, answered", "policy.not-a-choice"),
    Damage(BASICS, "label: 失信", "label: 7", "policy.not-text"),
    Damage(BASICS, "label: 失信", "label: ''", "policy.empty-text"),
    Damage(BASICS, "label: 失信", "label: ", "policy.no-value", "label: , type"),
    Damage(BASICS, "annual: true, minimum: 0}", "annual: yes, minimum: 0}", "policy.not-a-flag"),
    Damage(BASICS, "years: 2", "years: 2.5", "policy.not-an-integer"),
    Damage(BASICS, "years: 2", "years: two", "policy.not-an-integer"),
    Damage(BASICS, "years: 2", "years: 0", "policy.greater-than-equal"),
    Damage(BASICS, "years: 2", "years: 500", "policy.less-than-equal"),
    Damage(BASICS, "annual: true, years: 2", "years: 2", "policy.years-without-annual"),
    Damage(BASICS, "choices: [工业, 服务业]", "choices: 工业", "policy.not-a-list"),
    Damage(BASICS, "choices: [工业, 服务业]", "choices: []", "policy.too-short"),
    Damage(BASICS, "choices: [工业, 服务业]", "choices: [工业, 工业]", "policy.repeated-choice"),
    Damage(BASICS, ", choices: [工业, 服务业]", "", "policy.choice-without-choices", "企业性质"),
    Damage(BASICS, "type: choice", "type: text", "policy.choices-without-choice", "choices: [工业"),
    Damage(BASICS, "minimum: 0, maximum: 100万", "minimum: 200万, maximum: 100万", "policy.minimum-above-maximum"),
    Damage(BASICS, "maximum: 100万", "maximum: 100万元", "policy.unit-of-integer"),
    Damage(BASICS, "maximum: 100万", "maximum: 1.5", "policy.not-whole"),
    Damage(BASICS, "maximum: 100万", "maximum: many", "policy.not-an-amount"),
    Damage(BASICS, "maximum: 100%", "maximum: 100元", "policy.unit-of-ratio"),
    Damage(BASICS, "maximum: 100%", "maximum: 1000‱", "policy.unknown-unit"),
    Damage(BASICS, "maximum: 100%", f"maximum: {'9' * 40}", "policy.too-many-digits"),
    Damage(BASICS, "label: 失信, type: boolean", "label: 失信, minimum: 0, type: boolean", "policy.bound-without-number"),
    Damage(BASICS, "label: 失信", "label: 所在区", "policy.label-twice", "dishonest: {label: 所在区"),
    Damage(BASICS, "label: 失信", "label: district", "policy.label-twice"),
    Damage(BASICS, "  score:", "  and:", "policy.reserved-name"),
    Damage(BASICS, "  score:", "  as_of:", "policy.reserved-name"),
    Damage(BASICS, "  score:", "  the score:", "policy.not-an-id"),
    Damage(BASICS, "  score:", "  staff:", "policy.duplicate-key", "  staff: {label: 评分"),
    Damage(BASICS, "formula: intensity >= 0.03", "formula: intensity >= 0.03\n    ask: 强吗？", "policy.not-of-derived", "ask"),
    Damage(BASICS, "formula: intensity >= 0.03", "formula: intensity >= 0.03\n    minimum: 0", "policy.not-of-derived", "    minimum: 0"),
    Damage(BASICS, "formula: intensity >= 0.03", "formula: strong", "policy.derived-cycle", "  strong:"),
    Damage(BASICS, "formula: rd_expense[-1] / revenue[-1]", "formula: if strong then 0.1 else 0.2", "policy.derived-cycle", "  intensity:"),
    Damage(BASICS, "formula: intensity >= 0.03", "formula: intensity >= ", "feel.syntax.value-expected-at-end", "formula: intensity >="),
    Damage(BASICS, "formula: intensity >= 0.03", "formula: intensty >= 0.03", "feel.unknown-name"),
    Damage(BASICS, "formula: intensity >= 0.03", "formula: intensity * 2", "feel.unexpected-type"),
    Damage(BASICS, "formula: intensity >= 0.03", "formula: 5万元", "policy.amount-unexpected"),
    Damage(LISTS, "    type: list", "    type: text", "policy.item-without-list", "item:"),
    Damage(LISTS, "    type: list", "    type: list\n    annual: true", "policy.annual-list", "annual: true"),
    Damage(LISTS, "label: 平台名称", "label: 平台名称, unknown: 1", "policy.unknown-key"),
    Damage(LISTS, "label: 级别", "label: 平台名称", "policy.label-twice", "level:"),
    Damage(LISTS, "      name: {label: 平台名称, type: text}", "      name: 平台名称", "policy.not-a-mapping"),
    Damage(LISTS, "label: 平台名称, type: text", "label: 平台名称, type: list", "policy.not-a-choice"),
    Damage(LISTS, "facts:\n", "facts:\n  district: {label: 区, type: text}\n", "policy.fact-twice", "  district:"),
]  # fmt: skip

_SYNTAX = [
    Damage(POLICY, "title: 某镇奖励办法", "title: 某镇: 奖励办法", "policy.yaml-colon"),
    Damage(POLICY, "title: 某镇奖励办法", "title 某镇奖励办法", "policy.yaml-no-colon", "title"),
    Damage(PRAISE, "title: 通报表扬", "title: '通报表扬", "policy.yaml-quote"),
    Damage(POLICY, "categories: [研发, 交易]", "categories: [研发, 交易", "policy.yaml-bracket", "parameters:"),
    Damage(POLICY, "title: 通知,", "title: 通知", "policy.yaml-brace", "ref:"),
    Damage(POLICY, "title: 某镇奖励办法", "title: @某镇奖励办法", "policy.yaml-character"),
    Damage(POLICY, "sources:\n  notice", "sources:\n\tnotice", "policy.yaml-character", "notice"),
    Damage(BASICS, "    type:", "\ttype:", "policy.yaml-character", "\ttype"),
    Damage(POLICY, "title: 某镇奖励办法", "title: !!str 某镇奖励办法", "policy.tag"),
    Damage(POLICY, "title: 某镇奖励办法", "title: *title", "policy.unknown-anchor"),
    Damage(POLICY, "title: 某镇奖励办法", "title: 某镇奖励办法\n---\na: b", "policy.several-documents", "---"),
    Damage(POLICY, "title: 某镇奖励办法", "title: 某镇奖励办法\x07", "policy.control-character"),
    Damage(POLICY, "title: 某镇奖励办法", "title: 某镇奖励办法\ntitle: 另一个", "policy.duplicate-key", "title: 另一个"),
    Damage(POLICY, "language: 1", "language: 1e9999", "policy.number-too-large"),
    Damage(POLICY, "categories: [研发, 交易]", "categories: " + "[" * 1000, "policy.too-deep", "categories:"),
    Damage(POLICY, "short_title: 办法", "  short_title: 办法", "policy.yaml-colon"),
    Damage(POLICY, "  growth_rate: {label", "   growth_rate: {label", "policy.yaml-key", "  ceiling: {"),
    Damage(POLICY, "  - {label: 年度总额", "   - {label: 年度总额", "policy.yaml-key", "  - {label: 交易类总额"),
    Damage(GROWTH, 'title: 研发增长', 'title: "研发\\增长"', "policy.yaml-escape"),
]  # fmt: skip

_POLICY = [
    Damage(POLICY, "policy: town/awards", "policy: town/award", "policy.folder-id"),
    Damage(POLICY, "policy: town/awards", "policy: town//awards", "policy.not-an-id"),
    Damage(POLICY, "language: 1", "language: 2", "policy.language"),
    Damage(POLICY, "language: 1", "langauge: 1", "policy.unknown-key"),
    Damage(POLICY, "basis: reconstructed\nin_force", "basis: guessed\nin_force", "policy.not-a-choice", "basis: guessed"),
    Damage(POLICY, "from: 2020-01-01, to: 2022-12-31", "from: 2023-01-01, to: 2022-12-31", "policy.period-ends-first"),
    Damage(POLICY, "from: 2020-01-01, to: 2022-12-31", "from: 2020-01-01, to: 2022-02-30", "policy.not-a-date"),
    Damage(POLICY, "from: 2020-01-01, to: 2022-12-31", "from: 2020, to: 2022-12-31", "policy.not-a-date"),
    Damage(POLICY, "from: 2020-01-01, to: 2022-12-31", "since: 2020-01-01", "policy.unknown-key"),
    Damage(POLICY, "in_force: {from: 2020-01-01, to: 2022-12-31}", "in_force: {from: 2019-01-01}", "policy.parameter-begins-late", "yearly_ceiling: {"),
    Damage(POLICY, "notice: {title: 通知, ref: 某镇〔2020〕1号}", "notice: 某镇〔2020〕1号", "policy.not-a-mapping"),
    Damage(POLICY, "  notice: {", "  notices: {", "policy.unknown-source", "notice: 按增量", GROWTH),
    Damage(POLICY, "categories: [研发, 交易]", "categories: [研究, 交易]", "policy.unknown-category", "category: 研发", GROWTH),
    Damage(POLICY, "categories: [研发, 交易]", "categories: 研发", "policy.not-a-list"),
    Damage(POLICY, "2020-01-01: 10%, 2021-01-01: 12%", "2021-01-01: 12%, 2020-01-01: 10%", "policy.unordered-dates"),
    Damage(POLICY, "2020-01-01: 10%, 2021-01-01: 12%", "2020-01-01: 10%, 2020-01-01: 12%", "policy.duplicate-key"),
    Damage(POLICY, "2020-01-01: 10%, 2021-01-01: 12%", "2020-01-01: 10%, 2021-01-01: 12万元", "policy.parameter-types"),
    Damage(POLICY, "2020-01-01: 10%, 2021-01-01: 12%", "2020-01-01: 10%, 2021-13-01: 12%", "policy.not-a-date"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "values: {}", "policy.too-short"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "values: 50万元", "policy.not-a-mapping"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "value: {2020-01-01: 50万元}", "policy.unknown-key"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "values: {2020-01-01: 50万美元}", "policy.unknown-unit"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "values: {2020-01-01: 五十万元}", "policy.not-an-amount"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "values: {2020-01-01: 最高50万元}", "policy.not-an-amount"),
    Damage(POLICY, "values: {2020-01-01: 10%, ", "values: {2020-01-01: 百分之十, ", "policy.not-an-amount"),
    Damage(POLICY, "source: 虚构文件, values: {2020-01-01: 50万元}", "values: {2020-01-01: 50万元}", "policy.missing-key", "  ceiling:"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "values: {2020-01-01: [50万元]}", "policy.not-text"),
    Damage(POLICY, "values: {2020-01-01: 50万元}", "values: {2021-01-01: 50万元}", "policy.parameter-begins-late"),
    Damage(POLICY, "values: {2020-01-01: 20万元}", "values: {2021-06-01: 20万元}", "policy.parameter-begins-late"),
    Damage(POLICY, "label: 上限, basis: reported,", "label: 上限,", "policy.missing-key"),
    Damage(POLICY, "  ceiling: {", "  top: {", "policy.unused-parameter"),
    Damage(POLICY, "  ceiling: {", "  staff: {", "policy.fact-twice"),
    Damage(POLICY, "  ceiling: {", "  assessment_year: {", "policy.reserved-name"),
    Damage(POLICY, "  ceiling: {", "  yearly-ceiling: {", "policy.not-an-id"),
    Damage(POLICY, 'formula: "rd_expense[-1] - rd_expense[-2]"', "minimum: 0", "policy.not-derived"),
    Damage(POLICY, "  rd_growth: {label", "  intensity: {label", "policy.fact-twice"),
    Damage(POLICY, "label: 研发增量", "label: 研发费用", "policy.label-twice"),
    Damage(POLICY, "    type: number\n    table:", "    type: number\n    formula: 1\n    table:", "policy.formula-and-table", "    table:"),
    Damage(POLICY, "hit: collect sum", "hit: collect all", "policy.not-a-choice"),
    Damage(POLICY, "inputs: [staff, kind]", "inputs: [staff]", "policy.cells", "- ['>= 100', '-', 20]"),
    Damage(POLICY, "inputs: [staff, kind]", "inputs: [staff, kinds]", "feel.unknown-name"),
    Damage(POLICY, "- ['>= 100', '-', 20]", "- ['>= 100', 20]", "policy.cells"),
    Damage(POLICY, "- ['>= 100', '-', 20]", "- ['> = 100', '-', 20]", "feel.syntax.value-expected"),
    Damage(POLICY, "- ['>= 100', '-', 20]", "- ['\"many\"', '-', 20]", "feel.different-types"),
    Damage(POLICY, "- ['>= 100', '-', 20]", "- ['>= 100', '-', '\"twenty\"']", "feel.unexpected-type"),
    Damage(POLICY, "- ['-', '\"工业\"', 10]", "- ['-', '\"农业\"', 10]", "feel.not-a-choice"),
    Damage(POLICY, "otherwise: 0", "otherwise: none", "feel.unknown-name"),
    Damage(POLICY, "otherwise: 0", "default: 0", "policy.no-default"),
    Damage(POLICY, "label: 在本镇, test: 'district", "test: 'district", "policy.missing-key"),
    Damage(POLICY, "test: 'district = \"某镇\"'", "tests: 'district = \"某镇\"'", "policy.unknown-key"),
    Damage(POLICY, "test: 'district = \"某镇\"'", "test: 'district = 7'", "feel.different-types"),
    Damage(POLICY, "test: 'district = \"某镇\"'", "test: district", "feel.unexpected-type"),
    Damage(POLICY, "test: 'district = \"某镇\"'", "test: 'district == \"某镇\"'", "feel.syntax.foreign"),
    Damage(POLICY, "test: 'district = \"某镇\"'", "test: district = null", "feel.null"),
    Damage(POLICY, "test: not(dishonest)", "test: not(dishonst)", "feel.unknown-name"),
    Damage(POLICY, "test: not(dishonest)", "test: today() > established_on", "feel.clock"),
    Damage(POLICY, "test: score > 80", "test: score > 80%", "feel.syntax.foreign"),
    Damage(POLICY, "{id: scored, label: 评分较高, test: score > 80}", "{measure: growth}", "policy.requirement-granted"),
    Damage(POLICY, "{id: scored", "{id: honest", "policy.condition-twice", "{id: honest, label: 评分较高"),
    Damage(POLICY, "keep: highest", "keep: lowest", "policy.not-a-choice"),
    Damage(POLICY, "keep: highest}", "keep: highest, received: received_before}", "policy.received-without-top-up"),
    Damage(POLICY, ", received: received_before}", "}", "policy.top-up-without-received", "step:"),
    Damage(POLICY, "received: received_before", "received: received_befor", "feel.unknown-name"),
    Damage(POLICY, "  spend: {", "  spent: {", "policy.unknown-group", "group: spend", GROWTH),
    Damage(POLICY, "  spend: {", "  idle: {label: 空, keep: sum}\n  spend: {", "policy.unused-group", "  idle:"),
    Damage(POLICY, "max: yearly_ceiling", "max: yearly_cieling", "feel.unknown-name"),
    Damage(POLICY, "max: 80万元", "max: 80%", "policy.unit-of-money"),
    Damage(POLICY, "max: 80万元, measures: [contract]", "max: 80万元, measures: [contracts]", "policy.unknown-measure"),
    Damage(POLICY, "max: 80万元, measures: [contract]", "max: 80万元, measures: []", "policy.too-short"),
    Damage(POLICY, "amount: yearly_budget", "amount: yearly_budget + received_before", "policy.budget-reads-fact"),
    Damage(POLICY, "exceeded: scale", "exceeded: cut", "policy.not-a-choice"),
    Damage(POLICY, "measures: [contract], amount: 200万元", "measures: [deal], amount: 200万元", "policy.unknown-measure"),
    Damage(POLICY, "measures: [contract], amount: 200万元", "measures: [contract]", "policy.missing-key", "    - {label: 交易子项"),
    Damage(POLICY, "title: 某镇奖励办法\n", "", "policy.missing-key", "policy: town/awards"),
]  # fmt: skip

_CONDITIONS = [
    Damage(GROWTH, "when:\n", "where:\n", "policy.unknown-key"),
    Damage(GROWTH, "when:\n  all:\n", "when:\n  every:\n", "policy.unknown-key", "every"),
    Damage(GROWTH, "id: grows, label: 研发增长, ", "label: 研发增长, ", "policy.missing-key", "label: 研发增长, "),
    Damage(GROWTH, "{id: grows, label: 研发增长, test: rd_growth > 0, evidence: [汇算清缴表]}", "研发增长", "policy.not-a-mapping", "    - 研发增长"),
    Damage(GROWTH, "test: rd_growth > 0", "test: rd_growth > 0, any: []", "policy.too-short"),
    Damage(GROWTH, "- not: {measure: platform}", "- not: {measure: platform}\n      measure: contract", "policy.condition-kind", "- not: {"),
    Damage(GROWTH, "- not: {measure: platform}", "- {id: empty, label: 空}", "policy.condition-kind"),
    Damage(GROWTH, "- not: {measure: platform}", "- {not: {measure: platform}, evidence: 表}", "policy.evidence-without-test"),
    Damage(GROWTH, "- not: {measure: platform}", "- not: {measure: platforms}", "policy.unknown-measure"),
    Damage(GROWTH, "- not: {measure: platform}", "- not: {measure: growth}", "policy.measure-cycle", "measure: growth"),
    Damage(PLATFORM, "when: {id: any-platform, label: 有研发平台, test: count(platforms) > 0}", "when: {measure: growth}", "policy.measure-cycle", "measure: growth", GROWTH),
    Damage(GROWTH, "n: 2", "n: 4", "policy.at-least-too-many"),
    Damage(GROWTH, "n: 2", "n: 0", "policy.greater-than-equal"),
    Damage(GROWTH, "n: 2", "n: two", "policy.not-an-integer"),
    Damage(GROWTH, "        n: 2\n", "", "policy.missing-key", "at_least"),
    Damage(GROWTH, "{id: points, label: 得分", "{id: grows, label: 得分", "policy.condition-twice"),
    Damage(GROWTH, "{id: points, label: 得分", "{id: here, label: 得分", "policy.condition-twice"),
    Damage(GROWTH, "{id: points, label: 得分", "{id: has points, label: 得分", "policy.not-an-id"),
    Damage(GROWTH, "test: points >= 20", "test: points >= 20元", "feel.syntax.unit-after-number"),
    Damage(GROWTH, "test: points >= 20", "test: 'points >= [20'", "feel.syntax.operator-or-expected-at-end"),
    Damage(GROWTH, "test: points >= 20", "test: 20%", "policy.amount-unexpected"),
    Damage(GROWTH, "test: strong}", "test: 'strong'' or'}", "feel.syntax.foreign"),
    Damage(GROWTH, "test: export_share >= 0.1", "test: 'export_share >= revenue[-1]'", "feel.different-types"),
]  # fmt: skip

_AWARDS = [
    Damage(GROWTH, "  amount: rd_growth * growth_rate", "  amount: rd_growth * growth_rat", "feel.unknown-name"),
    Damage(GROWTH, "  amount: rd_growth * growth_rate", "  amount: growth_rate", "feel.unexpected-type"),
    Damage(GROWTH, "  amount: rd_growth * growth_rate", "  amount: 10%", "policy.unit-of-money"),
    Damage(GROWTH, "  amount: rd_growth * growth_rate", "  amount: 五十万元", "feel.unknown-name"),
    Damage(GROWTH, "  amount: rd_growth * growth_rate", "  amount: rd_growth *\n    growth_rate +\n    + 1", "feel.syntax.value-expected", "    + 1"),
    Damage(GROWTH, "  amount: rd_growth * growth_rate\n", "", "policy.award-kind", "award:"),
    Damage(GROWTH, "  amount: rd_growth * growth_rate\n", "  amount: rd_growth\n  benefit: 表扬\n", "policy.award-kind", "award:"),
    Damage(GROWTH, "min: 1万元", "min: 60万元", "policy.floor-above-ceiling", "  max: ceiling"),
    Damage(GROWTH, "min: 1万元", "minimum: 1万元", "policy.unknown-key"),
    Damage(GROWTH, "max: ceiling", "max: [ceiling]", "policy.not-text"),
    Damage(GROWTH, "max: ceiling", "max: growth_rate", "feel.unexpected-type"),
    Damage(GROWTH, "less: received_before", "less: dishonest", "feel.unexpected-type"),
    Damage(GROWTH, "round: {to: 100, mode: down}", "round: {to: 100, mode: nearest}", "policy.not-a-choice"),
    Damage(GROWTH, "round: {to: 100, mode: down}", "round: {to: 0, mode: down}", "policy.rounding-to"),
    Damage(GROWTH, "round: {to: 100, mode: down}", "round: {to: 1%, mode: down}", "policy.unit-of-money"),
    Damage(GROWTH, "round: {to: 100, mode: down}", "round: down", "policy.not-a-mapping"),
    Damage(PRAISE, "award: {benefit: 通报表扬}", "award: {benefit: 通报表扬, max: 1万元}", "policy.not-of-benefit"),
    Damage(PRAISE, "award: {benefit: 通报表扬}", "award: {}", "policy.award-kind"),
    Damage(PRAISE, "award: {benefit: 通报表扬}", "award: 通报表扬", "policy.not-a-mapping"),
    Damage(PLATFORM, "in: platforms", "in: staff", "policy.each-of-no-list"),
    Damage(PLATFORM, "in: platforms", "in: platfroms", "feel.unknown-name"),
    Damage(PLATFORM, "item: p\n", "item: staff\n", "policy.item-name-taken"),
    Damage(PLATFORM, "item: p\n", "item: item\n", "policy.reserved-name"),
    Damage(PLATFORM, "    by: p.name\n", "", "policy.missing-key", "each:"),
    Damage(PLATFORM, "    keep: highest\n", "", "policy.missing-key", "each:"),
    Damage(PLATFORM, "keep: highest", "keep: lowest", "policy.not-a-choice"),
    Damage(PLATFORM, "where: p.recognized_on.year", "where: p.recognised_on.year", "feel.unknown-member"),
    Damage(PLATFORM, "where: p.recognized_on.year = assessment_year", "where: p.name", "feel.unexpected-type"),
    Damage(PLATFORM, "inputs: [p.level]", "inputs: [q.level]", "feel.unknown-name"),
    Damage(PLATFORM, "inputs: [p.level]", "inputs: p.level", "policy.not-a-list"),
    Damage(PLATFORM, "- ['\"国家级\"', national]", "- ['国家级', national]", "feel.text-without-quotes"),
    Damage(PLATFORM, "- ['\"国家级\"', national]", "- ['\"世界级\"', national]", "feel.not-a-choice"),
    Damage(PLATFORM, "- ['\"国家级\"', national]", "- [\"国家级\", national, 1]", "policy.cells"),
    Damage(PLATFORM, "- ['\"国家级\"', national]", "- ['\"国家级\"', nationl]", "feel.unknown-name"),
    Damage(PLATFORM, "    otherwise: 0", "    else: 0", "policy.unknown-key"),
    Damage(CONTRACT, "base: c.amount", "base: c.code", "feel.unexpected-type"),
    Damage(CONTRACT, "base: c.amount,", "", "policy.missing-key", "brackets:"),
    Damage(CONTRACT, "{over: 0, rate: 0.5%}", "{over: 5000万元, rate: 0.5%}", "policy.slices-do-not-rise"),
    Damage(CONTRACT, "{over: 0, rate: 0.5%}", "{over: 0, rate: 5000元}", "policy.unit-of-ratio"),
    Damage(CONTRACT, "{over: 0, rate: 0.5%}", "{above: 0, rate: 0.5%}", "policy.unknown-key"),
    Damage(CONTRACT, "slices: [{over: 0, rate: 0.5%}, {over: first_slice, rate: 0.3%}]", "slices: []", "policy.too-short"),
    Damage(CONTRACT, "less: c.paid", "less: d.paid", "feel.unknown-name"),
]  # fmt: skip

_MEASURES = [
    Damage(GROWTH, "measure: growth\n", "measure: grown\n", "policy.file-id", "measure: grown"),
    Damage(GROWTH, "number: 1\n", "number: 2\n", "policy.file-number", "number: 2"),
    Damage(GROWTH, "number: 1\n", "number: 2\n", "policy.number-twice", "measure: platform", PLATFORM),
    Damage(GROWTH, "number: 1\n", "number: 0\n", "policy.greater-than-equal", "number: 0"),
    Damage(GROWTH, "number: 1\n", "number: one\n", "policy.not-an-integer", "number: one"),
    Damage(GROWTH, "measure: growth\n", "measure: platform\n", "policy.measure-twice", "measure: platform", PLATFORM),
    Damage(GROWTH, "title: 研发增长\n", "", "policy.missing-key", "measure: growth"),
    Damage(GROWTH, "clause: 研发费用增长的", "clauses: 研发费用增长的", "policy.unknown-key"),
    Damage(GROWTH, "category: 研发", "category: 科研", "policy.unknown-category"),
    Damage(GROWTH, "source: {notice:", "source: {notices:", "policy.unknown-source"),
    Damage(GROWTH, "source: {notice: 按增量给予奖励}", "source: notice", "policy.not-a-mapping"),
    Damage(GROWTH, "source: {notice: 按增量给予奖励}", "source: {notice: }", "policy.no-value"),
    Damage(GROWTH, "group: spend", "group: spends", "policy.unknown-group"),
    Damage(GROWTH, "group: spend", "group: ", "policy.no-value", "group:"),
    Damage(GROWTH, "window: [03-01, 04-30]", "window: [03-01, 04-31]", "policy.no-such-day"),
    Damage(GROWTH, "window: [03-01, 04-30]", "window: [3-1, 04-30]", "policy.no-such-day"),
    Damage(GROWTH, "window: [03-01, 04-30]", "window: [03-01]", "policy.too-short"),
    Damage(GROWTH, "window: [03-01, 04-30]", "window: [03-01, 04-30, 05-01]", "policy.too-long"),
    Damage(GROWTH, "materials: [申报表]", "material: [申报表]", "policy.unknown-key"),
    Damage(PLATFORM, "in_force: {from: 2021-01-01}", "in_force: {from: 2021-01-01, to: 2020-01-01}", "policy.period-ends-first"),
    Damage(PLATFORM, "in_force: {from: 2021-01-01}", "in_force: {from: 2023-01-01}", "policy.never-in-force", "measure: platform"),
    Damage(PLATFORM, "in_force: {from: 2021-01-01}", "in_force: {to: 2019-12-31}", "policy.never-in-force", "measure: platform"),
    Damage(PLATFORM, "in_force: {from: 2021-01-01}", "in_force: 2021-01-01", "policy.not-a-mapping"),
]  # fmt: skip

DAMAGES = [*_FACTS, *_SYNTAX, *_POLICY, *_CONDITIONS, *_AWARDS, *_MEASURES]
