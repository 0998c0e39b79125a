"""Finding people by name: any words in any order, accents or not, and what was typed with accents first.

A typed word finds the names in which some word begins with it, marks left out: "hoa tran" finds every Trần … Hòa and Trần … Hoà, and "an"
not the Văn of half the country. Names are ranked: first those that have every word whole and as it was typed, wherever the tone is
placed; then those that have every word whole; then the others. A word typed without marks says nothing about marks.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Case, IntegerField, Q, Value, When

from chuanxa.names import clean, name_key, respellings, search_key


@dataclass(frozen=True, slots=True)
class Word:
    """`keys` are the words without marks; `spelled` the ways to write them that mean the same, empty when typed without marks."""

    keys: tuple[str, ...]
    spelled: tuple[str, ...] = ()


def words_of(text: str) -> tuple[Word, ...]:
    """The words typed, each once, in order. Signs part words ("Y-Ban" has two) and are otherwise passed over."""
    typed = dict.fromkeys(clean(text).lower().split())
    words = [Word(tuple(name_key(word).split()), respellings(word) if search_key(word) != word else ()) for word in typed]
    return tuple(word for word in words if word.keys)


def found(words: tuple[Word, ...]) -> Q:
    """The condition on rows with a `search_key`: every word begins a word of the name. Without words it holds for nobody."""
    conditions = [Q(search_key__startswith=key) | Q(search_key__contains=f" {key}") for word in words for key in word.keys]
    return reduce(and_, conditions) if conditions else Q(pk__in=[])


def rank(words: tuple[Word, ...], prefix: str = "") -> Case:
    """0, 1 or 2 for rows with `search_key` and `full_name` (reached through `prefix`): the better a name is met, the smaller."""
    whole = reduce(and_, [_has(f"{prefix}search_key", key) for word in words for key in word.keys])
    cases = [When(whole, then=Value(1))]
    if marked := [word for word in words if word.spelled]:
        exact = reduce(and_, [reduce(or_, [_has(f"{prefix}full_name", one) for one in word.spelled]) for word in marked])
        cases.insert(0, When(whole & exact, then=Value(0)))
    return Case(*cases, default=Value(2), output_field=IntegerField())


def _has(column: str, word: str) -> Q:
    """Some word between spaces is the word."""
    places = {"exact": word, "startswith": f"{word} ", "endswith": f" {word}", "contains": f" {word} "}
    return reduce(or_, [Q(**{f"{column}__{lookup}": text}) for lookup, text in places.items()])
