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

from firsthand import ApiError, FirstHand, verify_webhook
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
        self.api = FirstHand(self.sandbox.api_key, self.sandbox.url)


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
        (job,) = self.api.call("GET", "/v1/jobs")["data"]
        self.assertEqual(len(paths), 2)
        self.assertEqual(hashes, {file["content_hash"] for file in self.api.job_files(job["id"])})

    def test_a_lost_answer_makes_no_second_job(self):
        self.sandbox.control("POST", "/faults", {"route": "POST /v1/jobs", "fault": {"afterCommit": "reset"}})
        created = self.api.create_job(**ORDER)
        (job,) = self.api.call("GET", "/v1/jobs")["data"]
        self.assertEqual(job["id"], created["id"])

    def test_an_error_names_the_field(self):
        with self.assertRaisesRegex(ApiError, "400 validation_error: description: "):
            self.api.create_job(**{**ORDER, "description": "Cup"})


class VerifyWebhookTest(SandboxTest):
    def setUp(self):
        super().setUp()
        self.deliveries = queue.Queue()
        deliveries = self.deliveries

        class Receiver(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                deliveries.put((body, self.headers["X-FirstHand-Signature"]))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Receiver)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        endpoint = {"url": f"http://127.0.0.1:{server.server_port}/", "events": ["job.completed"]}
        self.secret = self.api.call("POST", "/v1/webhook_endpoints", endpoint)["secret"]
        self.job = self.api.create_job(**ORDER)
        self.api.wait_for_job(self.job["id"])
        self.body, self.signature = self.deliveries.get(timeout=30)

    def test_a_delivery_is_verified_over_its_bytes(self):
        event = verify_webhook(self.body, self.signature, self.secret)
        self.assertEqual((event["type"], event["data"]["id"]), ("job.completed", self.job["id"]))
        for body, signature, secret in [
            (self.body + b" ", self.signature, self.secret),
            (self.body, self.signature, "whsec_another"),
            (self.body, self.signature[:-1] + "é", self.secret),
            (self.body, "", self.secret),
        ]:
            with self.assertRaises(ValueError):
                verify_webhook(body, signature, secret)
        with self.assertRaisesRegex(ValueError, "five minutes"):
            verify_webhook(self.body, self.signature, self.secret, now=time.time() + 3_600)


if __name__ == "__main__":
    unittest.main()
