"""A time-stamping authority that OpenSSL's command line plays, served on a free loopback port."""

import http.server
import pathlib
import subprocess
import threading

CONFIGURATION = """[req]
distinguished_name = name
prompt = no
[name]
CN = Test Root
[root]
basicConstraints = critical,CA:true
[tsa]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[authority]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
"""


class Authority:
    """Root, certificate and key in a folder of their own; `root` is what others trust it by."""

    def __init__(self, folder, name="Test Authority"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.root = self.folder / "root.pem"
        self.lock = threading.Lock()
        (self.folder / "conf").write_text(CONFIGURATION)
        (self.folder / "serial").write_text("0A\n")
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key",
                     "-out", "root.pem", "-config", "conf", "-extensions", "root", "-days", "99",
                     "-subj", f"/CN={name} Root")
        self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out",
                     "tsa.csr", "-config", "conf", "-subj", f"/CN={name}")
        self.openssl("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key",
                     "-set_serial", "7", "-days", "98", "-extfile", "conf", "-extensions", "tsa",
                     "-out", "tsa.pem")

    def openssl(self, *arguments):
        done = subprocess.run(["openssl", *map(str, arguments)], cwd=self.folder,
                              capture_output=True, timeout=60, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return done.stdout

    def reply(self, query):
        """DER TimeStampResp for DER TimeStampReq."""
        with self.lock:
            (self.folder / "query").write_bytes(query)
            self.openssl("ts", "-reply", "-config", "conf", "-section", "authority", "-queryfile",
                         "query", "-signer", "tsa.pem", "-inkey", "tsa.key", "-chain", "root.pem",
                         "-out", "reply")
            return (self.folder / "reply").read_bytes()

    def token_over(self, text):
        """A token (DER) over any bytes, which nobody but this authority would give."""
        (self.folder / "text").write_bytes(text)
        self.openssl("ts", "-query", "-data", "text", "-sha256", "-cert", "-out", "own.tsq")
        self.openssl("ts", "-reply", "-config", "conf", "-section", "authority", "-queryfile",
                     "own.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key", "-chain", "root.pem",
                     "-token_out", "-out", "own.token")
        return (self.folder / "own.token").read_bytes()


class Served:
    """Answers each POST with what `answer(handler, body)` gives, until the end of a `with`; an
    Authority answers as one. `queries` are the bodies that came."""

    def __init__(self, answer):
        self.answer = answer.reply if isinstance(answer, Authority) else answer
        self.takes_handler = not isinstance(answer, Authority)
        self.queries = []
        self.released = threading.Event()

    def __enter__(self):
        served = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                served.queries.append((self.headers["Content-Type"], body))
                if served.takes_handler:
                    try:
                        served.answer(self)
                    except OSError:
                        pass  # the client went away, as it may
                    return
                reply = served.answer(body)
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsr"
        return self

    def __exit__(self, *_):
        self.released.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
