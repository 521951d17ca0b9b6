"""Benchmarks: ``python -m bench`` prints one table.

Every number stands beside another one from the same run: a bare Django view, the same HTML
in WeasyPrint alone, the same DOT text in ``dot`` alone. So the ratios mean the same on a slow
machine and on a fast one; times in milliseconds hold for the machine they were taken on.

Read ``timing`` first (how is measured), then ``table`` (what a row says), ``systems`` (what is
assessed); ``engine``, ``pages``, ``maps``, ``reports`` and ``growth`` hold the rows.
"""
