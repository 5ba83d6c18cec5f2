import hashlib
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer

from firsthandapi import FirstHandApiError, FirstHandClient
from firsthandapi.webhooks import WebhookVerificationError, unwrap_webhook
from sandbox import Sandbox

ORDER = {
    "type": "data_collection",
    "description": "A coffee cup on a table, seen from above",
    "files_needed": 2,
    "accepted_formats": ["image/jpeg"],
    "price_per_file_cents": 50,
}


class SandboxTest(unittest.TestCase):
    def setUp(self):
        self.sandbox = Sandbox()
        self.addCleanup(self.sandbox.close)
        self.client = FirstHandClient(api_key=self.sandbox.api_key, base_url=self.sandbox.url)
        self.addCleanup(self.client.close)


class CollectPhotosTest(SandboxTest):
    def test_collects_every_photo_into_the_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            script = [sys.executable, "collect_photos.py", ORDER["description"], "--count", "2", "--to", folder]
            environment = {
                **os.environ,
                "FIRSTHAND_API_KEY": self.sandbox.api_key,
                "FIRSTHAND_BASE_URL": self.sandbox.url,
            }
            ended = subprocess.run(script, env=environment, capture_output=True, text=True, timeout=60)
            self.assertEqual(ended.returncode, 0, ended.stderr)
            self.assertIn("completed: 2 of 2", ended.stderr)
            paths = [pathlib.Path(line) for line in ended.stdout.split()]
            hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        (job,) = self.client.list_jobs()
        self.assertEqual(len(paths), 2)
        self.assertEqual(hashes, {file["content_hash"] for file in self.client.get_job_files(job["id"])})

    def test_a_lost_answer_makes_no_second_job(self):
        self.sandbox.control("POST", "/faults", {"route": "POST /v1/jobs", "fault": {"afterCommit": "reset"}})
        created = self.client.create_job(**ORDER)
        (job,) = self.client.list_jobs()
        self.assertEqual(job["id"], created["id"])

    def test_an_error_names_the_field(self):
        with self.assertRaises(FirstHandApiError) as refused:
            self.client.create_job(**{**ORDER, "description": "Cup"})
        self.assertEqual((refused.exception.status, refused.exception.type), (400, "validation_error"))
        self.assertEqual(refused.exception.details[0]["field"], "description")


class VerifyWebhookTest(SandboxTest):
    def setUp(self):
        super().setUp()
        self.deliveries = queue.Queue()
        deliveries = self.deliveries

        class Receiver(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                deliveries.put((body, self.headers))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Receiver)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        endpoint = {"url": f"http://127.0.0.1:{server.server_port}/", "events": ["job.completed"]}
        self.secret = self.client.create_webhook_endpoint(**endpoint)["secret"]
        self.job = self.client.create_job(**ORDER)
        self.client.wait_for_job(self.job["id"])
        self.body, self.headers = self.deliveries.get(timeout=30)

    def test_a_delivery_is_verified_over_its_bytes(self):
        event = unwrap_webhook(self.body, self.headers, self.secret)
        self.assertEqual((event["type"], event["data"]["id"]), ("job.completed", self.job["id"]))
        for body, secret in [(self.body + b" ", self.secret), (self.body, "whsec_another")]:
            with self.assertRaises(WebhookVerificationError) as refused:
                unwrap_webhook(body, self.headers, secret)
            self.assertEqual(refused.exception.code, "no_match")
        with self.assertRaises(WebhookVerificationError) as refused:
            unwrap_webhook(self.body, self.headers, self.secret, received_at=time.time() + 3_600)
        self.assertEqual(refused.exception.code, "timestamp_too_old")
        with self.assertRaises(WebhookVerificationError) as refused:
            unwrap_webhook(self.body, {}, self.secret)
        self.assertEqual(refused.exception.code, "missing_header")


if __name__ == "__main__":
    unittest.main()
