"""From which network address a request comes, for counting wrong join codes."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

#: Whoever has one IPv6 address has as many as they like, up to this prefix.
IPV6_PREFIX = 64


def caller_of(request: HttpRequest) -> str:
    """The address to count by.

    Behind a proxy it is the last one in ``X-Forwarded-For``: that one the proxy has added
    itself, while anybody can send those before it. Without a proxy the header is not looked at.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1]
        address = _counted(forwarded.strip()) or address
    return _counted(address) or address


def _counted(text: str) -> str:
    """The address in one spelling, of IPv6 its network; empty for what is none."""
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped
        return str(inner or ip_network((found, IPV6_PREFIX), strict=False))
    return str(found)
