#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""Copying images and reading tags beside crane, regctl, skopeo and oras, where they are installed.

    registry_peers.py TAGWARDEN [ROUNDS | --short]

Between docker-registry processes on loopback. Wall time, the client's CPU time and its peak memory are medians; the
digest at the destination is checked after each run. Ratios are to tagwarden.
"""

import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

CONFIGURATION = """version: 0.1
log: {{level: error, accesslog: {{disabled: true}}}}
storage:
  filesystem: {{rootdirectory: {root}}}
  delete: {{enabled: true}}
  cache: {{blobdescriptor: inmemory}}
  maintenance: {{uploadpurging: {{enabled: false}}}}
http: {{addr: "127.0.0.1:{port}", secret: fixed}}
"""
MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Registry:
    """A docker-registry of Debian on loopback, with a storage of its own that can be emptied."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.folder.mkdir()
        (folder / "config.yml").write_text(CONFIGURATION.format(root=folder / "data", port=self.port))
        self.host = f"127.0.0.1:{self.port}"
        self.start()

    def start(self):
        (self.folder / "data").mkdir(exist_ok=True)
        self.process = subprocess.Popen(["docker-registry", "serve", self.folder / "config.yml"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://{self.host}/v2/", timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("docker-registry does not start")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def empty(self):
        self.stop()
        shutil.rmtree(self.folder / "data")
        self.start()

    def digest(self, repository, tag):
        request = urllib.request.Request(f"http://{self.host}/v2/{repository}/manifests/{tag}", method="HEAD",
                                         headers={"Accept": MANIFEST})
        with urllib.request.urlopen(request) as answer:
            return answer.headers["Docker-Content-Digest"]

    def put_blob(self, repository, content):
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        begin = urllib.request.Request(f"http://{self.host}/v2/{repository}/blobs/uploads/", method="POST")
        with urllib.request.urlopen(begin) as answer:
            place = answer.headers["Location"]
        end = urllib.request.Request(f"{place}&digest={digest}", data=content, method="PUT",
                                     headers={"Content-Type": "application/octet-stream"})
        urllib.request.urlopen(end).close()
        return {"digest": digest, "size": len(content)}

    def put_image(self, repository, tags, config, layers):
        manifest = json.dumps({
            "schemaVersion": 2, "mediaType": MANIFEST,
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", **config},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", **layer} for layer in layers],
        }).encode()
        for tag in tags:
            put = urllib.request.Request(f"http://{self.host}/v2/{repository}/manifests/{tag}", data=manifest,
                                         method="PUT", headers={"Content-Type": MANIFEST})
            urllib.request.urlopen(put).close()


def fill(registry, layers, layer_bytes):
    """app:1.0 of random layers (as gzip, or skopeo compresses them on the way), and 2,000 tags of 20 images in tags."""
    sent = [registry.put_blob("app", gzip.compress(os.urandom(layer_bytes), 0)) for _ in range(layers)]
    registry.put_image("app", ["1.0"], registry.put_blob("app", b'{"os":"linux","architecture":"amd64"}'), sent)
    for image in range(20):
        config = json.dumps({"os": "linux", "architecture": "amd64",
                             "config": {"Labels": {"org.opencontainers.image.version": f"1.{image}.0"}}}).encode()
        names = [f"1.{image}.0-{number}" for number in range(100)]
        registry.put_image("tags", names, registry.put_blob("tags", config), [])


