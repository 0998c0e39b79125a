"""Somebody with a browser, as far as a drill needs one: cookies, forms, files, and an honest word when no answer comes."""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

from lxml import html


class Lost(Exception):
    """The connection ended without an answer: nobody knows whether anything was done."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def said(self) -> str:
        """What stands in the page against what was sent, or its beginning."""
        page = html.fromstring(self.body or b"<p>")
        told = page.xpath("//*[contains(@class, 'error') or contains(@class, 'refusal')]")
        return " ".join(" ".join(one.text_content().split()) for one in told)[:400] or " ".join(page.text_content().split())[:400]

    def form(self, where: str = "//form[@method='post']") -> dict[str, str]:
        """What a browser would send back of a form unchanged, but for the token against forgery, which `post` adds."""
        page = html.fromstring(self.body)
        for template in page.xpath("//template"):
            template.getparent().remove(template)
        values = page.xpath(where)[-1].form_values()
        return {name: value.removeprefix("\n") for name, value in values if name != "csrfmiddlewaretoken"}  # as HTML reads a text area


class Visitor:
    """Comes by https through a proxy in front (or by TLS itself); never follows a redirect.

    `patience` is long: a connection that is cut says so at once, and a machine with much else to do is no fault.
    """

    def __init__(self, port: int, *, tls: bool = False, patience: float = 600):
        self.port, self.cookies, self._tls, self._patience = port, {}, tls, patience

    def log_in(self, name: str, password: str) -> None:
        path = "/tai-khoan/dang-nhap/"
        self.get(path)
        answer = self.post(path, {"username": name, "password": password})
        if answer.status != 302:
            raise RuntimeError(f"{name} cannot log in: {answer.status} {answer.text[:500]}")

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        """`file` is (name, content) of the field `file`."""
        sent = dict(fields) | {"csrfmiddlewaretoken": self.cookies.get("__Host-csrf", "")}
        if file is None:
            return self._ask("POST", path, urlencode(sent).encode(), {"Content-Type": "application/x-www-form-urlencoded"})
        border = uuid4().hex
        parts = [f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in sent.items()]
        head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
        head += "Content-Type: application/octet-stream\r\n\r\n"
        body = b"".join([*parts, head.encode(), file[1], f"\r\n--{border}--\r\n".encode()])
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={border}"})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = self._connection()
        told = headers | {"Origin": f"https://127.0.0.1:{self.port}", "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, told)
            found = connection.getresponse()
            answer = Answer(found.status, found.headers, found.read())
        except (OSError, http.client.HTTPException) as error:
            raise Lost(str(error)) from error
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items() if name != "saved-draft"}
        return answer

    def _connection(self) -> http.client.HTTPConnection:
        if not self._tls:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=self._patience)
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # a certificate made a minute ago, on this machine
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=self._patience, context=context)
