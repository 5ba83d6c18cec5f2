"""Lists: pages, and iteration over all of them. Contract §2."""

from __future__ import annotations

from typing import (
    Any,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Generic,
    Iterator,
    List,
    Mapping,
    Optional,
    Set,
    TypeVar,
)

from ._errors import FirstHandParseError, excerpt
from ._settings import check_number

Item = TypeVar("Item")


class BasePage(Generic[Item]):
    """What the pages of both clients have in common."""

    __slots__ = ("data", "has_more", "next_cursor", "position", "_fetch")

    def __init__(self, page: Mapping[str, Any], fetch: Callable[[str], Any]) -> None:
        #: The items of this page, newest first.
        self.data: List[Item] = page["data"]
        #: Whether more pages follow.
        self.has_more: bool = page.get("has_more", False)
        #: The ``cursor`` of the next page; ``None`` on the last one.
        self.next_cursor: Optional[str] = page.get("next_cursor")
        #: Where the page ends, to pass as ``after``. Only of ``list_webhook_events`` with ``after``.
        self.position: Optional[str] = page.get("position")
        self._fetch = fetch

    def __repr__(self) -> str:
        more = ", more follow" if self.has_more else ""
        return f"<{type(self).__name__} of {len(self.data)}{more}>"


class Page(BasePage[Item]):
    """One page of a list. Iterating over it continues through all pages, each fetched when it is needed.

    Example::

        for job in client.list_jobs(status="completed"):
            print(job["id"])
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.data

    def pages(self) -> Iterator["Page[Item]"]:
        """Iterate over this page and all that follow it.

        :raises FirstHandParseError: when the service returns a cursor twice, which would never end
        """
        page = self
        cursors = Cursors()
        while True:
            yield page
            cursor = cursors.next_of(page)
            if cursor is None:
                return
            page = page._fetch(cursor)

    def to_list(self, *, limit: float) -> List[Item]:
        """Return the items of all pages in one list.

        :param limit: the maximum number of items; required, so that a list that has grown does not fill the memory;
            ``math.inf`` for all of them
        """
        most = check_number("limit", limit, 1)
        items: List[Item] = []
        for item in self:
            items.append(item)
            if len(items) >= most:
                break
        return items


class Cursors:
    """The cursors that have been followed."""

    def __init__(self) -> None:
        self._seen: Set[str] = set()

    def next_of(self, page: Any) -> Optional[str]:
        """Return the cursor of the page that follows, or ``None``.

        :raises FirstHandParseError: when it has been followed before
        """
        cursor: Optional[str] = page.next_cursor
        if not page.has_more or not cursor:
            return None
        if not isinstance(cursor, str):
            raise FirstHandParseError("The next_cursor of the page is not a text")
        if cursor in self._seen:
            raise FirstHandParseError(f"Cursor {excerpt(cursor)} was returned twice")
        self._seen.add(cursor)
        return cursor


class AsyncPage(BasePage[Item]):
    """One page of a list. Iterating over it continues through all pages, each fetched when it is needed."""

    __slots__ = ()

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page.data:
                yield item

    async def pages(self) -> AsyncIterator["AsyncPage[Item]"]:
        """Iterate over this page and all that follow it.

        :raises FirstHandParseError: when the service returns a cursor twice, which would never end
        """
        page = self
        cursors = Cursors()
        while True:
            yield page
            cursor = cursors.next_of(page)
            if cursor is None:
                return
            page = await page._fetch(cursor)

    async def to_list(self, *, limit: float) -> List[Item]:
        """Return the items of all pages in one list; see :meth:`Page.to_list`."""
        most = check_number("limit", limit, 1)
        items: List[Item] = []
        async for item in self:
            items.append(item)
            if len(items) >= most:
                break
        return items


class AsyncList(Generic[Item]):
    """A list that is about to be read: await it for the first page, or iterate over all of them.

    Example::

        async for job in client.list_jobs(status="completed"):
            print(job["id"])
        first = await client.list_jobs(limit=10)
    """

    __slots__ = ("_first",)

    def __init__(self, first: Callable[[], Awaitable[AsyncPage[Item]]]) -> None:
        self._first = first

    def __await__(self) -> Generator[Any, None, AsyncPage[Item]]:
        return self._first().__await__()

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for item in await self:
            yield item

    async def pages(self) -> AsyncIterator[AsyncPage[Item]]:
        """Iterate over all pages."""
        async for page in (await self).pages():
            yield page

    async def to_list(self, *, limit: float) -> List[Item]:
        """Return the items of all pages in one list; see :meth:`Page.to_list`."""
        return await (await self).to_list(limit=limit)


def next_query(query: Mapping[str, Any], cursor: str) -> Mapping[str, Any]:
    """Return the query of the page that follows: the same, behind another cursor."""
    given = {name: value for name, value in query.items() if value is not None}
    return {**given, "cursor": cursor}
