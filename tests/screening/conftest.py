"""The servers that screenings run on; pytest starts those that a test asks for."""

from postgres_server import postgres_dsn
from spark_cluster import spark_here, spark_master

__all__ = ["postgres_dsn", "spark_here", "spark_master"]
