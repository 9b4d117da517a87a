"""A company behind `bihuan run`, and people who are signed in to it."""
import contextlib
import http.client
import json
import os
import socket
import subprocess
import time
import urllib.parse

from .measure import PROGRAM


class Person:
    """One person's browser: keeps the connection and the session's cookie."""

    def __init__(self, port, login, password):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        body = json.dumps({"login": login, "password": password})
        self.cookie = self.token = ""
        status, answer, headers = self.send("POST", "/v1/session", body)
        if status != 200:
            raise RuntimeError(f"{login} cannot sign in: {status}")
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.token = json.loads(answer)["csrf_token"]

    def send(self, method, path, body=None):
        headers = {"Cookie": self.cookie, "X-CSRF-Token": self.token} if self.cookie else {}
        if body:
            headers["Content-Type"] = "application/json"
        self.connection.request(method, urllib.parse.quote(path, safe="/?&=[]%"), body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def get(self, path):
        status, body, _ = self.send("GET", path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}: {body[:300]!r}")
        return json.loads(body)


class Server:
    def __init__(self, port, process):
        self.port, self.process = port, process

    def processor_milliseconds(self):
        """User and system time that the process has taken so far."""
        with open(f"/proc/{self.process}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served(company):
    """Gives the Server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = subprocess.Popen([PROGRAM, "run", "--company", str(company), "--port", str(port)],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield Server(port, child.pid)
    finally:
        child.terminate()
        child.wait()
