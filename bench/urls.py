"""The site's addresses, and the bare view that its pages are compared with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from decision import urls


def bare(request: HttpRequest) -> HttpResponse:
    """What Django and the middleware take by themselves."""
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare, name="bare"), *urls.urlpatterns]
