"""Every way to get a rule file wrong is said, with the file and the line, and nothing else is ever raised."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from damages import DAMAGES, Damage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy import load_policy

MEASURES = sorted(path.name for path in Path(__file__).parents[2].glob("rules/yanfeng/incentives-20/measures/*"))


def mistakes_of(folder: Path) -> tuple[Mistake, ...]:
    with pytest.raises(InputError) as refused:
        load_policy(folder)
    for mistake in refused.value.mistakes:
        assert mistake.text("zh")
        assert mistake.text("en")
    return refused.value.mistakes


def codes_of(folder: Path) -> set[str]:
    return {mistake.code for mistake in mistakes_of(folder)}


def line_of(file: Path, text: str) -> int:
    return 1 + file.read_text(encoding="utf-8").partition(text)[0].count("\n")


def change(file: Path, edit: Callable[[str], str]) -> None:
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_a_damaged_rule_file_is_refused_at_its_line(sample: Path, damage: Damage) -> None:
    change(sample / damage.file, damage.apply)
    found = mistakes_of(sample / "town/awards")
    expected = sample / (damage.elsewhere or damage.file)
    line = line_of(expected, damage.at or damage.new)
    places = [(one.place.file, one.place.line) for one in found if one.code == damage.code]
    assert (str(expected), line) in places, [one.text("en") for one in found]


def test_there_are_damages_of_every_kind() -> None:
    assert len({(damage.file, damage.old, damage.new) for damage in DAMAGES}) >= 200


def _rewritten(edit: Callable[[dict[str, Any]], Any]) -> Callable[[str], str]:
    """An edit of the content, however the file is laid out."""

    def apply(text: str) -> str:
        edit(measure := yaml.safe_load(text))
        return yaml.safe_dump(measure, allow_unicode=True)

    return apply


def _with_condition(condition: dict[str, str]) -> Callable[[str], str]:
    return _rewritten(lambda measure: measure.update(when={"all": [condition, measure["when"]]}))


_EDITS: dict[str, tuple[Callable[[str], str], str]] = {
    "a key is misspelt": (lambda text: text.replace("\naward:", "\nawards:"), "policy.unknown-key"),
    "the conditions are gone": (lambda text: text.replace("\nwhen:", "\nif:"), "policy.missing-key"),
    "a fact is not declared": (_with_condition({"id": "odd", "label": "无", "test": "not_declared > 0"}), "feel."),
    "an expression stops half-way": (_with_condition({"id": "odd", "label": "无", "test": "1 >"}), "feel."),
    "a measure is not there": (_with_condition({"measure": "not-there"}), "policy.unknown-measure"),
    "a source is not there": (
        _rewritten(lambda measure: measure["source"].update(odd="引文")),
        "policy.unknown-source",
    ),
}


@pytest.mark.parametrize("edit", _EDITS)
@pytest.mark.parametrize("name", MEASURES)
def test_a_damaged_measure_of_the_library_is_refused(library: Path, name: str, edit: str) -> None:
    make, code = _EDITS[edit]
    folder = library / "yanfeng/incentives-20"
    change(folder / "measures" / name, make)
    found = [one for one in mistakes_of(folder) if one.code.startswith(code)]
    assert [one.place.file for one in found] == [str(folder / "measures" / name)]
    assert all(one.place.line for one in found)


def test_all_mistakes_of_a_folder_are_said_at_once(sample: Path) -> None:
    folder = sample / "town/awards"
    change(folder / "policy.yaml", lambda text: text.replace("yearly_ceiling}", "yearly_cieling}"))
    change(folder / "measures/01-growth.yaml", lambda text: text.replace("growth_rate", "growth_rat"))
    change(folder / "measures/02-platform.yaml", lambda text: text.replace("category:", "categroy:"))
    change(folder / "measures/03-contract.yaml", lambda text: text.replace("group: spend", "group: spent"))
    change(folder / "measures/04-praise.yaml", lambda text: text.replace("test: strong", "test: strng"))
    files = [Path(mistake.place.file).name for mistake in mistakes_of(folder)]
    assert {"policy.yaml", "01-growth.yaml", "02-platform.yaml", "04-praise.yaml"} <= set(files)


def test_a_key_that_is_not_known_hides_no_other_mistake(sample: Path) -> None:
    file = sample / "town/awards/measures/01-growth.yaml"
    change(file, lambda text: text.replace("category:", "categroy:").replace("rd_growth > 0", "rd_grwth > 0"))
    assert len(mistakes_of(sample / "town/awards")) == 2


def test_what_a_damaged_measure_would_have_used_is_not_called_unused(sample: Path) -> None:
    change(sample / "town/awards/measures/01-growth.yaml", lambda text: text.replace("number: 1", "number: one"))
    assert codes_of(sample / "town/awards") == {"policy.not-an-integer"}


def test_a_misspelt_name_comes_with_the_nearest_ones(sample: Path) -> None:
    change(sample / "town/awards/measures/01-growth.yaml", lambda text: text.replace("group: spend", "group: spnd"))
    (mistake,) = [one for one in mistakes_of(sample / "town/awards") if one.code == "policy.unknown-group"]
    assert "spend" in mistake.text("zh")
    assert "spend" in mistake.text("en")


class TestFolders:
    """What is wrong with a folder as a whole."""

    def test_no_measures(self, sample: Path) -> None:
        shutil.rmtree(sample / "town/awards/measures")
        assert "policy.no-measures" in codes_of(sample / "town/awards")

    def test_two_files_with_one_number(self, sample: Path) -> None:
        measures = sample / "town/awards/measures"
        text = (measures / "04-praise.yaml").read_text(encoding="utf-8").replace("number: 4", "number: 3")
        (measures / "03-praise.yaml").write_text(text, encoding="utf-8")
        assert codes_of(sample / "town/awards") == {"policy.number-twice", "policy.measure-twice"}

    @pytest.mark.parametrize("name", ["growth.yaml", "1_growth.yaml", "one-growth.yaml"])
    def test_a_file_name_that_is_not_number_and_id(self, sample: Path, name: str) -> None:
        measures = sample / "town/awards/measures"
        (measures / "01-growth.yaml").rename(measures / name)
        assert codes_of(sample / "town/awards") == {"policy.file-name"}

    def test_a_measure_that_is_a_folder(self, sample: Path) -> None:
        (sample / "town/awards/measures/05-odd.yaml").mkdir()
        assert codes_of(sample / "town/awards") == {"policy.is-folder"}

    def test_a_measure_that_is_empty(self, sample: Path) -> None:
        (sample / "town/awards/measures/05-empty.yaml").write_text("")
        assert codes_of(sample / "town/awards") == {"policy.empty-file"}

    @pytest.mark.parametrize("text", ["[]", "7", "text", "- a"])
    @pytest.mark.parametrize(
        "file", ["town/awards/policy.yaml", "town/awards/measures/04-praise.yaml", "vocabulary/lists.yaml"]
    )
    def test_a_file_that_holds_no_mapping(self, sample: Path, file: str, text: str) -> None:
        (sample / file).write_text(text)
        assert "policy.not-a-mapping" in codes_of(sample / "town/awards")

    def test_several_files_that_are_no_yaml(self, sample: Path) -> None:
        for name in ("01-growth", "02-platform"):
            (sample / f"town/awards/measures/{name}.yaml").write_text("a: [")
        assert len(mistakes_of(sample / "town/awards")) == 2

    def test_a_fact_in_two_files_of_the_vocabulary(self, sample: Path) -> None:
        (sample / "vocabulary/more.yaml").write_text("facts: {score: {label: 分数, type: number}}", encoding="utf-8")
        (mistake,) = mistakes_of(sample / "town/awards")
        assert mistake.code == "policy.fact-twice"
        assert str(sample / "vocabulary/basics.yaml") in mistake.text("en")

    def test_a_label_in_two_files_of_the_vocabulary(self, sample: Path) -> None:
        (sample / "vocabulary/more.yaml").write_text("facts: {grade: {label: 评分, type: number}}", encoding="utf-8")
        assert codes_of(sample / "town/awards") == {"policy.label-twice"}


_FILES = sorted(path.relative_to(Path(__file__).parent) for path in Path(__file__).parent.glob("sample/**/*.yaml"))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_typed_into_a_rule_file_nothing_but_mistakes_comes_of_it(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    rules = shutil.copytree(Path(__file__).with_name("sample"), tmp_path_factory.mktemp("typed") / "rules")
    file = rules.parent / "rules" / data.draw(st.sampled_from(_FILES)).relative_to("sample")
    text = file.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    typed = data.draw(st.text(alphabet="ab0:,-[]{}'\"|>&*!# \n.=<>()年", max_size=6))
    file.write_text(text[:start] + typed + text[end:], encoding="utf-8")
    try:
        load_policy(rules / "town/awards")
    except InputError as error:
        for mistake in error.mistakes:
            assert mistake.text("zh")
            assert mistake.text("en")
