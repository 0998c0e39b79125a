"""How many people there are, elected cadres and civil servants, and how many more or fewer than on the compared day. Pure."""

from reports.sentences import day_text, lower_first
from reports.written.distributions import hundred_note
from reports.written.places import PEOPLE, other_filters, whole
from reports.written.source import Source
from reports.written.words import Words, listed, sentence, words


def opening(source: Source) -> Words:
    """ "Tính đến ngày 31/12/2013, toàn tỉnh Cao Bằng có 3.604 cán bộ, công chức cấp xã; trong đó …" """
    report, table = source.report, source.table("category")
    narrowed = other_filters(report.filters)
    start = f"tính đến ngày {day_text(report.day)}, {whole(report.area, report.filters)}"
    among = f" (chỉ tính người có {narrowed})" if narrowed else ""
    if table is None or not table.total:
        return sentence(start, f" chưa ghi nhận {PEOPLE} nào đang giữ chức danh{among}")
    held = [row for row in table.rows if row.count]
    start = words(start, " có ", source.total(table), f" {PEOPLE}{among}")
    if len(held) == 1:
        return sentence(start, ", tất cả là " if table.total > 1 else ", là ", lower_first(held[0].label))
    parts = [words(source.count(table, row), f" {lower_first(row.label)} (", source.share(table, row), ")") for row in held]
    return words(sentence(start, "; trong đó có ", listed(parts)), hundred_note(held))


def head_count_change(source: Source) -> Words:
    """ "So với ngày …, tăng 19 người (từ 703 người)."; () when no day is compared."""
    day, table = source.compared_day, source.table("category")
    if day is None or table is None or not table.total:
        return ()
    before = source.people(before=True)
    if not before:
        return sentence(f"chưa có số liệu ngày {day_text(day)} để so sánh")
    start = f"so với ngày {day_text(day)}, tổng số "
    if before == table.total:
        return sentence(start, "không thay đổi")
    verb = "tăng " if table.total > before else "giảm "
    return sentence(start, verb, source.gained(table), " người (từ ", source.total(table, before=True), " người)")


def make_up(source: Source) -> list[Words]:
    """Sexes, ethnic groups and ages: who the people are."""
    from reports.written.distributions import distribution

    return [distribution(source, id) for id in ("gender", "age_band", "ethnic_group")]
