"""The nightly verification: what it leaves, and that a fault is never quiet."""

import http.server
import json
import threading
import unittest

from program import DONE, FAULT, LedgerTest, person, root_organization


class Webhook:
    """Takes what is posted, until the end of a `with`."""

    def __enter__(self):
        posted = self.posted = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                posted.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/notices"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class Nightly(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init()
        self.submit(root_organization(), *[person(f"p{i}") for i in range(20)])

    def metric(self, name):
        text = (self.ledger / "reports" / "nightly.prom").read_text()
        lines = [line for line in text.splitlines() if line.startswith(name + "{")]
        self.assertEqual(len(lines), 1, text)
        return float(lines[0].split()[-1])

    def test_records_that_it_held(self):
        done = self.run_on("verify", "--nightly", "--json")
        self.assertEqual(done.status, DONE, done.err + done.out)
        self.assertTrue(done.json()[0]["holds"])
        last = self.run_on("log", "--type", "IntegrityVerified", "--json").json()[-1]
        self.assertEqual(last["data"]["level"], "signatures")
        self.assertEqual(last["data"]["reportDigest"], done.json()[0]["reportDigest"])
        self.assertEqual(last["data"]["faults"], 0)
        self.assertEqual(self.metric("minutebook_verify_holds"), 1)
        self.assertEqual(self.run_on("verify").status, DONE)

    def test_reads_everything_within_the_days(self):
        seen = set()
        for _ in range(4):
            report = self.run_on("verify", "--nightly", "--days", 3, "--json").json()[0]["rolling"]
            part = report["range"]
            first, last = (part["first"], part["last"]) if isinstance(part, dict) else part
            seen.update(range(first, last + 1))
        self.assertLessEqual(set(range(22)), seen)

    def test_tells_of_a_fault(self):
        published = self.ledger / "checkpoint"
        published.write_text(published.read_text().replace("22", "23"))
        with Webhook() as webhook:
            done = self.run_on("verify", "--nightly", "--webhook", webhook.url)
        self.assertEqual(done.status, FAULT, done.out + done.err)
        self.assertIn("FAULT tree", done.out)
        notice = json.loads(webhook.posted[0])
        self.assertEqual(notice["event"], "integrity-fault")
        self.assertGreaterEqual(notice["faults"], 1)
        self.assertEqual(self.metric("minutebook_verify_holds"), 0)
        self.assertEqual(self.run_on("log", "--type", "IntegrityVerified", "--json").json(), [])

    def test_a_notice_that_nobody_takes_is_a_fault(self):
        published = self.ledger / "checkpoint"
        published.write_text("gone")
        done = self.run_on("verify", "--nightly", "--webhook", "http://127.0.0.1:1/")
        self.assertEqual(done.status, FAULT)
        self.assertIn("127.0.0.1", done.err)


if __name__ == "__main__":
    unittest.main()
