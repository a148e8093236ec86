"""What the figures of one enterprise have in common: its size, its growth, its research, its age, and who it is.

No enterprise can have the codes: the organisation code within each fails its own check (GB 11714), while the check
character of the whole (GB 32100) is right. The names begin with 示例 (example).
"""

from __future__ import annotations

from datetime import date

from benchmarks.population.chance import Chance, quoted

DISTRICTS = {"雁峰区": "430406", "石鼓区": "430407", "珠晖区": "430405", "蒸湘区": "430408"}
LONGEST = 8
"""For how many years back there are figures: `rev_0` is the assessment year, `rev_1` the year before, …"""

_ORGANISATIONS = 10**8
_WEIGHTS_11714 = (3, 7, 9, 10, 5, 8, 4, 2)
_WEIGHTS_32100 = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_STYLES = ("恒盛", "湘南", "衡岳", "云帆", "启明", "华锐", "金石", "远大", "同创", "天工", "正源", "博远")
_TRADES = ("电缆", "变压器", "机械", "软件", "新材料", "生物科技", "电子", "汽车零部件", "物流", "环保", "食品", "建材")
_FORMS = ("有限公司", "有限责任公司", "股份有限公司")


def enterprises(
    chance: Chance, as_of: date, assessment_year: int, dirt: float = 0.0, rows: str = "rows"
) -> str:
    """A SELECT of one row per `i` of the relation `rows`: `id`, `name`, and what the facts are drawn from.

    `rev_0` …, `staff_of_0` …, `rd_0` … yuan and people by years back; `margin` profit over revenue; `able` between 0
    and 1; `established`; `district`. At the rate of `dirt` there is a `mistake` in the id: `again` (that of the row
    before), `wrong` (its check character), `empty`.
    """
    earlier = Chance(chance.seed, chance.scope, "i - 1")
    again = f"(i > 0 AND {chance.one_in('again', dirt)} AND NOT {earlier.one_in('again', dirt)})"
    mistake = f"""
          CASE WHEN {again} THEN 'again'
            WHEN {chance.one_in("code", dirt)} THEN {chance.pick("mistake", ["'wrong'", "'empty'"])} ELSE '' END"""
    who = Chance(chance.seed, chance.scope, f"i - {again}::BIGINT") if dirt else chance
    latent = f"""
        SELECT i,
          greatest(1.0, round(exp(3.3 + 1.2 * {chance.normal("size")}))) AS staff_0,
          {chance.normal("productivity")} AS productivity,
          CASE WHEN {chance.uniform("research")} < 0.3 THEN 0.0
            ELSE least(0.6, 0.035 * exp(0.8 * {chance.normal("intensity")})) END AS intensity,
          0.07 + 0.09 * {chance.normal("margin")} AS margin,
          {chance.uniform("ability")} AS able,
          exp(-0.08 - 0.22 * {chance.normal("growth 1")}) AS before_1,
          exp(-0.08 - 0.22 * {chance.normal("growth 2")}) AS before_2,
          (DATE {quoted(as_of.isoformat())} - (90 - 3000 * ln(1.0 - {chance.uniform("age")}))::INTEGER)::DATE
            AS established,
          CASE WHEN {who.one_in("at home", 0.9)} THEN '雁峰区'
            ELSE {who.pick("district", [quoted(one) for one in list(DISTRICTS)[1:]])} END AS district,
          ((({who.key}) * 61803399 + {chance.seed * 7919 + 17}) % {_ORGANISATIONS})::BIGINT AS organisation,
          {mistake if dirt else "''"} AS mistake
        FROM {rows}"""
    factors = ["1.0", "before_1", *(f"before_1 * before_2 * {0.93 ** (back - 2)!r}" for back in range(2, LONGEST))]
    revenue = "staff_0 * 480000 * exp(0.7 * productivity)"
    years = ", ".join(
        f"{revenue} * {factor} AS rev_{back}, greatest(1.0, round(staff_0 * sqrt({factor}))) AS staff_of_{back}, "
        f"{revenue} * {factor} * intensity * (0.75 + 0.5 * {chance.uniform(f'research {back}')}) AS rd_{back}"
        for back, factor in enumerate(factors)
    )
    return f"""
      SELECT i, mistake, able, margin, intensity, established, district, {years},
        {_code()} AS id, {_name(chance)} AS name, {assessment_year} AS assessment_year
      FROM ({latent})"""


def _code() -> str:
    digits = [f"(organisation // {10**place} % 10)" for place in range(7, -1, -1)]
    weighed = " + ".join(f"{weight} * {digit}" for weight, digit in zip(_WEIGHTS_11714, digits, strict=True))
    right = f"((11 - ({weighed}) % 11) % 11)"
    wrong = f"(({right} + 1 + organisation % 9) % 10)"
    heads = {name: f"91{region}" for name, region in DISTRICTS.items()}
    sums = {
        name: sum(weight * int(digit) for weight, digit in zip(_WEIGHTS_32100, head, strict=False))
        for name, head in heads.items()
    }
    head = _by_district({name: quoted(code) for name, code in heads.items()})
    total = " + ".join(
        [
            _by_district({name: str(value) for name, value in sums.items()}),
            *(f"{weight} * {digit}" for weight, digit in zip(_WEIGHTS_32100[8:], [*digits, wrong], strict=True)),
        ]
    )
    check = f"substr('{_ALPHABET}', ((31 - ({total}) % 31) % 31 + 1)::BIGINT, 1)"
    body = f"{head} || lpad(organisation::VARCHAR, 8, '0') || {wrong}::VARCHAR"
    other = f"CASE {check} WHEN '0' THEN '1' ELSE '0' END"
    wrong_check = f"CASE mistake WHEN 'wrong' THEN {other} ELSE {check} END"
    return f"CASE WHEN mistake <> 'empty' THEN {body} || {wrong_check} END"


def _by_district(values: dict[str, str]) -> str:
    return f"CASE district {' '.join(f'WHEN {quoted(name)} THEN {value}' for name, value in values.items())} END"


def _name(chance: Chance) -> str:
    parts = (chance.pick(str(words), [quoted(word) for word in words]) for words in (_STYLES, _TRADES, _FORMS))
    return f"'示例' || {' || '.join(parts)}"
