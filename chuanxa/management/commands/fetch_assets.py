"""Third-party front-end files are fetched at set-up, never committed: plotly.js and the Be Vietnam Pro fonts.

They come from npm packages of a pinned version and digest. Where npm is missing, broken or without a network, plotly.js comes from
the installed plotly wheel and the fonts from the visitor's system: the pages work either way, and setting up never fails on npm.
What only tests use (axe-core, which looks for faults of accessibility) is fetched on asking, and never served.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

VENDOR = settings.ROOT / "static" / "vendor"
STAMP = "sources.json"
WEIGHTS = (400, 600, 700)
SUBSETS = ("vietnamese", "latin")
NPM_SECONDS = 60


@dataclass(frozen=True)
class Package:
    """An npm package: its name, the only version we take, the digest of its archive, and which of its files become ours."""

    name: str
    version: str
    integrity: str
    files: dict[str, str]


PLOTLY = Package(
    "plotly.js-basic-dist-min",
    "4.1.1",
    "sha512-1oNF8PeQx2hv/y7tqEVWKD3JGwn/MGEMQ8mL9HUwsaqG9FGy/OU5FHUHvzqbqxN4mnwZGI9abTiE775C4kkjMQ==",
    {"package/plotly-basic.min.js": "plotly.min.js", "package/LICENSE": "plotly-LICENSE.txt"},
)
FONTS = Package(
    "@fontsource/be-vietnam-pro",
    "5.3.0",
    "sha512-xhAQBGHDxP5BF8IJxedy5MoWUmc1DlPCcZbMLhvnPkf8TaYCbbUVs3LjpuJ4BYdTrdiCLaewNaY8z+owq/FqFw==",
    {"package/LICENSE": "be-vietnam-pro-LICENSE.txt", "package/unicode.json": "be-vietnam-pro-unicode.json"}
    | {
        f"package/files/be-vietnam-pro-{subset}-{weight}-normal.woff2": f"be-vietnam-pro-{subset}-{weight}.woff2"
        for subset in SUBSETS
        for weight in WEIGHTS
    },
)
AXE = Package(
    "axe-core",
    "4.14.1",
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    {"package/axe.min.js": "axe.min.js"},
)
"""Mozilla Public License 2.0; used by tests/in_browser/test_accessibility.py alone."""
AXE_FILE = settings.ROOT / "var" / "axe" / f"axe-{AXE.version}.min.js"
PLAN = hashlib.sha256(json.dumps([asdict(PLOTLY), asdict(FONTS)]).encode()).hexdigest()


class Unavailable(Exception):
    """npm could not give a package; the message is a Vietnamese clause that says why."""


class Command(BaseCommand):
    help = "Lấy plotly.js và phông chữ vào static/vendor (từ npm nếu có, nếu không thì từ gói plotly và phông của hệ thống)."

    def add_arguments(self, parser):
        parser.add_argument("--axe", action="store_true", help="lấy cả axe-core, chỉ dùng khi kiểm thử")
        parser.add_argument("--force", action="store_true", help="lấy lại từ đầu, kể cả khi đã có")

    def handle(self, *, force: bool, axe: bool, **options):
        if axe and not AXE_FILE.exists():
            self._axe()
        if not force and _is_ready():
            return
        VENDOR.mkdir(parents=True, exist_ok=True)
        sources = {"plan": PLAN, "plotly": self._plotly(), "fonts": self._fonts()}
        _write(STAMP, json.dumps(sources, indent=1).encode())
        if options["verbosity"]:
            self.stdout.write(f"plotly.js: {sources['plotly']}; phông chữ: {sources['fonts']}.")

    def _plotly(self) -> str:
        """Write plotly.min.js; the answer says where they came from."""
        try:
            files, source = _from_npm(PLOTLY), f"npm {PLOTLY.version}"
        except Unavailable as reason:
            self._explain("plotly.js", reason, "dùng tệp trong gói plotly của Python")
            wheel = Path(find_spec("plotly").submodule_search_locations[0])
            files, source = {"plotly.min.js": (wheel / "package_data" / "plotly.min.js").read_bytes()}, f"wheel {version('plotly')}"
        _write_all(files)
        return source

    def _fonts(self) -> str:
        """Write the fonts and fonts.css; without npm fonts.css is there but names none, and pages use the system's fonts."""
        try:
            files, source = _from_npm(FONTS), f"npm {FONTS.version}"
            ranges = json.loads(files.pop("be-vietnam-pro-unicode.json"))
            files["fonts.css"] = font_faces(ranges).encode()
        except Unavailable as reason:
            self._explain("phông Be Vietnam Pro", reason, "trang sẽ dùng phông của hệ thống")
            files, source = (
                {"fonts.css": b"/* Be Vietnam Pro was not to be had at set-up: system fonts are used. */\n"},
                "system",
            )
        _write_all(files)
        return source

    def _axe(self) -> None:
        try:
            content = _from_npm(AXE)["axe.min.js"]
        except Unavailable as reason:
            self._explain("axe-core", reason, "kiểm thử khả năng tiếp cận sẽ bỏ qua")
            return
        AXE_FILE.parent.mkdir(parents=True, exist_ok=True)
        AXE_FILE.write_bytes(content)

    def _explain(self, what: str, reason: Unavailable, instead: str) -> None:
        self.stderr.write(f"Không lấy được {what} từ npm ({reason}); {instead}. Thử lại lúc khác: python3 manage.py fetch_assets --force")


def font_faces(ranges: dict[str, str]) -> str:
    """@font-face rules for every weight and subset; `ranges` gives the characters of a subset."""
    return "".join(
        '@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-display:swap;'
        f'font-weight:{weight};src:url("be-vietnam-pro-{subset}-{weight}.woff2") format("woff2");unicode-range:{ranges[subset]}}}\n'
        for weight in WEIGHTS
        for subset in SUBSETS
    )


def _is_ready() -> bool:
    try:
        stamped = json.loads((VENDOR / STAMP).read_text())["plan"]
    except (OSError, ValueError, KeyError):
        return False
    return stamped == PLAN and all((VENDOR / name).exists() for name in ("plotly.min.js", "fonts.css"))


def _from_npm(package: Package) -> dict[str, bytes]:
    """The wanted files of a package, by our names for them, after its archive has shown the pinned digest."""
    npm = shutil.which("npm")
    if not npm:
        raise Unavailable("máy không có npm")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{package.name}@{package.version}", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=NPM_SECONDS)  # noqa: S603
            (archive,) = Path(folder).glob("*.tgz")
        except subprocess.TimeoutExpired:
            raise Unavailable(f"npm không trả lời sau {NPM_SECONDS} giây") from None
        except (OSError, subprocess.CalledProcessError, ValueError):
            raise Unavailable("npm báo lỗi hoặc không có mạng") from None
        return _unpack(archive, package)


def _unpack(archive: Path, package: Package) -> dict[str, bytes]:
    digest = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package.integrity:
        raise Unavailable(f"gói {package.name} {package.version} không đúng mã kiểm tra")
    with tarfile.open(archive) as tar:
        return {ours: tar.extractfile(theirs).read() for theirs, ours in package.files.items()}


def _write_all(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        _write(name, content)


def _write(name: str, content: bytes) -> None:
    """Whole or not at all, so that a page served meanwhile never gets half a file."""
    unfinished = VENDOR / f"{name}.{os.getpid()}"
    unfinished.write_bytes(content)
    unfinished.replace(VENDOR / name)
