"""Places that a sentence names and that no number of it is of: examples, what plans are about, whence someone came."""

from __future__ import annotations

import re

from jjjdata.catalogue.places import gazetteer
from jjjdata.statements.passage import Surroundings
from jjjdata.statements.phrase import verbs
from jjjdata.statements.sides import Scope, Side

_EXAMPLES = re.compile(
    r"(?:(?![的以把在与向]|依托|利用|发挥|围绕|聚焦|坚持|积极|着力|通过|充分|抢抓)[\u4e00-\u9fff“”、]){2,24}?等"
)
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:规划|方案|条例|意见|纲要|办法|政策)(?:[，,、；;。]|获批|出台|印发|实施)"
)
_CARRIED_OUT = re.compile(r"(?:落实|贯彻|执行|按照|对标)[好]?$")
_ORDERS = re.compile(r"[\u4e00-\u9fff“”]{0,16}?(?:部署|要求|精神|战略|决策|意见|方案|规划|纲要)")
_CAME = re.compile(r"(?:入驻|进驻|落户|落地|迁入|入园)(?!于|在|到|[\u4e00-\u9fff]{2,}[省市县])")


_LONGEST_TITLE = 40


def is_known(side: Side) -> bool:
    """Whether a place is one of the gazetteer's, not a park known by its printed name alone."""
    return any(code in gazetteer().places for code in side.codes)


def is_example(text: str, side: Side) -> bool:
    """Whether a place only opens the name of one of several examples: 天津化学品基地等项目开工."""
    found = _EXAMPLES.match(text, side.end)
    return found is not None and verbs().search(found[0]) is None


def is_of_paper(text: str, side: Side) -> bool:
    """Whether a place is but what a plan is about: 实施某经济区建设规划, 落实滨海新区发展行动部署, 落实《河北省…规划》."""
    title = text.rfind("《", 0, side.start)
    if (
        title >= 0
        and 0 <= text.find("》", title) - side.end < _LONGEST_TITLE
        and "》" not in text[title : side.end]
    ):
        return True
    carried_out = _CARRIED_OUT.search(text, max(0, side.start - 6), side.start) and _ORDERS.match(
        text, side.end
    )
    return bool(carried_out) or (not is_known(side) and _PAPER.match(text, side.end) is not None)


def come_to(text: str, side: Side, around: Surroundings, scope: Scope) -> bool:
    """Whether those counted are of another place and came to the one that the sentence speaks of."""
    known, host = gazetteer(), scope.carried or scope.home
    if host is None or any(known.is_within(code, host) or known.is_within(host, code) for code in side.codes):
        return False
    return _CAME.search(text, side.end, around.right) is not None
