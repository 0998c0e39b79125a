"""What holds for every page at once: a new address without a sample here fails, so none slips past.

Reading never writes; the policy is strict; a page has one heading, named tables and pictures, labelled inputs and no id twice.
"""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import get_resolver
from django.utils import timezone, translation
from lxml import html

from cadres.models import Course, Enrolment, Move
from chuanxa.exports.files import keep
from chuanxa.exports.ledger import Told, write_line, write_outcome
from chuanxa.models import Job
from tests import factories
from tests.cadres.importing.sent import make_batch
from tests.cast import CAST, NOW, Visitor, address
from tests.made_once import made_once
from tests.reports.conftest import make_scheme
from tests.reports.frozen.conftest import close

SAMPLES = {
    "healthz": ["/healthz"],
    "session-start": ["/tai-khoan/dang-nhap/"],
    "session-end": [],
    "session-stop": [],
    "account": ["/tai-khoan/"],
    "form-list": ["/bieu-mau/", "/bieu-mau/?ngay=31/12/2013"],
    "form-detail": [
        "/bieu-mau/bm02/?ngay=31/12/2013&tinh=04",
        "/bieu-mau/9c/?ngay=31/12/2013&tinh=04",
        "/bieu-mau/02-cl/?ngay=31/12/2013&huyen=045",
        "/bieu-mau/2c/",
    ],
    "form-records": ["/bieu-mau/12c/ho-so/?ngay=31/12/2013&tinh=04&cot=tong&dong=tong_so"],
    "age-bands": ["/bieu-mau/do-tuoi/"],
    "form-template-list": ["/bieu-mau/bm02/mau/"],
    "form-template-built-in": [],
    "form-template-detail": [],
    "form-template-file": [],
    "form-template-withdraw": [],
    "password-change": ["/tai-khoan/mat-khau/"],
    "password-set": ["/tai-khoan/dat-mat-khau/x/y/"],
    "second-factor": [],
    "second-factor-new": ["/tai-khoan/xac-thuc-hai-lop/"],
    "trail": ["/nhat-ky/", "/nhat-ky/?viec=opened"],
    "roles": ["/vai-tro/"],
    "user-list": ["/nguoi-dung/", "/nguoi-dung/?tim=hanh&vai-tro=clerk&tinh-trang=dang-dung"],
    "user-new": ["/nguoi-dung/moi/"],
    "user-batch-new": ["/nguoi-dung/danh-sach/"],
    "user-batch-blank": ["/nguoi-dung/danh-sach/mau/"],
    "user-batch": [],
    "scope-following": ["/nguoi-dung/chuyen-pham-vi/"],
    "user-detail": ["/nguoi-dung/{user}/"],
    "user-amend": ["/nguoi-dung/{user}/sua/"],
    "user-scopes": ["/nguoi-dung/{user}/pham-vi/"],
    "user-act": [],
    "user-link": [],
    "home": ["/"],
    "province-list": ["/tinh/", "/tinh/?ngay=14/2/2014"],
    "province-detail": [
        "/tinh/04/",
        "/tinh/04/?ngay=14/2/2014&so-voi=20/5/2012",
        "/tinh/04/?ngay=14/2/2014&chuyen-mon=university&sap-xep=-so-nguoi",
        "/tinh/04/?ngay=14/2/2014&ghi-nhan=05/01/2014",
        "/tinh/92/?ngay=14/2/2014&ranh-gioi=nay",
        "/tinh/94/",
    ],
    "district-detail": ["/huyen/045/?ngay=14/2/2014", "/huyen/045/"],
    "commune-detail": ["/xa/01366/", "/xa/01366/?ngay=14/2/2014&so-voi=20/5/2012", "/xa/01297/?ngay=14/2/2014"],
    "doubt-list": [
        "/viec-can-lam/",
        "/viec-can-lam/?tinh=04",
        "/viec-can-lam/?tinh=04&viec=trong-chuc-danh",
        "/viec-can-lam/?xa=01366&viec=chua-xet",
    ],
    "quality-map": ["/chat-luong/", "/chat-luong/?tinh=04", "/chat-luong/?xa=01366"],
    "dossier-review": ["/can-bo/{cadre}/xem-lai/"],
    "saved-view-list": ["/can-bo/bang/"],
    "saved-view-open": [],
    "saved-view-rename": [],
    "saved-view-delete": [],
    "bulk-change": ["/can-bo/hang-loat/"],
    "cadre-list": [
        "/can-bo/",
        "/can-bo/?ngay=14/2/2014&tinh=04",
        "/can-bo/?tim=khong-co-ai",
        "/can-bo/?tinh=04&sap-xep=don-vi&sap-xep=-sinh&cot=tuoi&cot=don-vi&loc=chuyen-mon",
        "/can-bo/?ngay=14/2/2014&ghi-nhan=05/01/2014",
    ],
    "dossier-new": ["/can-bo/moi/", "/can-bo/moi/?xa=01366&chuc-danh=committee_chair"],
    "commune-lacking": ["/can-bo/moi/con-trong/?xa=01366"],
    "dossier-edit": ["/can-bo/{cadre}/sua/"],
    "dossier-remove": ["/can-bo/{cadre}/xoa/"],
    "dossier-merge": ["/can-bo/{cadre}/gop/"],
    "dossier-removed-list": ["/can-bo/da-xoa/"],
    "change-list": ["/lan-ghi/", "/lan-ghi/?cua=moi-nguoi&loai=entry"],
    "change-detail": ["/lan-ghi/1/"],
    "cadre-detail": ["/can-bo/{cadre}/", "/can-bo/{cadre}/?ngay=14/2/2014&ghi-nhan=05/01/2014"],
    "import-list": ["/nhap-lieu/"],
    "import-blank": ["/nhap-lieu/mau/?xa=01366&ngay=14/2/2014"],
    "import-detail": ["/nhap-lieu/{batch}/", "/nhap-lieu/{batch}/?so-phan=refused&trang=1"],
    "import-layout": ["/nhap-lieu/{batch}/cach-doc/"],
    "import-returned": ["/nhap-lieu/{batch}/can-sua/"],
    "import-answer": [],
    "import-confirm": [],
    "import-undo": [],
    "report-list": ["/bao-cao/", "/bao-cao/?ngay=14/2/2014"],
    "job-list": ["/cong-viec/"],
    "export-list": ["/so-xuat/", "/so-xuat/?loai=people&tu=1/1/2026&tim=2026-000001"],
    "export-order": ["/so-xuat/lay/?dia-chi=%2Fcan-bo%2F%3Ftinh%3D04%26cot%3Dso-dinh-danh%26dinh-dang%3Dxlsx"],
    "export-detail": ["/so-xuat/{export}/"],
    "export-file": ["/so-xuat/{export}/tep/"],
    "number-open": ["/can-bo/{cadre}/so-dinh-danh/"],
    "job-detail": ["/cong-viec/{job}/"],
    "area-list": ["/vung/", "/vung/?ngay=14/2/2014&vung=border", "/vung/?moi-luc=co"],
    "area-new": ["/vung/them/"],
    "area-history": ["/vung/lich-su/"],
    "area-amend": ["/vung/{area}/"],
    "area-remove": ["/vung/{area}/bo/"],
    "scheme-list": ["/de-an/", "/de-an/?tu-khoa=khong-co"],
    "scheme-new": ["/de-an/moi/"],
    "scheme-detail": ["/de-an/{scheme}/", "/de-an/{scheme}/?ngay=14/2/2014&tinh=04", "/de-an/{scheme}/?ngay=14/2/2014&chi-tieu={target}"],
    "scheme-amend": ["/de-an/{scheme}/sua/"],
    "scheme-retire": ["/de-an/{scheme}/bo/"],
    "target-new": ["/de-an/{scheme}/chi-tieu/moi/"],
    "target-amend": ["/de-an/{scheme}/chi-tieu/{target}/"],
    "target-retire": ["/de-an/{scheme}/chi-tieu/{target}/bo/"],
    "kind-report": [
        "/bao-cao/chuc-danh/?ngay=14/2/2014&tinh=04",
        "/bao-cao/chuc-danh/?ngay=14/2/2014&so-voi=20/5/2012&giu-chuc-danh=committee_chair",
        "/bao-cao/chuc-danh/?xa=01366",
        *(f"/bao-cao/{slug}/?ngay=14/2/2014&tinh=04" for slug in ("dao-tao", "dang-hoc", "da-hoc", "luan-chuyen", "tri-thuc-tre")),
        *(f"/bao-cao/{slug}/?ngay=14/2/2014" for slug in ("quy-hoach", "nghi-viec")),
        "/bao-cao/tri-thuc-tre/?xa=01366",
    ],
    "kind-records": [
        "/bao-cao/chuc-danh/ho-so/",
        *(f"/bao-cao/{slug}/ho-so/?ngay=14/2/2014" for slug in ("dao-tao", "dang-hoc", "da-hoc", "luan-chuyen", "quy-hoach", "nghi-viec")),
    ],
    "closed-list": ["/chot-so-lieu/"],
    "closed-new": ["/chot-so-lieu/moi/", "/chot-so-lieu/moi/?tinh=04&ngay=31/12/2025"],
    "closed-detail": ["/chot-so-lieu/{closed}/"],
    "closed-report": [
        "/chot-so-lieu/{closed}/bao-cao/tong-hop/",
        "/chot-so-lieu/{closed}/bao-cao/don-vi/",
        "/chot-so-lieu/{closed}/bao-cao/bieu-mau-bm02/",
        "/chot-so-lieu/{closed}/bao-cao/van-ban/",
    ],
    "closed-difference": ["/chot-so-lieu/{closed}/doi-chieu/"],
    "closed-act": ["/chot-so-lieu/{closed}/chinh-thuc/", "/chot-so-lieu/{closed}/mo-lai/"],
    "leader-workbook": ["/tap-so-lieu/", "/tap-so-lieu/?tinh=04&ngay=14/2/2014"],
    "summary-page": ["/tom-tat/?ngay=14/2/2014&so-voi=20/5/2012&tinh=04", "/tom-tat/?xa=01366", "/tom-tat/"],
    "written-report": ["/van-ban/?ngay=14/2/2014&so-voi=20/5/2012&tinh=04&do-dai=day-du", "/van-ban/?xa=01366", "/van-ban/?do-dai=ngan"],
    "published-list": ["/doi-chieu/", "/doi-chieu/?ket-luan=flagged"],
    "published-detail": ["/doi-chieu/bai-thu/", "/doi-chieu/bai-thu/?ket-luan=equal"],
    "published-try": ["/doi-chieu/thu/"],
    "published-create": ["/doi-chieu/them/"],
    "published-edit": ["/doi-chieu/bai-thu/sua/"],
    "published-add": ["/doi-chieu/bai-thu/them/"],
    "published-paste": ["/doi-chieu/bai-thu/dan/"],
    "published-figure": ["/doi-chieu/bai-thu/so/con-lai/"],
    "published-retract": [],
    "personal-list": [f"/{path}/?ngay=14/2/2014" for path in ("luan-chuyen", "tri-thuc-tre", "quy-hoach", "nghi-viec")],
    "personal-new": [f"/{path}/them/?ngay=14/2/2014" for path in ("luan-chuyen", "tri-thuc-tre", "quy-hoach", "nghi-viec")],
    "personal-detail": ["/luan-chuyen/{move}/"],
    "personal-amend": ["/luan-chuyen/{move}/sua/"],
    "personal-retract": ["/luan-chuyen/{move}/huy/"],
    "planned-list": ["/dao-tao/lop/", "/dao-tao/ke-hoach/", "/dao-tao/luot/?ngay=14/2/2014", "/quy-hoach/dot/?ngay=14/2/2014"],
    "planned-new": [f"/{path}/them/" for path in ("dao-tao/lop", "dao-tao/luot", "tri-thuc-tre/ke-hoach", "quy-hoach/dot")],
    "planned-detail": ["/dao-tao/lop/{course}/"],
    "planned-amend": ["/dao-tao/lop/{course}/sua/"],
    "planned-retract": ["/dao-tao/lop/{course}/huy/"],
    "study-list": ["/dao-tao/", "/dao-tao/?ngay=14/2/2014"],
    "study-new": ["/dao-tao/them/"],
    "study-finish": ["/dao-tao/{study}/ket-thuc/"],
    "study-earned": ["/dao-tao/{study}/van-bang/"],
    "standard-list": ["/tieu-chuan/", "/tieu-chuan/?ngay=14/2/2014"],
    "standard-detail": ["/tieu-chuan/bau-cu-moi/", "/tieu-chuan/ban-thao/"],
    "draft-new": ["/tieu-chuan/soan/", "/tieu-chuan/soan/?tu=bau-cu-moi"],
    "draft-edit": ["/tieu-chuan/ban-thao/sua/"],
    "draft-effect": ["/tieu-chuan/ban-thao/anh-huong/"],
    "draft-discard": [],
    "draft-foresee": [],
    "draft-publish": [],
    "standard-end": ["/tieu-chuan/bau-cu-moi/het-hieu-luc/"],
}
"""URL name → addresses; {cadre} is somebody's id, {job} that of a job half done, {user} that of an account, {batch} that of a file sent."""

