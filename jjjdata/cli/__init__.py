"""The commands: `jjjdata build | report | find | show`.

Exit codes, the same for every command:

    0  all is well, or there was nothing to do
    1  some documents or reports failed, or a search found nothing; the rest was done
    2  wrong use: a missing folder, an unknown name, a wrong parameter; nothing was changed
"""

from jjjdata.cli.commands import main

__all__ = ["main"]