def measured(command, environment):
    """Wall seconds, CPU seconds and peak MiB of a command: /usr/bin/time is small, so that the peak is not our own."""
    with tempfile.NamedTemporaryFile("r") as figures:
        subprocess.run(["/usr/bin/time", "-q", "-o", figures.name, "-f", "%e %U %S %M", *command], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        wall, user, system, peak = map(float, figures.read().split())
    return wall, user + system, peak / 1024


def in_shell(script):
    return ["bash", "-c", script]


def copies(binary, source, target):
    """The same copy as each tool says it."""
    quiet = {"skopeo": ["skopeo", "copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false",
                        f"docker://{source}", f"docker://{target}"],
             "crane": ["crane", "cp", "--insecure", source, target],
             "regctl": ["regctl", "image", "copy", source, target],
             "oras": ["oras", "cp", "-r", "--from-plain-http", "--to-plain-http", source, target]}
    return {"tagwarden": [binary, "copy", "--quiet", source, target],
            **{name: command for name, command in quiet.items() if shutil.which(name)}}


def digests_of_tags(binary, repository):
    """One call of tagwarden; the loop over tags that the others need, eight at once."""
    loops = {"skopeo": f"skopeo inspect -n --tls-verify=false docker://{repository}:{{}}",
             "crane": f"crane digest --insecure {repository}:{{}}",
             "regctl": f"regctl image digest {repository}:{{}}",
             "oras": f"oras resolve --plain-http {repository}:{{}}"}
    listing = f"{binary} ls {repository} | awk '{{print $1}}'"
    return {"tagwarden": [binary, "ls", repository],
            **{name: in_shell(f"{listing} | xargs -P 8 -I{{}} {loop} >/dev/null")
               for name, loop in loops.items() if shutil.which(name)}}


def rounds_of(commands, rounds, environment, before=lambda: None, after=lambda name: None):
    """name -> list of (wall, CPU, peak), in random order within a round; the first round warms up."""
    figures = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name in random.sample(list(commands), len(commands)):
            before()
            figure = measured(commands[name], environment)
            after(name)
            if number > 0:
                figures[name].append(figure)
    return figures


def show(title, figures):
    print(f"\n{title}")
    print(f"  {'':<12} {'wall':>8}   {'[min..max]':<16} {'ratio':>6} {'CPU':>8} {'ratio':>6} {'peak MiB':>9}")
    ours = [statistics.median(column) for column in zip(*figures["tagwarden"])]
    for name, rows in figures.items():
        wall, cpu, peak = (statistics.median(column) for column in zip(*rows))
        walls = [row[0] for row in rows]
        spread = f"[{min(walls):.2f}..{max(walls):.2f}]"
        print(f"  {name:<12} {wall:8.3f}   {spread:<16} {wall / max(ours[0], 0.001):6.2f} {cpu:8.3f}"
              f" {cpu / max(ours[1], 0.001):6.2f} {peak:9.1f}", flush=True)


def benchmark(binary, folder, rounds, layer_bytes):
    environment = {**os.environ, "REGISTRY_AUTH_FILE": str(folder / "none.json"), "XDG_CACHE_HOME": str(folder),
                   "REGCTL_CONFIG": str(folder / "regctl.json"), "DOCKER_CONFIG": str(folder)}
    source, target = Registry(folder / "source"), Registry(folder / "target")
    try:
        if shutil.which("regctl"):
            for host in (source.host, target.host):
                subprocess.run(["regctl", "registry", "set", "--tls", "disabled", host], env=environment, check=True)
        fill(source, 10, layer_bytes)
        wanted = source.digest("app", "1.0")

        def check(name):
            if target.digest("app", "1.0") != wanted:
                raise SystemExit(f"what {name} copied has another digest than its source")

        commands = copies(binary, f"{source.host}/app:1.0", f"{target.host}/app:1.0")
        show(f"copy {10 * layer_bytes >> 20} MiB in 10 layers to an empty registry",
             rounds_of(commands, rounds, environment, target.empty, check))
        show("copy again, nothing to do", rounds_of(commands, rounds * 2, environment, after=check))

        number = iter(range(10**6))
        mounts = {name: in_shell(" ".join(command).replace(":1.0 ", ":1.0 ", 1).replace(
            f"{target.host}/app:1.0", f"{source.host}/mounted$0:1.0"))
            for name, command in copies(binary, f"{source.host}/app:1.0", f"{target.host}/app:1.0").items()}
        fresh = {name: command + ["0"] for name, command in mounts.items()}

        def rename():
            for command in fresh.values():
                command[-1] = str(next(number))

        show("copy to another repository of the same registry, through a small shell",
             rounds_of(fresh, rounds, environment, rename))
        show("digests of 2,000 tags", rounds_of(digests_of_tags(binary, f"{source.host}/tags"), min(rounds, 5)
                                                if rounds > 1 else 1, environment))
        long = {"tagwarden": [binary, "ls", "--long", f"{source.host}/tags"]}
        show("the same with --long, digests known", rounds_of(long, rounds, environment))
    finally:
        source.stop()
        target.stop()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    short = sys.argv[2:] == ["--short"]
    count = 1 if short else int(sys.argv[2]) if len(sys.argv) == 3 else 7
    with tempfile.TemporaryDirectory() as temporary:
        benchmark(os.path.abspath(sys.argv[1]), Path(temporary), count, (2 if short else 50) << 20)
