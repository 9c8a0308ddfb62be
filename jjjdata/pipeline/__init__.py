"""The pipeline over a folder of documents: incremental, and in parallel where there is much to read.

The package is not called `build` because importing it would then hide the function `jjjdata.build`.
"""

from jjjdata.pipeline.run import Progress, build
from jjjdata.pipeline.summary import BuildSummary

__all__ = ["BuildSummary", "Progress", "build"]
