"""The commands: `jjjdata build | report | find | show | check`.

Exit codes, the same for every command:

    0  all is well, or there was nothing to do
    1  some documents or reports failed, a search found nothing, or a check warns; the rest was done
    2  wrong use: a missing folder, an unknown name, a wrong parameter; nothing was changed
"""

from jjjdata.cli.commands import main

__all__ = ["main"]
