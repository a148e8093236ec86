"""What a screening comes to."""

from __future__ import annotations

from decimal import Decimal

from stand_in import yuan

from incentive_engine.policy.model import Pays
from incentive_engine.screening.results.screened import Screened
from incentive_engine.screening.results.summary import Counts, MeasureSummary, Summary, missing_overall, summarize


def of(summary: Summary, measure: str) -> MeasureSummary:
    return next(one for policy in summary.policies for one in policy.measures if one.measure.id == measure)


def test_each_measure_counts_its_verdicts_and_sums_its_amounts(screened: Screened) -> None:
    summary = summarize(screened)
    assert of(summary, "growth").counts == Counts(2, 3, 1, 0, yuan(100_000), yuan(100_000))
    research = of(summary, "research").counts
    assert (research.eligible, research.ineligible, research.undetermined) == (2, 3, 1)
    assert research.payable == Decimal("17000.10")


def test_the_whole_is_the_sum_of_its_measures_and_kinds_of_payment_are_kept_apart(screened: Screened) -> None:
    summary = summarize(screened)
    assert summary.enterprises == 6
    assert summary.payable(Pays.GRANT) == Decimal("117000.10")
    assert summary.payable(Pays.TAX_RELIEF) == Decimal("138333.50")
    assert summary.recipients == {Pays.GRANT: 4, Pays.TAX_RELIEF: 4}


def test_categories_come_in_the_order_of_the_policy_and_measures_without_one_last(screened: Screened) -> None:
    growth, relief = summarize(screened).policies
    assert list(growth.categories) == ["做大做强", "研究开发", None]
    assert list(relief.categories) == [None]
    assert [one.measure.id for one in growth.categories["研究开发"]] == ["research"]


def test_the_conditions_that_stop_most_enterprises_come_first_in_words(screened: Screened) -> None:
    failed = of(summarize(screened), "growth").failed
    assert [(one.label, one.enterprises) for one in failed] == [("销售额达到门槛", 3), ("落户示例区", 1)]


def test_another_measure_that_stands_in_the_way_goes_by_its_title(screened: Screened) -> None:
    failed = {one.id: one.label for one in of(summarize(screened), "expert").failed}
    assert failed["growth"] == "支持企业做大"


def test_facts_that_are_missing_are_named_with_who_can_state_them(screened: Screened) -> None:
    growth = summarize(screened).policies[0]
    (sales,) = of(summarize(screened), "growth").missing
    assert (sales.label, sales.enterprises) == ("销售额", 1)
    assert sales.fact is not None and sales.fact.answered_by.value == "enterprise"
    assert {label for _, label, _, _ in missing_overall(growth)} == {"销售额", "研发支出", "评审得分"}


def test_rows_that_could_not_be_read_count_once_whatever_is_wrong_with_them(screened: Screened) -> None:
    screened.connection.execute(
        "INSERT INTO rejects VALUES ('f.csv', 2, 'a', '', ''), ('f.csv', 2, 'b', '', ''), ('f.csv', 9, 'a', '', '')"
    )
    assert summarize(screened).rejected == 2


def test_what_rests_on_reconstructed_figures_is_marked(screened: Screened) -> None:
    summary = summarize(screened)
    assert [of(summary, id_).reconstructed for id_ in ("growth", "research", "relief")] == [False, True, False]
    assert [policy.reconstructed for policy in summary.policies] == [True, False]
