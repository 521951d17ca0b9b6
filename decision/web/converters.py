"""Path converters."""


class SecretConverter:
    """The secret of a capability link: role prefix and url-safe base64."""

    regex = r"[a-z]+-[A-Za-z0-9_-]{20,100}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
