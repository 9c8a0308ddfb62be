"""What the clauses without numbers between two numbers tell of: a subject of their own ends what was carried."""

from __future__ import annotations

import re
from functools import lru_cache

from jjjdata.statements.cues import words
from jjjdata.statements.phrase import clean, fit, going, verbs, without_marks
from jjjdata.statements.wording import NOUN_ENDINGS
from jjjdata.statements.wording_model import Wording

_NEW_ITEM = re.compile(r"[；;]")
# 民营企业活力: the firms, whatever of them the clause speaks of
_THEIRS = re.compile(
    r"[^，,]{2,}(?:企业|产业|行业|产品|项目|工程)(?=[\u4e00-\u9fff]{0,4}$)|[^，,]{2,}(?<![就创毕失开营])业$"
)
_COURSE = re.compile(
    r"(?:[均都皆]|总体|整体)?(?:(?:呈现?|保持)[^，,]{0,6}(?:趋势|态势|势头|走势)|达到(?=国家|[^，,\d]{0,6}标准))"
)
_TURNED = re.compile(
    r"(?:\d{1,2}月份?)?(?:当月)?(?:增速|增幅|降幅|涨幅|跌幅)?(?:由[负正降升涨跌减增]|止[跌降]|实现[由转]|转[正负增降])"
)
_AMOUNT = re.compile(r"(?:[额值入]|(?<![质数能力变])量)$")


def between_numbers(words_between: str, *, amount: bool) -> Wording | None:
    """What the clauses between two numbers tell of, where the second goes on with them and not with the first.

    A clause behind ； tells of something new: 税收…12%；旅游业加快恢复，贡献率…. One behind ， does so where it
    names an amount and an `amount` follows: 税收…12%，保费收入再创新高，达….

    >>> between_numbers("；旅游业加快恢复，", amount=False).subject
    '旅游业'
    >>> between_numbers("，空气质量明显改善，", amount=False) is None
    True
    """
    *finished, item = _NEW_ITEM.split(words_between)
    clauses = [c for c in re.split("[，,：:]", item)[0 if finished else 1 :] if c.strip()]
    named = [subject for c in clauses if len(subject := _who(c)) >= 2]
    if not finished:
        named = [subject for subject in named if amount and _AMOUNT.search(subject)]
    if not named and not (finished and clauses):
        return None
    if not named and _TURNED.match(clauses[0]):
        return None  # 5月份增速由负转正: of what the number before was of
    subject = named[-1] if named else clean(clauses[0])
    return Wording(fit(subject), subject, "", "sentence") if subject else None


def _who(clause: str) -> str:
    """The subject of a clause without a number: what stands before the word that says how it went."""
    clause = without_marks(clause)
    cue = going().search(clause, 2)
    verb = next(
        (m for m in verbs().finditer(clause) if clause[m.end() : m.end() + 1] not in NOUN_ENDINGS), None
    )
    ends = [m.start() for m in (cue, verb) if m is not None]
    return clean(clause[: min(ends)]) if cue or (verb and verb.start() >= 2) else ""


def last_told(words_before: str, *, of_course_alone: bool = False) -> str:
    """What the last clause without a number told of: the subject that parts of it (其中甲市) go on with.

    `of_course_alone` asks for it only where the clause says how it went (呈下降趋势, 达到国家二级标准).

    >>> last_told("空气质量改善，可吸入颗粒物年均浓度均呈下降趋势，其中")
    '可吸入颗粒物年均浓度'
    """
    clauses = [c for c in re.split("[，,：:；;]", words_before) if c.strip() and c.strip() != "其中"]
    if not clauses:
        return ""
    told = _COURSE.search(clauses[-1])
    if told:
        return clean(clauses[-1][: told.start()])
    return "" if of_course_alone else _who(clauses[-1])


def whose(words_before: str, subject: str) -> str:
    """The firms, goods or works that a clause without a number tells of, where a generic subject behind it is theirs.

    >>> whose("民营企业活力增强，", "进出口")
    '民营企业'
    >>> whose("民营企业活力增强，", "地区生产总值")
    ''
    """
    if subject not in _generic():
        return ""
    *_, clause = [c for c in re.split("[，,：:；;]", words_before) if c.strip()] or [""]
    found = _THEIRS.search(_who(clause))
    return found[0] if found else ""


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(words("wording", "generic"))
