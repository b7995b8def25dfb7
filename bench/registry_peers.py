#!/usr/bin/env python3
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""Copying images and reading tags beside crane, regctl, skopeo and oras, where they are installed.

    registry_peers.py TAGWARDEN [ROUNDS | --short]

Between docker-registry processes on loopback. Wall time, the client's CPU time and its peak memory are medians; the
digest at the destination is checked after each run. Ratios are to tagwarden. Of a loop over many calls of a tool the
peak is that of its largest process. "source" is how much of manifests and blobs the source's access log says that it
sent, in units of what there is to copy: 1.00 where everything is read once.
"""

import gzip
import hashlib
import json
import os
import random
import re
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
log: {{level: error, accesslog: {{disabled: {silent}}}}}
storage:
  filesystem: {{rootdirectory: {root}}}
  delete: {{enabled: true}}
  cache: {{blobdescriptor: inmemory}}
  maintenance: {{uploadpurging: {{enabled: false}}}}
http: {{addr: "127.0.0.1:{port}", secret: fixed}}
"""
SENT = re.compile(r'"GET /v2/[^ ]+/(?:manifests|blobs)/[^ ]+ HTTP/[0-9.]+" 20[06] ([0-9]+)')
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
FRONT = """daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off; client_max_body_size 0; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;
    proxy_request_buffering off; proxy_buffering off; proxy_http_version 1.1;
    proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https;
    {servers}
}}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Registry:
    """A docker-registry of Debian on loopback, with a storage of its own that can be emptied, or with that of another
    one, of which it then tells what it sent."""

    def __init__(self, folder, other=None):
        self.folder, self.port = folder, free_port()
        self.folder.mkdir()
        self.data = (other or self).folder / "data"
        (folder / "config.yml").write_text(CONFIGURATION.format(root=self.data, port=self.port,
                                                                silent="false" if other else "true"))
        self.host = f"127.0.0.1:{self.port}"
        self.start()

    def start(self):
        self.data.mkdir(exist_ok=True)
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(["docker-registry", "serve", self.folder / "config.yml"],
                                            stdout=log, stderr=subprocess.DEVNULL)
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
        shutil.rmtree(self.data)
        self.start()

    def digest(self, repository, tag):
        request = urllib.request.Request(f"http://{self.host}/v2/{repository}/manifests/{tag}", method="HEAD",
                                         headers={"Accept": f"{MANIFEST}, {INDEX}"})
        with urllib.request.urlopen(request) as answer:
            return answer.headers["Docker-Content-Digest"]

    def sent(self):
        """How many bytes of manifests and blobs."""
        return sum(int(sent[1]) for sent in SENT.finditer((self.folder / "log").read_text()))

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
        """By each of these tags; by its digest where there is none."""
        manifest = {"config": {"mediaType": "application/vnd.oci.image.config.v1+json", **config},
                    "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", **layer}
                               for layer in layers]}
        for tag in tags or [None]:
            stored = self.put_manifest(repository, tag, MANIFEST, manifest)
        return stored

    def put_manifest(self, repository, tag, media_type, members):
        content = json.dumps({"schemaVersion": 2, "mediaType": media_type, **members}).encode()
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        put = urllib.request.Request(f"http://{self.host}/v2/{repository}/manifests/{tag or digest}", data=content,
                                     method="PUT", headers={"Content-Type": media_type})
        urllib.request.urlopen(put).close()
        return {"mediaType": media_type, "digest": digest, "size": len(content)}


class TlsFront:
    """nginx with TLS before registries, at this machine's own name: every tool takes 127.0.0.1 for plain HTTP."""

    def __init__(self, folder, registries):
        self.name = socket.gethostname()
        self.hosts = [f"{self.name}:{free_port()}" for _ in registries]
        self.certificate = folder / "certificate.pem"
        folder.mkdir()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                        "-nodes", "-days", "2", "-subj", f"/CN={self.name}", "-addext",
                        f"subjectAltName=DNS:{self.name}", "-keyout", folder / "key.pem", "-out", self.certificate],
                       check=True, stderr=subprocess.DEVNULL)
        servers = " ".join(f"server {{ listen 127.0.0.1:{host.split(':')[1]} ssl http2; "
                           f"location / {{ proxy_pass http://{registry.host}; }} }}"
                           for host, registry in zip(self.hosts, registries))
        (folder / "nginx.conf").write_text(FRONT.format(folder=folder, servers=servers))
        self.process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-p", folder],
                                        stderr=subprocess.DEVNULL)
        time.sleep(0.5)

    @staticmethod
    def possible():
        """Is there an nginx, and does our name mean ourselves?"""
        try:
            return shutil.which("nginx") and socket.gethostbyname(socket.gethostname()).startswith("127.")
        except OSError:
            return False

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def fill(registry, layers, layer_bytes):
    """app:1.0 of random layers (as gzip, or skopeo compresses them on the way), and 2,000 tags of 20 images in tags."""
    sent = [registry.put_blob("app", gzip.compress(os.urandom(layer_bytes), 0)) for _ in range(layers)]
    registry.put_image("app", ["1.0"], registry.put_blob("app", b'{"os":"linux","architecture":"amd64"}'), sent)
    for image in range(20):
        config = json.dumps({"os": "linux", "architecture": "amd64",
                             "config": {"Labels": {"org.opencontainers.image.version": f"1.{image}.0"}}}).encode()
        names = [f"1.{image}.0-{number}" for number in range(100)]
        registry.put_image("tags", names, registry.put_blob("tags", config), [])


