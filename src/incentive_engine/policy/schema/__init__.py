"""The shapes of the files below `rules/`, as pydantic models, and their JSON Schemas for editors.

The schemas stand beside this file as `<kind>.schema.json`; `python -m incentive_engine.policy.schema` writes them.
"""
