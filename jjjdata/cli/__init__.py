"""The commands: `jjjdata build | report | find | show | check`.

Exit codes, the same for every command:

    0  all is well, or there was nothing to do
    1  some documents or reports failed, a search found nothing, or a check warns; the rest was done
    2  wrong use: a missing folder, an unknown name, a wrong parameter

From here on nothing was changed either:

   65  a document failed, and the build was to be strict
   70  a defect of the program
   74  the disk refuses: it is full, or the folder may not be written to
   75  another run is writing to the same folder: try again later
  130  interrupted (143: told to end)
"""

from jjjdata.cli.commands import main

__all__ = ["main"]
