"""Finding people by name, held against a slow reading of what the search promises."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.models import Profile, Serving
from chuanxa.names import clean, match_key, name_key, search_key, sort_key
from reports.search import found, rank, words_of
from tests import factories

SYLLABLES = "Hoà Hòa Hoa Hoàng Trần Trân Tran An Ân Ánh Đức Thuý Thúy Nguyễn A H'Mông Y-Ban".split()
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4).map(" ".join)
TYPED = st.lists(st.sampled_from([*SYLLABLES, "tr", "ho", "thuy", "H'", "%", "_", '"', "đ"]), min_size=1, max_size=3).map(" ".join)


def meant(typed: str, name: str) -> int | None:
    """The rank that the name has for what was typed, None when it is not found: word by word, in plain Python."""
    words, plain = [word for word in clean(typed).lower().split() if name_key(word)], name_key(name).split()
    keys = [key for word in words for key in name_key(word).split()]
    if not keys or not all(any(one.startswith(key) for one in plain) for key in keys):
        return None
    if not all(key in plain for key in keys):
        return 2
    marked = [match_key(word) for word in words if search_key(word) != word]
    written = [match_key(word) for word in name.split()]
    return 0 if marked and all(word in written for word in marked) else 1


def write(names) -> None:
    """Serving rows of nobody in particular: the search reads names alone."""
    place = SimpleNamespace(province_id=1, commune_id=1, position_id=1)
    levels = dict.fromkeys(
        ("general_education", "professional", "political_theory", "state_management", "defence_security", "informatics"), -1
    )
    same = vars(place) | levels | {"category": 0, "group": 0, "verdict": 2, "missing": 0, "unclear": 0, "sex": 0, "ethnic_group": 0}
    same |= {"valid_from": factories.BEGINNING, "valid_to": factories.TODAY}
    rows = [Serving(cadre_id=number, full_name=name, search_key=name_key(name), sort_key=sort_key(name), **same) for number, name in names]
    Serving.objects.bulk_create(rows)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(NAMES, min_size=1, max_size=12), capitals=st.booleans(), typed=TYPED)
def test_a_search_finds_and_orders_as_the_slow_reading_does(names, capitals, typed):
    Serving.objects.all().delete()
    names = [(number, name.upper() if capitals else name) for number, name in enumerate(names, start=1)]
    write(names)
    words = words_of(typed)
    people = Serving.objects.filter(found(words))
    ranked = list(people.order_by(rank(words), "sort_key", "cadre_id").values_list("cadre_id", flat=True)) if words else list(people)
    wanted = [(meant(typed, name), sort_key(name), number) for number, name in names if meant(typed, name) is not None]
    assert ranked == [number for *_, number in sorted(wanted)]


@pytest.mark.django_db
def test_hoa_tran_finds_every_tran_hoa_and_those_typed_with_their_accents_come_first():
    write(enumerate(("Trần Thị Hoa", "Trần Văn Hoà", "Hòa Trần", "Hoàng Trang", "Nguyễn Hoa"), start=1))

    def names(typed):
        words = words_of(typed)
        return list(Serving.objects.filter(found(words)).order_by(rank(words), "sort_key").values_list("full_name", flat=True))

    assert names("hoa tran") == ["Trần Thị Hoa", "Trần Văn Hoà", "Hòa Trần", "Hoàng Trang"]
    assert set(names("Hòa trần")[:2]) == {"Trần Văn Hoà", "Hòa Trần"} == set(names("hoà TRẦN")[:2])
    assert names("văn") == ["Trần Văn Hoà"] and names("an") == []
    assert list(Serving.objects.filter(found(words_of("%")))) == []


@pytest.mark.django_db
def test_the_key_of_a_stored_name_is_that_of_its_words():
    cadre = factories.person("  Y-Ban   H’Mok ")
    assert Profile.objects.get(cadre=cadre).search_key == "y ban h mok"
