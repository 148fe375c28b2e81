"""Time stamps for checkpoints: asked for, kept, verified, and never in the ledger's way."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from program import (CONFLICT, DONE, FAULT, NOT_FOUND, PROGRAM, SOURCE, UNAUTHORISED, UNREACHABLE,
                     USAGE, LedgerTest, environment, person, root_organization)
from tsa import Authority, Served


def setUpModule():
    global AUTHORITY, OTHER, KEYS
    if not shutil.which("openssl"):
        raise unittest.SkipTest("no openssl command")
    KEYS = tempfile.TemporaryDirectory(prefix="minutebook-tsa-")
    AUTHORITY = Authority(f"{KEYS.name}/one")
    OTHER = Authority(f"{KEYS.name}/other", "Other Authority")


def tearDownModule():
    KEYS.cleanup()


class TimeStampTest(LedgerTest):
    def setUp(self):
        super().setUp()
        self.init(*self.suite())
        self.submit(root_organization(), person("a"))

    def suite(self):
        return ()

    def stamp(self, authority, *more):
        with Served(authority) as served:
            return self.run_on("checkpoint", "--time-stamp", served.url, "--json", *more)

    def configure(self, *urls, certificates=None, wait=2):
        lines = ["[time-stamps]", f"url = {json.dumps(urls)}", f"wait-seconds = {wait}"]
        if certificates:
            lines.append(f"certificates = {json.dumps(str(certificates))}")
        (self.ledger / "settings.toml").write_text("\n".join(lines) + "\n")

    def newest(self, *more):
        return self.run_on("checkpoint", "--json", *more).json()[0]

    def verify(self, *more, level="tree"):
        return self.run_on("verify", "--level", level, "--json", *more)

    def faults(self, *more):
        done = self.verify(*more)
        lines = done.json()
        found = [(line["fault"], line["place"]) for line in lines if "fault" in line]
        self.assertEqual(done.status, FAULT if found else DONE, done.err)
        return found

    def run_page(self, words, **replaced):
        """Runs the block of the operators' page that holds `words`, beside AUTHORITY's root."""
        page = (SOURCE / "docs" / "operators" / "evidence.md").read_text()
        block, = [part.split("```")[0] for part in page.split("```sh\n")[1:]
                  if words in part.split("```")[0]]
        for old, new in replaced.values():
            self.assertIn(old, block)
            block = block.replace(old, new)
        shutil.copy(AUTHORITY.root, self.folder / "tsa-ca.pem")
        (self.folder / "bin").mkdir(exist_ok=True)
        (self.folder / "bin" / "minutebook").symlink_to(PROGRAM)
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        done = subprocess.run(["bash", "-ec", block], cwd=self.folder, capture_output=True,
                              text=True, timeout=120, check=False,
                              env=environment(PATH=path, MINUTEBOOK_LEDGER=str(self.ledger)))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def assert_sound(self):
        self.assertEqual(self.run_on("verify").status, DONE)


class Attached(TimeStampTest):
    def test_are_kept_shown_and_verified(self):
        made = self.stamp(AUTHORITY, "--tsa-ca", AUTHORITY.root)
        self.assertEqual(made.status, DONE, made.err)
        stamp = made.json()[0]["timeStamps"][0]
        self.assertEqual(stamp["tsa"], "CN=Test Authority")
        shown = self.newest("--tsa-ca", AUTHORITY.root)
        self.assertEqual(shown["timeStamps"], 1)
        self.assertTrue(shown["stampedBy"][0]["verified"])
        self.assertEqual(shown["stampedBy"][0]["notLaterThan"], stamp["notLaterThan"])
        report = self.verify("--tsa-ca", AUTHORITY.root, "--report", self.folder / "r")
        self.assertEqual(report.status, DONE, report.out)
        said = report.json()[-1]
        self.assertEqual(said["timeStamp"],
                         {"size": 3, "notLaterThan": stamp["notLaterThan"],
                          "tsa": "CN=Test Authority"})
        self.assertEqual(said["checked"]["tree"]["time-stamps"], 1)
        self.assertEqual(said["checked"]["tree"]["time-stamps-not-verified"], 0)
        self.assertNotIn("time-stamps", [note["what"] for note in said["notChecked"]])
        self.assertEqual(json.loads((self.folder / "r.json").read_text())["timeStamp"],
                         said["timeStamp"])
        page = (self.folder / "r.html").read_text()
        self.assertIn(stamp["notLaterThan"], page)
        self.assertIn("CN=Test Authority", page)
        people = self.run_on("verify", "--tsa-ca", AUTHORITY.root)
        self.assertIn(f"The first 3 events were there not later than {stamp['notLaterThan']} by "
                      "CN=Test Authority.", people.out)

    def test_are_shown_to_people_in_both_languages(self):
        self.stamp(AUTHORITY)
        note = self.newest()["note"]
        shown = self.run_on("checkpoint", "--tsa-ca", AUTHORITY.root)
        self.assertEqual(shown.out, note, "the note verbatim, for other programs")
        self.assertRegex(shown.err, r"not later than 2\S+\+08:00 by CN=Test Authority\n")
        chinese = self.run_on("--lang", "zh-CN", "checkpoint", "--tsa-ca", AUTHORITY.root)
        self.assertRegex(chinese.err, "不晚于 .*，由 CN=Test Authority 证明\n")
        unjudged = self.run_on("checkpoint")
        self.assertIn("as the time stamp claims", unjudged.err)
        self.assertFalse(self.newest()["stampedBy"][0]["verified"])
        foreign = self.run_on("checkpoint", "--tsa-ca", OTHER.root)
        self.assertIn("a time stamp that does not hold", foreign.err)

    def test_hold_without_this_program(self):
        self.stamp(AUTHORITY)
        said = self.run_page("openssl ts -verify")
        self.assertRegex(said, r"Time stamp: \w+ +\d+ ")
        self.assertEqual(self.run_on("checkpoint", "--token", 2).status, NOT_FOUND)

    def test_are_got_as_the_operators_page_says(self):
        with Served(AUTHORITY) as served:
            said = self.run_page("checkpoint --time-stamp",
                                 url=("http://tsa.example/tsr", served.url))
        self.assertEqual(len(re.findall(r"not later than \S+ by CN=Test Authority", said)), 3)

    def test_ask_as_rfc_3161_says(self):
        with Served(AUTHORITY) as served:
            self.run_on("checkpoint", "--time-stamp", served.url)
            (kind, query), = served.queries
        self.assertEqual(kind, "application/timestamp-query")
        (self.folder / "q").write_bytes(query)
        said = subprocess.run(["openssl", "ts", "-query", "-in", self.folder / "q", "-text"],
                              capture_output=True, text=True, timeout=60, check=True).stdout
        self.assertIn("Hash Algorithm: sha256", said)
        self.assertIn("Certificate required: yes", said)
        self.assertRegex(said, "Nonce: 0x[0-9A-F]+")

    def test_are_limited_in_number(self):
        with Served(AUTHORITY) as served:
            for _ in range(2):
                done = self.run_on("checkpoint", *["--time-stamp", served.url] * 8)
                self.assertEqual(done.status, DONE, done.err)
            self.assertEqual(
                self.run_on("checkpoint", "--time-stamp", served.url).status, CONFLICT)
            self.assertEqual(
                self.run_on("checkpoint", *["--time-stamp", served.url] * 9).status, USAGE)
        self.assertEqual(self.newest()["timeStamps"], 16)
        self.assertEqual(self.faults("--tsa-ca", AUTHORITY.root), [])

    def test_of_several_checkpoints_bound_the_newest(self):
        self.stamp(AUTHORITY)
        self.submit(person("b"))
        self.stamp(OTHER)
        both = self.folder / "both.pem"
        both.write_bytes(AUTHORITY.root.read_bytes() + OTHER.root.read_bytes())
        said = self.verify("--tsa-ca", both).json()[-1]
        self.assertEqual(said["checked"]["tree"]["time-stamps"], 2)
        self.assertEqual((said["timeStamp"]["size"], said["timeStamp"]["tsa"]),
                         (4, "CN=Other Authority"))

    def tearDown(self):
        self.assert_sound()


class AttachedInGm(Attached):
    def suite(self):
        return ("--suite", "gm")


class Refused(TimeStampTest):
    """What is asked for by hand and not given; the checkpoint stays as it was."""

    def tearDown(self):
        self.assertEqual(self.newest()["timeStamps"], 0)
        self.assert_sound()

    def test_of_an_authority_that_is_not_trusted(self):
        done = self.stamp(OTHER, "--tsa-ca", AUTHORITY.root)
        self.assertEqual(done.status, UNAUTHORISED, done.err)
        self.assertEqual(done.json()[0]["timeStamps"][0]["code"], "unauthorised")

    def test_over_something_else(self):
        def other(handler):
            query = self.folder / "q"
            subprocess.run(["openssl", "ts", "-query", "-digest", "ab" * 32, "-sha256", "-cert",
                            "-out", query], capture_output=True, timeout=60, check=True)
            reply = AUTHORITY.reply(query.read_bytes())
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(reply)))
            handler.end_headers()
            handler.wfile.write(reply)

        done = self.stamp(other)
        self.assertEqual(done.status, USAGE, done.err)
        self.assertIn("not granted as requested", done.err)

    def test_garbage(self):
        def garbage(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", "8")
            handler.end_headers()
            handler.wfile.write(b"\x30\x82garbage"[:8])

        self.assertEqual(self.stamp(garbage).status, USAGE)

    def test_of_nobody(self):
        done = self.run_on("checkpoint", "--time-stamp", "http://127.0.0.1:1/")
        self.assertEqual(done.status, UNREACHABLE)

    def test_an_overloaded_one_may_be_asked_again(self):
        done = self.stamp(lambda handler: handler.send_error(503))
        self.assertEqual(done.status, UNREACHABLE, done.err)
        self.assertEqual(self.stamp(lambda handler: handler.send_error(404)).status, USAGE)

    def test_over_https_with_words(self):
        done = self.run_on("checkpoint", "--time-stamp", "https://tsa.example/")
        self.assertEqual(done.status, USAGE)
        self.assertIn("https to an authority is not supported yet", done.err)

    def test_without_certificates_that_can_be_read(self):
        done = self.stamp(AUTHORITY, "--tsa-ca", self.folder / "none")
        self.assertEqual(done.status, NOT_FOUND)
        self.assertEqual(
            self.run_on("checkpoint", "--tsa-ca", self.folder / "none").status, NOT_FOUND)


class Configured(TimeStampTest):
    """Authorities that settings.toml names are asked by every writing command."""

    def record(self, name):
        done = self.submit(person(name))
        self.assertEqual(done.status, DONE, done.err)
        return done

    def tearDown(self):
        self.assert_sound()

    def test_are_asked_when_submit_ends(self):
        shutil.copy(AUTHORITY.root, self.ledger / "tsa-ca.pem")
        with Served(AUTHORITY) as one, Served(OTHER) as other:
            self.configure(one.url, certificates="tsa-ca.pem")
            self.assertEqual(self.record("b").err.count("time stamp"), 0)
            self.assertEqual(self.newest()["timeStamps"], 1)
            self.assertTrue(self.newest()["stampedBy"][0]["verified"])
            self.run_on("submit", stdin="")  # nothing new: not asked again
            self.assertEqual(len(one.queries), 1)
            self.configure(one.url, other.url)
            self.run_on("submit", stdin="")
            tsas = [stamp["tsa"] for stamp in self.newest()["stampedBy"]]
            self.assertEqual(tsas, ["CN=Test Authority", "CN=Other Authority"])

    def test_one_that_is_not_trusted_gives_nothing(self):
        with Served(OTHER) as served:
            self.configure(served.url, certificates=AUTHORITY.root)
            self.assertIn("no time stamp for now", self.record("b").err)
        self.assertEqual(self.newest()["timeStamps"], 0)

    def test_out_of_reach_they_are_a_warning_and_asked_at_the_next_checkpoint(self):
        self.configure("http://127.0.0.1:1/")
        warned = self.record("b").err
        self.assertIn("no time stamp for now: cannot reach http://127.0.0.1:1/", warned)
        self.assertEqual(self.newest()["timeStamps"], 0)
        with Served(AUTHORITY) as served:
            self.configure(served.url)
            self.record("c")
        self.assertEqual(self.newest()["timeStamps"], 1)

    def test_that_hang_do_not_hold_the_ledger(self):
        served = None

        def hang(_):
            served.released.wait(60)

        with Served(hang) as served:
            self.configure(served.url, wait=1)
            self.assertIn("no answer in time", self.record("b").err)

    def test_that_answer_without_end_do_not_fill_the_memory(self):
        def stated(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", str(2 << 30))
            handler.end_headers()
            pour(handler)

        def unstated(handler):
            handler.send_response(200)
            handler.end_headers()
            pour(handler)

        def pour(handler):
            block = bytes(1 << 20)
            for _ in range(2048):
                handler.wfile.write(block)

        for answer in (stated, unstated):
            with Served(answer) as served:
                self.configure(served.url)
                self.assertIn("the answer is not usable", self.record(answer.__name__).err)

    def test_settings_that_are_wrong_are_said_and_do_not_stop_the_ledger(self):
        (self.ledger / "settings.toml").write_text("[time-stamps]\nuri = []\n")
        done = self.record("b")
        self.assertIn('line 2: there is no setting "uri"', done.err)
        self.assertEqual(self.faults(), [("time-stamp-not-checked", "time-stamps")])
        (self.ledger / "settings.toml").unlink()

    def test_are_asked_by_the_nightly_run(self):
        with Served(AUTHORITY) as served:
            self.configure(served.url, certificates=AUTHORITY.root)
            night = self.run_on("verify", "--nightly")
            self.assertEqual(night.status, DONE, night.err + night.out)
            self.assertEqual(self.newest()["timeStamps"], 1)
            self.record("b")
            again = self.run_on("verify", "--nightly", "--json")
        self.assertEqual(again.json()[0]["new"]["checked"]["tree"]["time-stamps"], 2,
                         "of the first night's checkpoint and of submit's")
        metrics = (self.ledger / "reports" / "nightly.prom").read_text()
        size = re.search(r"^minutebook_last_time_stamped_size\{.*\} (\d+)$", metrics, re.M)
        age = re.search(r"^minutebook_time_stamp_age_seconds\{.*\} (-?\d+)$", metrics, re.M)
        self.assertEqual(int(size[1]), self.newest()["size"])
        self.assertLess(abs(int(age[1])), 600)


class Verified(TimeStampTest):
    """What verify makes of tokens that are kept."""

    def test_without_certificates_are_said_not_to_be_checked(self):
        self.stamp(AUTHORITY)
        done = self.verify()
        self.assertEqual(done.status, DONE)
        said = done.json()[-1]
        self.assertEqual(said["checked"]["tree"]["time-stamps-not-verified"], 1)
        self.assertNotIn("timeStamp", said)
        note, = [note for note in said["notChecked"] if note["what"] == "time-stamps"]
        self.assertIn("no certificates were given", note["detail"]["en"])
        self.assert_sound()

    def test_of_an_authority_that_is_not_trusted_are_a_fault(self):
        self.stamp(OTHER)
        self.assertEqual(self.faults("--tsa-ca", AUTHORITY.root),
                         [("time-stamp-signature", "checkpoint:3")])
        self.configure(certificates=AUTHORITY.root)
        self.assertEqual(self.faults(), [("time-stamp-signature", "checkpoint:3")])

    def test_by_certificates_that_cannot_be_used_are_a_fault(self):
        self.stamp(AUTHORITY)
        nonsense = self.folder / "nonsense.pem"
        nonsense.write_text("nonsense")
        fault = [("time-stamp-not-checked", "time-stamps")]
        self.assertEqual(self.faults("--tsa-ca", nonsense), fault)
        self.configure(certificates="gone.pem")
        self.assertEqual(self.faults(), fault)
        self.assertEqual(self.verify("--tsa-ca", self.folder / "gone").status, NOT_FOUND)
        self.assertEqual(self.verify(level="structure").status, DONE)

    def test_that_came_later_are_checked_by_the_next_run(self):
        self.assertEqual(self.verify().status, DONE)
        self.stamp(OTHER)
        self.assertEqual(self.faults("--since-verified", "--tsa-ca", AUTHORITY.root),
                         [("time-stamp-signature", "checkpoint:3")])


if __name__ == "__main__":
    unittest.main()