def fill_many(registry, count):
    """So many tags in many, each an index of images for four platforms. The bytes of all of it."""
    everything = 0
    for number in range(count):
        entries = []
        for architecture in ("amd64", "arm64", "s390x", "riscv64"):
            platform = {"os": "linux", "architecture": architecture}
            layer = registry.put_blob("many", gzip.compress(os.urandom(20_000), 0))
            config = registry.put_blob("many", json.dumps({**platform, "number": number}).encode())
            entries.append({**registry.put_image("many", [], config, [layer]), "platform": platform})
            everything += layer["size"] + config["size"] + entries[-1]["size"]
        everything += registry.put_manifest("many", f"1.{number}.0", INDEX, {"manifests": entries})["size"]
    return everything


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


def loops_to_many(binary, source, hosts, tags, folder):
    """What tools with one destination a call need: a call for each image and destination, eight at once."""
    pairs = folder / "pairs"
    pairs.write_text("".join(f"{tag} {host}\n" for tag in tags for host in hosts))
    return {name: in_shell(f"xargs -P 8 -L 1 bash -c '{' '.join(command)}' <{pairs}")
            for name, command in copies(binary, f"{source}:$0", "$1/many:$0").items() if name != "tagwarden"}


def rounds_of(commands, rounds, environment, before=lambda: None, after=lambda name: None, gauge=lambda: 0, warm=1):
    """name -> list of (wall, CPU, peak, what the gauge rose by), in random order within a round; the first warm up."""
    figures = {name: [] for name in commands}
    for number in range(rounds + warm):
        for name in random.sample(list(commands), len(commands)):
            before()
            mark = gauge()
            figure = (*measured(commands[name], environment), gauge() - mark)
            after(name)
            if number >= warm:
                figures[name].append(figure)
    return figures


def show(title, figures, content=0):
    """`content` is what the gauge would have risen by at best; 0 where there is no gauge."""
    print(f"\n{title}")
    print(f"  {'':<12} {'wall':>8}   {'[min..max]':<16} {'ratio':>6} {'CPU':>8} {'ratio':>6} {'peak MiB':>9}"
          f"{' source' if content else ''}")
    ours = [statistics.median(column) for column in zip(*figures["tagwarden"])]
    for name, rows in figures.items():
        wall, cpu, peak, risen = (statistics.median(column) for column in zip(*rows))
        walls = [row[0] for row in rows]
        spread = f"[{min(walls):.2f}..{max(walls):.2f}]"
        source = f" {risen / content:6.2f}" if content else ""
        print(f"  {name:<12} {wall:8.3f}   {spread:<16} {wall / max(ours[0], 0.001):6.2f} {cpu:8.3f}"
              f" {cpu / max(ours[1], 0.001):6.2f} {peak:9.1f}{source}", flush=True)


