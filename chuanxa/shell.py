"""The hard shell around every answer: what a browser may do with it, who may keep it, and how much may be sent.

Django and django-csp write the headers they know (settings.py); here is what they do not write.
"""

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

MOST_BYTES = 16 * 1024 * 1024
"""Of one request's body: a list of 10 MB, the most that is read, with room for the form around it."""

_NOT_USED = """accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope hid magnetometer
microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial sync-xhr usb xr-spatial-tracking"""

HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NOT_USED.split()),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Permitted-Cross-Domain-Policies": "none",
}
"""On every answer, static files too: the site uses none of these features, and no other site may show or load a part of it."""


class HeadersMiddleware:
    """Stands outside all others. Pages hold personal data: no browser and no proxy keeps them, unless the answer says otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class SizeMiddleware:
    """Refuses a body that says it is too large before a byte of it is read; a body that does not say its size is not read at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()):
            raise BadRequest("a length that is no number")
        if int(length[:20]) > MOST_BYTES:
            raise RequestDataTooBig("more than MOST_BYTES")
        return self.get_response(request)
