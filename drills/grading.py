"""The grade of the running product over TLS on this machine, by the rules of MDN HTTP Observatory (observatory.py).

It is not MDN's service, which cannot reach an office's network: the same rules, applied to the answers of a real server.
"""

import subprocess
from pathlib import Path

from drills.finding import Finding
from drills.grounds import Ground
from drills.observatory import graded
from drills.office import office
from drills.visitor import Visitor
from drills.world import password

PAGES = ("/tai-khoan/dang-nhap/", "/", "/can-bo/", "/khong-co-trang-nay/", "/static/css/base.css")


def over_tls(ground: Ground, rounds: int) -> Finding:
    """The grade of a page before log-in and of others after it; anything below A+ is a fault."""
    figures, faults = {}, []
    with office(ground, workers=1, tls=_certificate(ground.folder)) as running:
        visitor = Visitor(running.port, tls=True)
        stranger = visitor.get(PAGES[0])
        visitor.log_in("role-personnel-officer", password())
        for path in PAGES:
            answer = stranger if path == PAGES[0] else visitor.get(path)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            grade, score, points = graded(headers, answer.headers.get_all("Set-Cookie", []), None)
            figures[path] = f"{grade} ({score})"
            if path.startswith("/static/"):
                continue  # no page: it is told, and not graded
            faults += [f"{path}: {grade}, {points}"] * (grade != "A+")
    return Finding("grading", ground.engine, figures, faults)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody else trusts."""
    certificate, key = folder / "tls.pem", folder / "tls.key"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
