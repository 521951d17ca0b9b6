"""Uploaded answer files: bytes in memory, never on disk."""

from decision.web.forms import AnswerFileForm


def text_of(form: AnswerFileForm) -> tuple[str, bytes]:
    """The name to use in messages, and the bytes, of an uploaded or pasted answer file."""
    upload = form.cleaned_data.get("file")
    if upload:
        return str(upload.name), upload.read()
    return "pasted text", form.cleaned_data["text"].encode("utf-8", "surrogatepass")
