"""Capability links: whoever holds one may do what its role allows."""

import hashlib
import secrets

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.http import urlsafe_base64_encode

from decision.models.assessment import Assessment


class Role(models.TextChoices):
    EDIT = "edit", "edit"
    READ = "read", "read"


def new_secret(role: str, once: str = "") -> str:
    """A 256-bit secret; the prefix tells a person what the link is for.

    It is fresh, unless ``once`` names what it is made for: then it is the same every time,
    and nobody can work it out who does not know both ``once`` and the site's secret key.
    """
    if not once:
        return f"{role}-{secrets.token_urlsafe(32)}"
    made = salted_hmac(f"link.{role}", once, algorithm="sha256").digest()
    return f"{role}-{urlsafe_base64_encode(made)}"


def digest_of(secret: str) -> str:
    """What is stored of a secret. It is random, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class Link(models.Model):
    """A capability link to one assessment.

    The secret itself is shown once and never stored: only its SHA-256 digest is.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=10, choices=Role.choices)
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.role} link {self.label}".strip()
