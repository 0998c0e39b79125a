#!/usr/bin/env python3
"""The one door: `python3 manage.py demo` to look round, `python3 manage.py test` to check everything; both install what they need."""

import os
import sys


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets here and must be told
        sys.exit("Chuẩn Xã cần Python 3.11 trở lên; hãy chạy lại bằng, chẳng hạn: python3.11 manage.py demo")
    from chuanxa import bootstrap

    bootstrap.enter(sys.argv)
    if sys.argv[1:2] == ["test"]:
        from tests import suite

        sys.exit(suite.run(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuanxa.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
