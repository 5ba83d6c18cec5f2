"""The types of what the API receives and returns: plain dictionaries, as JSON has them.

Example::

    from firsthandapi.types import Job

    def is_over(job: Job) -> bool:
        return job["status"] in ("completed", "cancelled")
"""

from ._generated.codes import *  # noqa: F403
from ._generated.types import *  # noqa: F403
