#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""A registry that is another one, seen over a slow line.

    slow_registry.py HOST:PORT FOLDER

Prints its own port. Of a large blob it makes the file FOLDER/half when it has sent 1 MiB of it, and sends the rest in
small pieces, five a second, for as long as there is no file FOLDER/fast. It only reads.
"""

import http.client
import http.server
import os
import sys
import time

UPSTREAM, FOLDER = sys.argv[1:]
HALF, PIECE = 1 << 20, 1 << 14


class Line(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        connection = http.client.HTTPConnection(UPSTREAM)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
        connection.request(self.command, self.path, headers=headers)
        answer = connection.getresponse()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        self.end_headers()
        sent = 0
        while piece := answer.read(PIECE):
            self.wfile.write(piece)
            sent += len(piece)
            if sent >= HALF and not os.path.exists(FOLDER + "/fast"):
                open(FOLDER + "/half", "w").close()
                time.sleep(0.2)
        connection.close()

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # whoever hangs up in the middle is what this is for


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), Line)
    print(server.server_port, flush=True)
    server.serve_forever()
