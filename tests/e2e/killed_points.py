# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""What killed.sh does with a product that it has set up here: kills runs, looks, and has them finished.

    killed_points.py PROGRAM KIND HUB MIRROR POINTS SEED
"""

import collections
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request

PROGRAM, KIND, HUB, MIRROR, POINTS, SEED = sys.argv[1:]
SUFFIXES = {"": "latest", "-rocm": "rocm"}
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
# Steps of a transaction, and how often each is reached; those of places come once a place.
STEPS = [("proposed", 1), ("intent-written", 1), ("content-brought", 1), ("lease-taken", 1), ("planned-again", 1),
         ("anchors-set", 2), ("channels-set", 2), ("read-back", 1), ("outcome-written", 1)]

chance = random.Random(f"{SEED} {KIND}")


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


# --- images --------------------------------------------------------------------------------------------------------

built = {}  # digest: (version, suffix)


def build(version, suffix):
    """A layout with one image that says this version."""
    folder = f"images/{version}{suffix}"
    os.makedirs(folder + "/blobs/sha256")

    def put(data):
        with open(f"{folder}/blobs/sha256/{sha256(data)[7:]}", "wb") as file:
            file.write(data)
        return {"digest": sha256(data), "size": len(data)}

    def put_json(value, media_type):
        return put(json.dumps(value).encode()) | {"mediaType": media_type}

    layers = []
    for number in range(3):
        tar = io.BytesIO()
        with tarfile.open(fileobj=tar, mode="w") as archive:
            data = random.Random(f"{version}{suffix}{number}").randbytes(chance.choice([200, 20_000, 400_000]))
            entry = tarfile.TarInfo(f"data{number}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        layers.append(put(tar.getvalue()) | {"mediaType": "application/vnd.oci.image.layer.v1.tar"})
    config = {"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": [it["digest"] for it in layers]},
              "config": {"Labels": {"org.opencontainers.image.version": version}}}
    manifest = put_json({"schemaVersion": 2, "mediaType": MANIFEST, "layers": layers,
                         "config": put_json(config, "application/vnd.oci.image.config.v1+json")}, MANIFEST)
    built[manifest["digest"]] = (version, suffix)
    with open(folder + "/index.json", "w") as file:
        json.dump({"schemaVersion": 2, "manifests": [manifest]}, file)
    with open(folder + "/oci-layout", "w") as file:
        json.dump({"imageLayoutVersion": "1.0.0"}, file)


# --- destinations, seen by themselves ------------------------------------------------------------------------------

def fetch(place, what):
    """The bytes of "manifests/TAG", "manifests/DIGEST" or "blobs/DIGEST"; None where they are not there."""
    host, repository = place.split("/", 1)
    request = urllib.request.Request(f"http://{host}/v2/{repository}/{what}", headers={"Accept": MANIFEST})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return None


def names_of(place):
    """Every tag with its digest."""
    if place.startswith("oci:"):
        try:
            with open(place[4:] + "/index.json") as file:
                listed = json.load(file)["manifests"]
        except FileNotFoundError:
            return {}
        names = [(it.get("annotations", {}).get("org.opencontainers.image.ref.name"), it["digest"]) for it in listed]
        assert len({name for name, _ in names if name}) == len([name for name, _ in names if name]), names
        return {name: digest for name, digest in names if name}
    tags = fetch(place, "tags/list")
    names = {tag: fetch(place, "manifests/" + tag) for tag in (json.loads(tags)["tags"] or [] if tags else [])}
    return {tag: sha256(data) for tag, data in names.items() if data}


def read(place, kind, digest):
    if not place.startswith("oci:"):
        return fetch(place, f"{kind}/{digest}")
    try:
        with open(f"{place[4:]}/blobs/sha256/{digest[7:]}", "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def check_complete(place, digest):
    """All of it is there, and every byte of it is right."""
    manifest = read(place, "manifests", digest)
    assert manifest is not None and sha256(manifest) == digest, f"{place}: manifest {digest}"
    content = json.loads(manifest)
    for blob in [content["config"], *content["layers"]]:
        data = read(place, "blobs", blob["digest"])
        assert data is not None and sha256(data) == blob["digest"], f"{place}: blob {blob['digest']} of {built[digest]}"


# --- what should be ------------------------------------------------------------------------------------------------

def number(version):
    return [int(part) for part in version.split(".")]


def channels_for(versions):
    """Tag: version, for the highest of these."""
    tags = {}
    for version in sorted(versions, key=number):
        major, minor, _ = version.split(".")
        for suffix, latest in SUFFIXES.items():
            tags |= {latest: version, major + suffix: version, f"{major}.{minor}{suffix}": version}
    return tags


def tags_of_channels(names):
    return {tag: digest for tag, digest in names.items() if tag.removesuffix("-rocm").count(".") < 2}


def tagwarden(*arguments, environment=None, check=True):
    done = subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
                          env=os.environ | (environment or {}))
    assert not check or done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done


def status():
    return json.loads(tagwarden("status", "--json").stdout)


def check_after_kill():
    """At no moment is a channel on content that is not all there, nor apart from the rest without a word."""
    on = collections.defaultdict(set)
    for place in (HUB, MIRROR):
        for tag, digest in tags_of_channels(names_of(place)).items():
            check_complete(place, digest)
            base = "latest" if tag == "rocm" else tag.removesuffix("-rocm")
            on[base].add(built[digest][0])
    apart = {tag: versions for tag, versions in on.items() if len(versions) > 1}
    told = status()
    assert not apart or told["unfinished"], f"{apart} and nothing is said of it: {told}"
    assert all(it["state"] != "foreign" for it in told["channels"]), told


def check_end(published, good):
    wanted = channels_for(good)
    # Channels of a line that has no good release any more stay where they were.
    for place in (HUB, MIRROR):
        names = names_of(place)
        for tag, version in wanted.items():
            assert built[names[tag]][0] == version, f"{place}: {tag} is on {built[names[tag]]}, wanted {version}"
        for version in published:
            for suffix in SUFFIXES:
                assert built[names[version + suffix]] == (version, suffix), f"{place}: {version}{suffix}"
    told = status()
    assert told["unfinished"] == [] and told["incomplete"] == [] and told["troubledAnchors"] == [], told
    assert all(it["state"] in ("right", "stranded") for it in told["channels"]), told


# --- killing -------------------------------------------------------------------------------------------------------

def run_and_kill(arguments):
    """Gives the name of the point, and whether the run was killed there."""
    if chance.random() < 0.7:
        step, times = chance.choice(STEPS)
        count = chance.randint(1, times)
        done = tagwarden(*arguments, environment={"TAGWARDEN_KILL_AT": f"{step}:{count}"}, check=False)
        assert done.returncode in (0, -9), done.stderr
        return f"{step} {count}" if times > 1 else step, done.returncode == -9
    with subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        time.sleep(chance.uniform(0, pace.longest))
        process.kill()
        return "any moment", process.wait() == -9


class Pace:
    """How long a run takes here: what is killed at any moment should be killed before its end."""
    longest = 0.1


pace = Pace()


def publish(version):
    return ["publish", "--version", version]


def finish_publish(version):
    """Gives how it came to its end."""
    if chance.random() < 0.5:
        tagwarden(*publish(version))
        return "same command"
    ends = [it["end"] for it in json.loads(tagwarden("recover", "--json").stdout)["recovered"]]
    assert ends in ([], ["finished"], ["forgotten"]), ends
    if ends == ["finished"]:
        return "recover"
    tagwarden(*publish(version))
    return "recover forgot it" if ends else "nothing was left"


def finish_rollback(version):
    ends = [it["end"] for it in json.loads(tagwarden("recover", "--json").stdout)["recovered"]]
    assert ends in ([], ["finished"]), ends
    if version in [it["version"] for it in status()["withdrawn"]]:
        return "recover" if ends else "nothing was left"
    tagwarden("rollback", "latest", "--reason", "a test", "--yes")
    return "same command"


def main():
    table = collections.Counter()
    published, good = [], []
    for version in ("1.0.0", "1.0.1"):
        for suffix in SUFFIXES:
            build(version, suffix)
        began = time.monotonic()
        tagwarden(*publish(version))
        pace.longest = time.monotonic() - began
        published.append(version)
        good.append(version)
    for point in range(int(POINTS)):
        if len(good) > 2 and chance.random() < 0.2:
            version = good[-1]
            name, killed = run_and_kill(["rollback", "latest", "--reason", "a test", "--yes"])
            check_after_kill()
            end = finish_rollback(version)
            good.pop()
            operation = "rollback"
        else:
            version = f"1.{point // 8}.{point + 2}"
            for suffix in SUFFIXES:
                build(version, suffix)
            name, killed = run_and_kill(publish(version))
            check_after_kill()
            end = finish_publish(version)
            published.append(version)
            good.append(version)
            operation = "publish"
        check_end(published, good)
        table[name, KIND, operation, end if killed else "was not killed"] += 1
    print(f"{'killed at':<20}{'destination':<13}{'operation':<11}{'came to its end by':<20}times")
    for row, times in sorted(table.items()):
        print("{:<20}{:<13}{:<11}{:<20}".format(*row) + str(times))
    print(f"{KIND}: {sum(table.values())} points, seed {SEED}")


main()
