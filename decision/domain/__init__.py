"""The plain half: the talk's model in Python, without Django, files or clocks.

Read it in this order: ``vocabulary`` (the words), ``conditions`` (three-valued logic),
``rulebook`` (questions, facts, factors, gates), ``answers`` (what a team said),
``facts`` (what follows from it), ``scoring`` (one store), ``recommendation`` (the whole
system), ``reasons`` (why), ``sensitivity`` (what could change it).
"""
