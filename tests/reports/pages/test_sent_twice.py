"""Every form that makes something, sent twice as a double click sends it: one record, and the second press ends where the first did."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from cadres.models import Course, Enrolment, Move
from chuanxa.models import User
from provinces.models import AreaClassification, Scope
from reports.models import PublishedFigure, PublishedReport, SavedView, Scheme, Target
from tests.reports.conftest import make_scheme

MADE = (Course, Enrolment, Move, User, Scope, AreaClassification, SavedView, Scheme, Target, PublishedReport, PublishedFigure)


def forms(world) -> dict[str, tuple[str, dict]]:
    """What is typed by Quản Trị: name → (address, fields)."""
    province, reason = world.places.cao_bang.pk, {"reason": "thử"}
    person, hanh = str(world.cadres[0].pk), world.users["hanh"].pk
    days = {"valid_from": "1/1/2020", "valid_to": "31/12/2025"}
    target = {"order": "9", "label": "L", "condition": "ly-luan=from_elementary", "percent": "73,51"}
    course = {"name": "Lớp mới", "kind": "refresher", "subject": "informatics", "unit": f"province:{province}"}
    move = {"cadre": person, "kind": "rotation", "from_tier": "district", "to_tier": "commune"}
    return {
        "a saved view": ("/can-bo/bang/", {"name": "Bảng", "query": "tinh=04"}),
        "a user": ("/nguoi-dung/moi/", {"full_name": "Lan", "username": "lan.x", "role": "clerk", "places": "01366"} | reason),
        "a scope": (f"/nguoi-dung/{hanh}/pham-vi/", {"give": "01384"} | reason),
        "a scheme": ("/de-an/moi/", {"name": "Đề án", "code": "moi-2", "province": province, "issued_by": "Tỉnh ủy"} | days),
        "a target": ("/de-an/de-an-thu/chi-tieu/moi/", target | {"deadline": "31/12/2015", "baseline_day": "31/12/2011"}),
        "a published report": ("/doi-chieu/them/", {"title": "Báo cáo năm 2013", "province": province, "published_on": "5/8/2013"}),
        "a course": ("/dao-tao/lop/them/", course | days),
        "a move": ("/luan-chuyen/them/", move | {"valid_from": "1/2/2014"}),
        "a study": ("/dao-tao/them/", {"cadre": person, "towards": "professional.university", "valid_from": "5/9/2019"}),
    }


def counted() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in MADE}


def test_a_double_click_makes_one_record_and_ends_where_one_click_does(small_world, quantri):
    make_scheme(small_world.places.cao_bang)
    made = []
    for name, (path, typed) in forms(small_world).items():
        key = re.search(r'name="once" value="([\w-]+)"', quantri.get(path).content.decode())[1]
        before = counted()
        first = quantri.post(path, typed | {"once": key})
        after = counted()
        if first.status_code != 302:
            text = re.sub(r"<[^>]+>|\s+", " ", first.content.decode().partition("<main")[2])
            pytest.fail(f"{name}: {first.status_code} {re.sub(' +', ' ', text)[:1500]}")
        second = quantri.post(path, typed | {"once": key})
        assert (second.status_code, second.url) == (302, first.url), name
        assert counted() == after != before, name
        assert quantri.get(second.url).status_code in {200, 302}, name
        made.append(name)
    assert len(made) == len(forms(small_world))


def test_every_form_that_writes_carries_the_tag_that_writes_its_key():
    """In every template, as many tokens as forms; the page of a fault sends the fields it was sent, their key among them."""
    for path in sorted(Path(settings.ROOT / "templates").rglob("*.html")):
        if path.name == "unavailable.html":
            continue
        text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.S)
        assert len(re.findall(r'<form[^>]*method="post"', text)) == text.count("{% csrf_token %}"), path
