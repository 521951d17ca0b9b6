"""Answer files in, and results out as JSON, text and Markdown.

``answer_file`` reads what ``export`` writes. The other modules turn the engine's findings
into records: ``as_json`` for machines, ``as_text`` and ``as_markdown`` for people, and
``explanation`` for the trace of one cell. ``words`` and ``reasons`` are what they say; the pages
say it too, in the reader's language.
"""