ALL = pytest.mark.parametrize("sample", [sample for samples in SAMPLES.values() for sample in samples])
WRITES = re.compile(r"^\s*(insert|update|delete|replace|create|drop|alter|truncate)\b", re.I)

OUR_TRACKS = re.compile(r'"remembered"|chuanxa_(audit(event|head)|export(count|record|outcome))\b')
"""What reading may write: what was believed, who opened what, and the lines of files that leave."""


def names(patterns) -> set[str]:
    found = set()
    for pattern in patterns:
        found |= names(pattern.url_patterns) if hasattr(pattern, "url_patterns") else {pattern.name}
    return found


def keys(world) -> dict:
    """What the braces of the samples stand for."""
    half_done = Job(label="Công bố", by="minh", state="running", created_at=NOW, done=1, total=2)
    half_done.save()
    places, chair = world.places, world.positions.council_chair
    factories.standard(chair, code="ban-thao", province=places.cao_bang, first=date(2026, 9, 1), state="draft", professional=40)
    scheme = make_scheme(places.cao_bang)
    return {
        "cadre": world.cadres[0].pk,
        "job": half_done.pk,
        "user": world.users["hanh"].pk,
        "scheme": scheme.code,
        "target": scheme.targets.first().pk,
        "area": places.truong_ha.classifications.first().pk,
        "move": Move.objects.first().pk,
        "course": Course.objects.known().first().number,
        "study": Enrolment.objects.first().pk,
        "batch": make_batch().pk,
        "closed": close(places.cao_bang, kinds=["", "don-vi", "bieu-mau-bm02", "van-ban"]).period_id,
        "export": make_export(world.users["quantri"]),
    }


