"""The part of FirstHandAPI that the script needs, on Python's standard library alone."""

import hashlib
import hmac
import json
import random
import time
import uuid
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ATTEMPTS = 4
LONG_POLL_SECONDS = 30
TOLERANCE_SECONDS = 300


class ApiError(Exception):
    """What the API answered instead of doing the work."""

    def __init__(self, status, error):
        details = "; ".join(f"{each['field']}: {each['message']}" for each in error.get("details", []))
        super().__init__(f"{status} {error['type']}: {details or error['message']} ({error['request_id']})")
        self.status = status
        self.type = error["type"]


class FirstHand:
    """Calls the API with one key."""

    def __init__(self, api_key, base_url="https://api.firsthandapi.com"):
        self.api_key = api_key
        self.base_url = base_url.rstrip("/")

    def create_job(self, **job):
        return self.call("POST", "/v1/jobs", job)

    def wait_for_job(self, job_id, on_update=lambda job: None):
        """Long polls: the API holds each request until the job's status changes."""
        wait = 0
        status = None
        while True:
            job = self.call("GET", f"/v1/jobs/{job_id}", headers={"Prefer": f"wait={wait}"})
            if job["status"] != status:
                on_update(job)
            status = job["status"]
            if status in ("completed", "cancelled"):
                return job
            wait = LONG_POLL_SECONDS

    def job_files(self, job_id):
        """Every approved file, page after page."""
        cursor = ""
        while cursor is not None:
            after = f"&cursor={cursor}" if cursor else ""
            page = self.call("GET", f"/v1/jobs/{job_id}/files?limit=100{after}")
            yield from page["data"]
            cursor = page["next_cursor"]

    def download(self, file):
        """The bytes of a file, held against its hash. The link is signed: the key is not sent."""
        with urlopen(file["download_url"], timeout=60) as response:
            content = response.read()
        if hashlib.sha256(content).hexdigest() != file["content_hash"]:
            raise ValueError(f"{file['id']}: the bytes are not those of the file")
        return content

    def call(self, method, path, body=None, headers=None):
        """Sends a request, and sends it again where that is safe: one idempotency key for all attempts."""
        request = Request(
            self.base_url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.api_key}",
                "Content-Type": "application/json",
                **({"Idempotency-Key": str(uuid.uuid4())} if method == "POST" else {}),
                **(headers or {}),
            },
        )
        for attempt in range(1, ATTEMPTS + 1):
            wait = random.uniform(0, 0.5 * 2**attempt)
            try:
                with urlopen(request, timeout=LONG_POLL_SECONDS + 30) as response:
                    return json.load(response)
            except HTTPError as refusal:
                error = ApiError(refusal.code, json.load(refusal)["error"])
                if attempt == ATTEMPTS or not (refusal.code == 429 or refusal.code >= 500):
                    raise error from None
                wait += float(refusal.headers.get("Retry-After", 0))
            except (URLError, ConnectionError, TimeoutError):
                if attempt == ATTEMPTS:
                    raise
            time.sleep(wait)


def verify_webhook(raw_body, signature, secret, now=None):
    """
    Gives the event of a delivery.

    raw_body is the body as bytes, exactly as received; signature is the header X-FirstHand-Signature.
    Raises ValueError when the delivery is not from FirstHandAPI, or is older than five minutes.
    """
    timestamp = None
    signatures = []
    for part in signature.split(","):
        name, _, value = part.partition("=")
        if name == "t" and value.isascii() and value.isdigit():
            timestamp = int(value)
        elif name == "v1":
            signatures.append(value)
    if timestamp is None:
        raise ValueError("X-FirstHand-Signature has no timestamp")
    signed = str(timestamp).encode() + b"." + raw_body
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode()
    # While a secret is rotated there are two signatures. All are tried, each in constant time.
    if not any([hmac.compare_digest(expected, each.encode()) for each in signatures]):
        raise ValueError("X-FirstHand-Signature does not match the body and the secret")
    if abs((time.time() if now is None else now) - timestamp) > TOLERANCE_SECONDS:
        raise ValueError("X-FirstHand-Signature was made more than five minutes away from now")
    return json.loads(raw_body)
