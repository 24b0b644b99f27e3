"""Tests of the public site."""  # noqa: A005 - a name inside a package shadows nothing
