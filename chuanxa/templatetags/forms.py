"""`{% csrf_token %}` as every template has it, with the key by which the form is known when it is sent twice (chuanxa/once.py)."""

import secrets

from django.template import Context, Library, Node
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from chuanxa.once import KEY

register = Library()


class FormTokens(Node):
    """Django's token and ours."""

    def __init__(self):
        self.csrf = CsrfTokenNode()

    def render(self, context: Context) -> str:
        return self.csrf.render(context) + format_html('<input type="hidden" name="{}" value="{}">', KEY, secrets.token_urlsafe(12))


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokens:
    return FormTokens()
