"""The grade that MDN HTTP Observatory's published rules give to an answer. Pure.

The rules are those of mdn/mdn-http-observatory (`src/grader`): from 100 points, minus what is missing, plus extra points for what is
better than asked when nothing much is missing. Only what an answer of ours can meet is told apart; everything else counts as worst.
"""

from collections.abc import Mapping, Sequence
from http.cookies import SimpleCookie

BASE, EXTRA_FROM = 100, 90
SIX_MONTHS = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
GRADES = {100: "A+", 90: "A", 85: "A-", 80: "B+", 70: "B", 65: "B-", 60: "C+", 50: "C", 45: "C-", 40: "D+", 30: "D", 25: "D-", 0: "F"}


def graded(headers: Mapping[str, str], cookies: Sequence[str], redirected_to: str | None) -> tuple[str, int, dict[str, int]]:
    """(grade, score, points by rule). `headers` in small letters; `redirected_to`: where plain http leads, None when nobody answers it."""
    points = {
        "content-security-policy": _policy(_directives(headers.get("content-security-policy", ""))),
        "cookies": _cookies(cookies),
        "cross-origin-resource-sharing": 0 if "access-control-allow-origin" not in headers else -50,
        "redirection": 0 if redirected_to is None or redirected_to.startswith("https://") else -20,
        "referrer-policy": 5 if headers.get("referrer-policy") in PRIVATE else 0,
        "strict-transport-security": 0 if _age(headers.get("strict-transport-security", "")) >= SIX_MONTHS else -20,
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": _framing(headers),
        "cross-origin-resource-policy": 10 if headers.get("cross-origin-resource-policy") in {"same-origin", "same-site"} else 0,
    }
    score = BASE + sum(point for point in points.values() if point < 0)
    if score >= EXTRA_FROM:
        score += sum(point for point in points.values() if point > 0)
    return next(grade for least, grade in GRADES.items() if max(score, 0) >= least), score, points


def _directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}


def _policy(said: dict[str, list[str]]) -> int:
    if not said:
        return -25
    sources = [source for name, listed in said.items() if name.endswith("-src") for source in listed]
    if any("unsafe" in source or source in {"*", "https:", "http:"} for source in sources) or "data:" in said.get("script-src", []):
        return -20
    own_forms = said.get("form-action", ["*"])[0] in {"'self'", "'none'"}
    return 10 if said.get("default-src") == ["'none'"] and own_forms else 5


def _cookies(lines: Sequence[str]) -> int:
    morsels = [morsel for line in lines for morsel in SimpleCookie(line).values()]
    if not morsels:
        return 0
    if not all(morsel["secure"] and morsel["httponly"] for morsel in morsels):
        return -40
    return 5 if all(morsel["samesite"] in {"Lax", "Strict"} for morsel in morsels) else -20


def _framing(headers: Mapping[str, str]) -> int:
    if "frame-ancestors" in _directives(headers.get("content-security-policy", "")):
        return 5
    return 0 if headers.get("x-frame-options") in {"DENY", "SAMEORIGIN"} else -20


def _age(said: str) -> int:
    found = [part.strip().removeprefix("max-age=") for part in said.split(";") if part.strip().startswith("max-age=")]
    return int(found[0]) if found and found[0].isdigit() else 0
