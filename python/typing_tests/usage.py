"""What type checkers should say of programs that use the package: nothing, but where a comment expects an error."""

from __future__ import annotations

from typing import Any, List, Optional

from firsthandapi import (
    OMITTED,
    ApiResponse,
    AsyncFirstHandClient,
    FirstHandApiError,
    FirstHandClient,
    Page,
    SavedFile,
)
from firsthandapi.types import CreateJobRequest, File, Job, WebhookEvent
from firsthandapi.webhooks import unwrap_webhook

ORDER: CreateJobRequest = {
    "type": "data_collection",
    "description": "A storefront by day, its sign readable.",
    "files_needed": 10,
    "accepted_formats": ["image/jpeg"],
    "price_per_file_cents": 50,
}


def synchronous(client: FirstHandClient, path: str) -> Optional[str]:
    job: Job = client.create_job(**ORDER)
    done: Job = client.create_job_and_wait(
        description="A door", files_needed=1, accepted_formats=["image/png"], timeout=60
    )
    page: Page[Job] = client.list_jobs(status="open")
    ids: List[str] = [each["id"] for each in page]
    raw: ApiResponse[Job] = client.with_response(client.get_job, job["id"])
    content: bytes = client.download_file("file_1")
    saved: File = client.download_file("file_1", to=path)
    files: List[SavedFile] = client.download_job_files(done["id"], to=path)
    client.update_settings(default_type=None, billing_contact=OMITTED)
    print(ids, content, saved, files)
    return raw.request_id


async def asynchronous(client: AsyncFirstHandClient) -> List[Job]:
    job: Job = await client.get_job("job_1", wait=30)
    first = await client.list_jobs()
    more: bool = first.has_more
    async for each in client.list_jobs():
        assert each["status"] != job["status"] or more
    return first.data


def wrong(client: FirstHandClient) -> None:
    client.create_job(description="A door")  # type: ignore[call-arg]
    client.rate_job("job_1", rating="5")  # type: ignore[arg-type]
    client.get_job("job_1", options={"timout": 5})  # type: ignore[arg-type]
    client.list_jobs(status="opened")  # type: ignore[arg-type]
    client.get_job("job_1")["state"]  # type: ignore[typeddict-item]


def receive(body: bytes, headers: Any, secret: Optional[str]) -> int:
    event: WebhookEvent = unwrap_webhook(body, headers, secret)
    if event["type"] == "job.completed":
        return event["data"]["files_approved"]
    return 0


def explain(error: FirstHandApiError) -> int:
    return error.status
