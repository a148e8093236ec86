"""The checker's rules: which type each form of expression has, and what is refused where a policy is loaded.

`inquiry` holds what the rules share; every other module has the rules of one family of forms.
"""
