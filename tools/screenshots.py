"""Takes the pictures of README and docs from the demo: `make screenshots`.

Prepares the demo (its people are invented), serves it on a free port of this machine, and photographs a few pages in Chromium.
"""

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import ARGUMENTS, executable

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
DESK, PHONE = (1366, 768), (390, 844)
PICTURES = (
    ("tinh.png", "minh", DESK, "/tinh/04/?ngay=31/12/2013&so-voi=31/12/2011"),
    ("dien-thoai.png", "minh", PHONE, "/tinh/04/?ngay=31/12/2013&so-voi=31/12/2011"),
    ("danh-sach.png", "minh", DESK, "/can-bo/?tinh=04&ngay=31/12/2013&dat-chuan=falls_short"),
    ("bi-thu-soc-trang.png", "quan", DESK, "/tinh/94/?ngay=31/12/2013&chuc-danh=party_secretary"),
)


def main() -> None:
    """All pictures, into docs/screenshots."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "manage.py", "demo", "--no-serve"], cwd=ROOT, check=True)
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for name, user, (width, height), path in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
            log_in(page, address, user)
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=FOLDER / name)
            page.close()
            print(FOLDER / name)
        browser.close()


@contextmanager
def served():
    """The demo's address while a server of our own runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str) -> None:
    """Ask until the server answers, for half a minute at most."""
    for _ in range(60):
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{url} did not answer.")


def log_in(page: Page, address: str, user: str) -> None:
    """With the password that the demo prints."""
    page.goto(f"{address}/tai-khoan/dang-nhap/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", "chuanxa-demo")
    page.click("form button")
    page.wait_for_url(lambda url: "dang-nhap" not in url)


if __name__ == "__main__":
    main()
