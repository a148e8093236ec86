"""What a policy is: small immutable objects with typed expressions, walked alike by every engine.

Rich constructs of the files are rewritten into these few primitives when a policy is loaded (`all`, `any` and
`at_least` into `AtLeast`; brackets into one expression; `min`, `max` and `less` into `Step`s), each keeping
the place and the form it was written in, so that explanations speak the author's words.
"""

from incentive_engine.policy.model.expressions import Brackets, Expression, Row, Table
from incentive_engine.policy.model.facts import Answerer, Fact, FactType, Vocabulary
from incentive_engine.policy.model.matters import Matter
from incentive_engine.policy.model.measures import (
    EVER,
    Application,
    AtLeast,
    Award,
    Basis,
    Condition,
    Each,
    Granted,
    Measure,
    Not,
    Pays,
    Period,
    Rounding,
    Source,
    Step,
    Test,
)
from incentive_engine.policy.model.policies import Budget, Constant, Group, Limit, Parameter, Policy, shared_vocabulary
from incentive_engine.policy.model.properties import Accepted, Expected, NeverFalls, Promise, Property
from incentive_engine.policy.model.regions import Regions

__all__ = [
    "EVER",
    "Accepted",
    "Answerer",
    "Application",
    "AtLeast",
    "Award",
    "Basis",
    "Brackets",
    "Budget",
    "Condition",
    "Constant",
    "Each",
    "Expected",
    "Expression",
    "Fact",
    "FactType",
    "Granted",
    "Group",
    "Limit",
    "Matter",
    "Measure",
    "NeverFalls",
    "Not",
    "Parameter",
    "Pays",
    "Period",
    "Policy",
    "Promise",
    "Property",
    "Regions",
    "Rounding",
    "Row",
    "Source",
    "Step",
    "Table",
    "Test",
    "Vocabulary",
    "shared_vocabulary",
]