def benchmark(binary, folder, rounds, layer_bytes):
    environment = {**os.environ, "REGISTRY_AUTH_FILE": str(folder / "none.json"), "XDG_CACHE_HOME": str(folder),
                   "REGCTL_CONFIG": str(folder / "regctl.json"), "DOCKER_CONFIG": str(folder)}
    source, target = Registry(folder / "source"), Registry(folder / "target")
    second, third = Registry(folder / "second"), Registry(folder / "third")
    counted = Registry(folder / "counted", source)
    registries = [source, target, second, third, counted]
    try:
        if shutil.which("regctl"):
            for one in registries:
                subprocess.run(["regctl", "registry", "set", "--tls", "disabled", one.host], env=environment, check=True)
        fill(source, 10, layer_bytes)
        wanted = source.digest("app", "1.0")

        def check(name):
            if target.digest("app", "1.0") != wanted:
                raise SystemExit(f"what {name} copied has another digest than its source")

        commands = copies(binary, f"{source.host}/app:1.0", f"{target.host}/app:1.0")
        show(f"copy {10 * layer_bytes >> 20} MiB in 10 layers to an empty registry",
             rounds_of(commands, rounds, environment, target.empty, check))
        show("copy again, nothing to do", rounds_of(commands, rounds * 2, environment, after=check))

        if TlsFront.possible():
            front = TlsFront(folder / "front", [source, target])
            try:
                through = copies(binary, f"{front.hosts[0]}/app:1.0", f"{front.hosts[1]}/app:1.0")
                trusting = {**environment, "SSL_CERT_FILE": str(front.certificate)}
                show("the same over TLS, nginx before both registries",
                     rounds_of(through, rounds, trusting, target.empty, check))
            finally:
                front.stop()

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
        images = 200 if rounds > 1 else 10
        content = fill_many(source, images)
        every = {"tagwarden": [binary, "copy", "--quiet", "--all-tags", f"{source.host}/many", f"{target.host}/many"]}
        show(f"all tags of a repository, {images} images for 4 platforms",
             rounds_of(every, min(rounds, 5), environment, target.empty))

        targets = [target, second, third]
        tags = [f"1.{number}.0" for number in range(images)]

        def empty_all():
            for one in targets:
                one.empty()

        def check_all(name):
            for tag in tags:
                if len({one.digest("many", tag) for one in (source, *targets)}) != 1:
                    raise SystemExit(f"what {name} copied as {tag} is not everywhere what the source has")

        places = [f"{one.host}/many" for one in targets]
        at_once = {"tagwarden": [binary, "copy", "--quiet", "--all-tags", f"{counted.host}/many", *places]}
        loops = loops_to_many(binary, f"{counted.host}/many", [one.host for one in targets], tags, folder)
        # A round of the loops takes minutes, so there is one.
        figures = {**rounds_of(at_once, min(rounds, 5), environment, empty_all, check_all, counted.sent),
                   **rounds_of(loops, 1, environment, empty_all, check_all, counted.sent, warm=0)}
        show(f"{images} images x 4 platforms to 3 destinations, {content / 1e6:.1f} MB", figures, content)
        long = {"tagwarden": [binary, "ls", "--long", f"{source.host}/tags"]}
        show("the same with --long, digests known", rounds_of(long, rounds, environment))
    finally:
        for one in registries:
            one.stop()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    short = sys.argv[2:] == ["--short"]
    count = 1 if short else int(sys.argv[2]) if len(sys.argv) == 3 else 7
    with tempfile.TemporaryDirectory() as temporary:
        benchmark(os.path.abspath(sys.argv[1]), Path(temporary), count, (2 if short else 50) << 20)
