"""Files and tables of many enterprises, as a register: what is wrong with a row refuses that row, the others go on."""

from incentive_engine.screening.reading.database import ColumnType, register_of_table
from incentive_engine.screening.reading.profiles import profiles
from incentive_engine.screening.reading.reading import read_register

__all__ = ["ColumnType", "profiles", "read_register", "register_of_table"]
