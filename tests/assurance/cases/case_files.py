"""Files of cases about the sample policy: that pass, fail, wait for a person, and cannot be read."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "policy" / "sample"

HEAD = """\
policy: town/awards
as_of: 2021-06-30
base:
  所在区: 某镇
  dishonest: 否
  staff: 120
  revenue: {2020: 1000万}
  kind: 工业
  export_share: 0
  received_before: 0
  platforms: []
cases:
"""

PASSES = f"""{HEAD}\
  - name: 按增量的12%计
    facts: {{rd_expense: {{2019: 100万, 2020: 180万}}}}
    expect: {{growth: {{verdict: eligible, gross: 9.6万元, payable: 96000, missing: [], items: null}}}}
  - name: 持平不算增长
    facts: {{rd_expense: {{2019: 100万, 2020: 100万}}}}
    expect: {{growth: {{verdict: ineligible, failed: [grows]}}}}
"""

FAILS = f"""{HEAD}\
  - name: 到上限
    facts: {{rd_expense: {{2019: 100万, 2020: 600万}}}}
    expect: {{growth: {{payable: 600000}}}}
  - name: 持平
    facts: {{rd_expense: {{2019: 100万, 2020: 100万}}}}
    expect:
      growth:
        verdict: eligible
        payable: 0
"""

TO_CONFIRM = f"""{HEAD}\
  - name: 差一分
    facts: {{rd_expense: {{2019: 100万, 2020: '1,000,000.01元'}}}}
    to_confirm: 增长的边界
    expect: {{growth: {{verdict: eligible}}}}
"""

UNREADABLE = f"""{HEAD}\
  - name: 写错的事实
    facts: {{rd_expens: {{2019: 100万}}}}
    expect: {{growth: {{verdict: eligible}}}}
"""

DAMAGED = f"""{HEAD}\
  - name: 写错的键
    facts: {{rd_expense: {{2019: 100万}}}}
    expect: {{growth: {{verdikt: eligible}}, grwoth: {{verdict: eligible}}}}
"""
