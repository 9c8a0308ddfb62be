"""What was decided of the wording of one number, and what the next number may go on with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from jjjdata.recognise.quantities import Quantity


@dataclass(frozen=True)
class Wording:
    """The indicator phrase, the subject that later clauses may carry on, the verb shared by its enumeration."""

    text: str
    subject: str
    verb: str
    rule: str
    amount: Decimal | None = None  # how much of it was told
    total: str = ""  # the whole that the number before the part told of
    total_amount: Decimal | None = None
    whole: str = ""  # what a share is a part of
    unit: str = ""  # of the amount
    tail: str = ""  # what is measured of the parts that follow: 其中，铁路|货物周转量
    scope: str = (
        ""  # the part that has what is counted: 农村乡镇|共有卫生院, and what follows in the sentence
    )
    topic: str = ""  # who acts, where a verb and the thing counted stand after it: 经济总量|连跨5个台阶

    def measured(self, q: Quantity, kind: str, before: Wording | None, *, part: bool) -> Wording:
        """With its amount, and with the whole, if it is a part of what the number before told.

        What goes on with the subject of the number before keeps its amount, unit and tail.
        """
        level = kind == "level"
        amount, unit, tail = (q.value, q.unit, self.tail) if level else (None, "", self.tail)
        if before is None:
            return replace(self, amount=amount, unit=unit)
        if not level and self.subject == before.subject:
            amount, unit, tail = before.amount, before.unit, tail or before.tail
        total = (before.subject, before.amount) if part else (before.total, before.total_amount)
        return replace(self, amount=amount, unit=unit, tail=tail, total=total[0], total_amount=total[1])