def make_export(user) -> str:
    """The number of a file that waits to be fetched by this user."""
    told = {"kind": "people", "name": "Danh sách", "told": Told(), "path": "/can-bo/?dinh-dang=xlsx", "filename": "a.xlsx"}
    record = write_line(by=user, **told, content_type="text/plain", needs="see-people", at=NOW)
    kept = keep(record.number, [b"abc"])
    days = timedelta(days=7)
    write_outcome(record, rows=1, size=kept.size, sha256=kept.sha256, at=timezone.now(), stored=kept.stored, keep=days)
    return record.number


@pytest.fixture(scope="module")
def _keys_once(_small_world_once, django_db_blocker, tmp_path_factory):
    files = override_settings(EXPORT_DIR=tmp_path_factory.mktemp("exports"))
    with made_once(django_db_blocker), time_machine.travel(NOW, tick=False), files:
        yield keys(_small_world_once)


@pytest.fixture
def path(sample, _keys_once, small_world) -> str:
    return sample.format(**_keys_once)


@pytest.fixture(scope="module")
def _pages() -> dict:
    """Address → the page parsed, or None. Reading never writes (the first test), so one reading serves all who look at it."""
    return {}


@pytest.fixture(scope="module")
def _answers() -> dict[str, int]:
    """Address → the status that the administrator gets."""
    return {}


