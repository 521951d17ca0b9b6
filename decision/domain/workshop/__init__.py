"""A room decides together: votes, their tallies, what splits the room, what is agreed.

Everything here is plain: votes come in as options, nobody's name does. ``progress`` holds
the steps of one question, ``tally`` the counts, ``groups`` what may be shown of them,
``ballots`` what votes are worth for one store, ``room`` the verdicts that the room's answers
lead to, and ``split`` which questions are behind different verdicts.
"""
