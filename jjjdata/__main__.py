"""`python -m jjjdata` is `jjjdata`."""

from jjjdata.cli import main

main()
