"""The trimming of a phrase: connectives before it, particles behind it, brackets and marks in it."""

from __future__ import annotations

import re
from functools import lru_cache

from jjjdata.statements.cues import alternatives, words

LONGEST = 40
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_AVERAGED = re.compile(r"(?<=率)(?:全年|年均|月度)?平均值?$")  # 失业率平均|为5.4%
_EITHER = re.compile(r"(?<=乡)[（(](镇)[）)]")  # 乡（镇）: both
_OPENED = re.compile(r"[（(]([^（）()]*)$")
_MARKS = re.compile(r"[\[［]\d{1,2}[\]］]|[\s①-⑳⓪❶-❿●■◆▲★•]+")


@lru_cache(maxsize=1)
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('wording', 'leading'), literal=False)})")


@lru_cache(maxsize=2)
def _kept(which: str) -> re.Pattern[str]:
    """Words that begin or end a phrase and must not be cut."""
    kept = alternatives(words("wording", which))
    return re.compile(f"(?:{kept})" if which == "kept_first" else f"(?:{kept})$")


@lru_cache(maxsize=1)
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words('wording', 'trailing'), literal=False)})$")


@lru_cache(maxsize=1)
def verbs() -> re.Pattern[str]:
    """Actions side by side: what opens a phrase and makes the thing counted specific."""
    return re.compile(
        rf"(?!{alternatives(words('verbs', 'no_action'), literal=False)})(?:{alternatives(words('verbs', 'action'))})+"
    )


@lru_cache(maxsize=1)
def going() -> re.Pattern[str]:
    """The words that say how something went: 持续缩小, 稳步提升."""
    return re.compile(alternatives(words("wording", "going")))


def without_verbs(phrase: str) -> str:
    """A phrase without the actions that open it.

    >>> without_verbs("疏解提升市场")
    '市场'
    """
    verb = verbs().match(phrase)
    return phrase[verb.end() :] if verb else phrase


@lru_cache(maxsize=1)
def _aside() -> re.Pattern[str]:
    return re.compile(alternatives(words("wording", "asides"), literal=False))


def clean(phrase: str) -> str:
    """A phrase without connectives before it, copulas after it, brackets and marks in it.

    >>> clean("其中，第一产业增加值达到")
    '第一产业增加值'
    """
    phrase = without_marks(phrase)
    opened = _OPENED.search(phrase)
    told = opened[1].removeprefix("含") if opened else ""  # 机构（含诊所|31个）
    if len(_trimmed(told)) >= 2 and not _aside().fullmatch(told):
        phrase = told  # 床位840张（医院|610张）: what stands in the bracket is told of the number in it
    return _trimmed(re.sub(r"[（(].*$|^[^（(]*[）)]", "", phrase))


def _trimmed(phrase: str) -> str:
    before = None
    while phrase and phrase != before:
        before = phrase
        phrase = trimmed_end(_without_lead(phrase)).strip("，,；;：:∶、。 的")
    return "" if _aside().fullmatch(phrase) else balanced(phrase)


def begins_kept(phrase: str) -> bool:
    """Whether a phrase begins with a word that is kept whole: 中小企业, 和谐社区."""
    return _kept("kept_first").match(phrase) is not None


def _without_lead(phrase: str) -> str:
    while not begins_kept(phrase):
        lead = _leading().match(phrase)
        if lead is None or lead.end() == len(phrase):
            break
        phrase = phrase[lead.end() :]
    return phrase


def trimmed_end(phrase: str) -> str:
    """A phrase without the particles that end it, as long as no word is cut.

    >>> trimmed_end("登记技术合同"), trimmed_end("总产值达到了")
    ('登记技术合同', '总产值')
    """
    phrase = _AVERAGED.sub("", phrase)
    while not _kept("kept_last").search(phrase):
        shorter = _trailing().sub("", phrase)
        if shorter == phrase:
            break
        phrase = shorter
    return phrase


def balanced(phrase: str) -> str:
    """Without a quotation mark or bracket whose other half is missing."""
    for opening, closing in ("“”", "《》", "（）", "()", "‘’", "「」"):
        if phrase.count(opening) != phrase.count(closing):
            phrase = phrase.replace(opening, "").replace(closing, "")
    return phrase


def without_marks(phrase: str) -> str:
    """A phrase without brackets and what they hold, spaces and signs of lists."""
    return _MARKS.sub("", BRACKETS.sub("", _EITHER.sub(r"\1", phrase)))


def fit_before(lead: str, noun: str) -> str:
    """Lead and noun in 40 characters: what is counted stays, the words before it give way."""
    noun = balanced(noun[:LONGEST])
    room = LONGEST - len(noun)
    if len(lead) > room:
        lead = lead[-room:] if room else ""
        joint = re.search(r"[，,、；;的]", lead)
        lead = lead[joint.end() :] if joint else ""
    return balanced((lead + noun).strip("，,；;：:、。 "))


def fit(phrase: str) -> str:
    """At most 40 characters, cut from the left where a word of the phrase begins."""
    phrase = balanced(phrase.strip("，,；;：:、。 "))
    if len(phrase) <= LONGEST:
        return phrase
    cut = phrase[-LONGEST:]
    joint = re.search(r"[，,、；;的]", cut[:-12])
    return balanced(cut[joint.end() :] if joint else cut)
