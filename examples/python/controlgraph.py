"""A client of Controlgraph with nothing but the standard library."""

import json
import os
import time
import urllib.error
import urllib.request

TRIES = 5
ANSWER_WITHIN_S = 10


class NoAnswer(Exception):
    """Why there is no answer; `code` is for programs."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code


def ask(query, variables):
    """The data of an answer. One with any error counts as none: half of it could be read as a clearance."""
    for tried in range(1, TRIES + 1):
        status, headers, body = _sent(query, variables)
        error = (body.get("errors") or [None])[0]
        if error is None and body.get("data"):
            return body["data"]
        # The service says when asking again may help: it is stopping, busy, or the minute's share is spent.
        wait_s = headers.get("retry-after")
        if wait_s is None or tried == TRIES:
            code = (error or {}).get("extensions", {}).get("code", f"HTTP {status}")
            raise NoAnswer(code, (error or {}).get("message", "no answer"))
        time.sleep(int(wait_s))


def _sent(query, variables):
    headers = {"content-type": "application/json"}
    if "CG_KEY" in os.environ:
        headers["authorization"] = f"Bearer {os.environ['CG_KEY']}"
    request = urllib.request.Request(
        os.environ.get("CG_URL", "http://127.0.0.1:4000").rstrip("/") + "/graphql",
        json.dumps({"query": query, "variables": variables}).encode(),
        headers,
    )
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_WITHIN_S) as response:
            return response.status, response.headers, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, _json(error.read())


def _json(text):
    try:
        return json.loads(text)
    except ValueError:
        return {}