@pytest.fixture
def parsed(path, quantri, _pages):
    """The page as the administrator gets it, parsed; None when it has no HTML of its own."""
    if path not in _pages:
        answer = quantri.get(path)
        assert answer.status_code in {200, 302, 404}, path
        _pages[path] = html.fromstring(answer.content.decode()) if _is_a_page(answer) else None
    return _pages[path]


def _is_a_page(answer) -> bool:
    return not answer.streaming and answer.content.startswith(b"<!doctype")


def test_every_address_has_a_sample():
    assert names(get_resolver().url_patterns) == set(SAMPLES)


@ALL
def test_reading_never_writes(path, small_world):
    """But for the temporary table of one connection in which `ghi-nhan` derives what was believed, and the trail of who opened what."""
    for name in CAST:
        visitor = Visitor()
        visitor.force_login(small_world.users[name])
        for form in (None, "json", "xlsx") if name == "quantri" else (None,):
            with CaptureQueriesContext(connection) as queries:
                answer = visitor.get(address(path, dinh_dang=form))
                b"".join(answer.streaming_content) if answer.streaming else answer.content
            written = [query["sql"] for query in queries if WRITES.match(query["sql"]) and not OUR_TRACKS.search(query["sql"])]
            assert written == [], path


@ALL
def test_the_policy_is_strict_on_every_answer(path, nobody, quantri, thao):
    for visitor in (nobody, quantri, thao):
        answer = visitor.get(path)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
        assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"


