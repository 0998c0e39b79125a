"""Vietnamese is the source; whatever is translated at all is translated into English whole, and the compiled catalogue is up to date."""

import ast
import gettext
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

CATALOGUES = sorted(path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po"))
PART = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) ?(".*")$|^(".*")$', re.M)


def entries(path: Path) -> list[dict[str, str]]:
    """The messages of a .po file: its keywords (msgid, msgstr, msgstr[0], …) and texts; `fuzzy` marks a guess. The header is left out."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        entry, keyword = {}, ""
        for name, first, more in PART.findall(block):
            keyword = name or keyword
            entry[keyword] = entry.get(keyword, "") + ast.literal_eval(first or more)
        if entry.get("msgid"):
            found.append(entry | ({"fuzzy": "yes"} if re.search(r"^#,.*\bfuzzy\b", block, re.M) else {}))
    return found


def is_translated(entry: dict[str, str]) -> bool:
    return "fuzzy" not in entry and all(text for keyword, text in entry.items() if keyword.startswith("msgstr"))


def compiled_form(entry: dict[str, str]) -> dict:
    """The entry as gettext keeps it: message to text, or (message, plural form) to text."""
    key = f"{entry['msgctxt']}\x04{entry['msgid']}" if "msgctxt" in entry else entry["msgid"]
    if "msgid_plural" not in entry:
        return {key: entry["msgstr"]}
    return {(key, int(keyword[7:-1])): text for keyword, text in entry.items() if keyword.startswith("msgstr[")}


def test_every_message_is_translated():
    assert [(path.parts[-3], entry["msgid"]) for path in CATALOGUES for entry in entries(path) if not is_translated(entry)] == []


def test_the_compiled_catalogue_is_up_to_date():
    for path in CATALOGUES:
        with path.with_suffix(".mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)._catalog
        written = {}
        for entry in entries(path):
            written |= compiled_form(entry)
        assert {key: text for key, text in compiled.items() if key} == written, path


def test_a_catalogue_is_read_as_gettext_reads_it(tmp_path):
    """The check itself on a small catalogue, so that it means something before there is a large one."""
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\n'
        '#: templates/page.html\nmsgctxt "nav"\nmsgid "Trang "\n"chủ"\nmsgstr "Home"\n\n'
        '#, fuzzy\nmsgid "Tỉnh"\nmsgstr "Province?"\n\n'
        'msgid "%d người"\nmsgid_plural "%d người"\nmsgstr[0] "%d person"\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    home, guess, people = entries(path)
    assert [is_translated(entry) for entry in (home, guess, people)] == [True, False, False]
    assert compiled_form(home) == {"nav\x04Trang chủ": "Home"}
    assert compiled_form(people) == {("%d người", 0): "%d person", ("%d người", 1): ""}


def marked_in_templates() -> set[str]:
    """Every text that the templates mark for translation."""
    calls = re.compile(r"""n?gettext\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")
    found = set()
    for path in sorted((settings.ROOT / "templates").rglob("*.html")):
        for literal in calls.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
            found.add(ast.literal_eval(literal))
    return found


def test_every_text_of_the_templates_is_in_the_catalogue():
    translated = {entry["msgid"] for path in CATALOGUES for entry in entries(path)}
    marked = marked_in_templates()
    assert len(marked) > 80
    assert sorted(marked - translated) == []
