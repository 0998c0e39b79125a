"""The demo serves this machine only, on a free port, and refuses to exist where DEBUG is off."""

import socket

import pytest
from django.core.management import CommandError, call_command

from chuanxa.management.commands.demo import free_port


def test_the_demo_is_refused_when_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "８０００"])
def test_a_port_that_is_no_port_is_refused_with_an_example(text):
    with pytest.raises(CommandError, match="PORT=8001"):
        free_port(text)


def test_a_port_in_use_is_refused_with_another_one():
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"PORT={taken + 1}"):
            free_port(str(taken))