@ALL
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(parsed):
    if parsed is None:
        return
    assert parsed.xpath("//*[@style] | //style | //svg | //script[not(@src) and not(@type='application/json')]") == []
    assert [name for one in parsed.iter() if isinstance(one.tag, str) for name in one.attrib if name.startswith("on")] == []
    addresses = parsed.xpath("//@src | //link/@href | //form/@action | //a/@href")
    assert [one for one in addresses if re.match(r"(\w+:)?//|javascript:|data:", one)] == []


WITHOUT_TITLE_BLOCK = {"Đăng nhập", "Không tìm thấy"}
"""Headings of pages that nobody prints: before anybody is known, and of what is not there."""


@ALL
def test_a_page_can_be_heard_and_printed(parsed):
    """One heading, headings in order, tables with captions, pictures with words, inputs with labels, links and buttons with a name.

    On paper it has its title block, and says who printed it and when.
    """
    if parsed is None:
        return
    heading = parsed.xpath("string(//main//*[contains(concat(' ', @class, ' '), ' title-block ')]//h1)").strip()
    assert heading or parsed.xpath("string(//h1)") in WITHOUT_TITLE_BLOCK
    assert len(parsed.xpath("//head/link[@media='print']")) == 1 and "in lúc" in parsed.xpath("string(//p[@class='printed'])")
    assert parsed.get("lang") == "vi" and parsed.findtext(".//title").strip()
    assert len(parsed.xpath("//h1")) == 1 and len(parsed.xpath("//main")) == 1
    levels = [int(one.tag[1]) for one in parsed.xpath("//main//h1 | //main//h2 | //main//h3 | //main//h4")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert [table for table in parsed.xpath("//table") if not table.xpath("./caption[normalize-space()]")] == []
    assert [figure for figure in parsed.xpath("//figure") if not figure.xpath("./figcaption[normalize-space()]")] == []
    assert parsed.xpath("//img[not(@alt)]") == []
    fields = parsed.xpath("//input[not(@type='hidden')] | //select | //textarea")
    assert [field.get("name") for field in fields if not _named(field, parsed)] == []
    assert [html.tostring(one)[:80] for one in parsed.xpath("//a[@href] | //button | //summary") if not _told(one)] == []


def _named(field, parsed) -> bool:
    label = field.xpath("ancestor::label") or parsed.xpath(f"//label[@for='{field.get('id')}']")
    return bool(field.get("aria-label") or (label and label[0].text_content().strip()))


def _told(one) -> bool:
    return bool(one.get("aria-label") or one.text_content().strip())


@ALL
def test_an_id_stands_once_and_every_reference_finds_one(parsed):
    if parsed is None:
        return
    ids = Counter(parsed.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    wanted = {name for names in parsed.xpath("//@aria-describedby | //@aria-labelledby | //label/@for") for name in names.split()}
    wanted |= {href[1:] for href in parsed.xpath("//a/@href") if href.startswith("#")}
    wanted |= set(parsed.xpath("//@data-chart"))
    assert wanted <= set(ids)


@ALL
def test_every_link_of_a_page_leads_somewhere(path, parsed, quantri, _answers):
    """Links to other pages of ours, each kind once: the numbers are followed one by one in test_links."""
    if parsed is None:
        return

    def status(href: str) -> int:
        if href not in _answers:
            _answers[href] = quantri.get(href).status_code
        return _answers[href]

    kinds = {re.sub(r"\d+", "0", href.partition("?")[0]): href for href in parsed.xpath("//a/@href") if href.startswith("/")}
    assert {href: status(href) for href in kinds.values() if status(href) not in {200, 302}} == {}
    for href in parsed.xpath("//a/@href")[:200]:
        if href.startswith("?"):
            assert status(f"{path.partition('?')[0]}{href.partition('#')[0]}") == 200, href
            break


@ALL
def test_every_page_can_be_read_in_english(path, quantri):
    """The templates' words are translated; what Python writes stays in the language of official papers."""
    with translation.override("en"):
        answer = quantri.get(path)
    assert answer.status_code in {200, 302, 404}
    if _is_a_page(answer):
        text = answer.content.decode()
        assert 'lang="en"' in text and "To the main content" in text
