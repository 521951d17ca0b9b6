"""Path converters."""


class SecretConverter:
    """The secret of a capability link: role prefix and url-safe base64."""

    regex = r"[a-z]+-[A-Za-z0-9_-]{20,100}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class NumberConverter:
    """The number of a row, at most 18 digits: more than any row has, less than overflows."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
