"""Infrastructure files in, resources and references out; values are dropped at the door.

One module per format, all of the same shape: ``seems(document)`` tells whether a document is
of the format, ``read(document, unit)`` gives its units. What a unit holds is types, addresses,
references and a short written list of settings (:mod:`decision.readers.settings`): never a
value that somebody chose, secret or not.
"""
