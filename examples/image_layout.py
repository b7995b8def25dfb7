# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""OCI image layouts for the examples, whose `build` stands for a real one.

Always the same bytes for the same files. Needs nothing but Python.
"""

import gzip
import hashlib
import io
import json
import shutil
import tarfile


class Layout:
    def __init__(self, folder):
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "blobs" / "sha256").mkdir(parents=True)
        (folder / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')

    def put(self, data, media_type):
        digest = hashlib.sha256(data).hexdigest()
        (self.folder / "blobs" / "sha256" / digest).write_bytes(data)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(data)}

    def put_json(self, value, media_type):
        return self.put(json.dumps(value, separators=(",", ":")).encode(), media_type)

    def image(self, files, platform, mode=0o644, **config):
        """One image of one layer, with files {path: content}, for a platform such as linux/arm/v7."""
        raw = layer(files, mode)
        named = dict(zip(("os", "architecture", "variant"), platform.split("/")))
        manifest = {
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": self.put_json(dict(sorted(named.items())) | config | {
                "rootfs": {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(raw).hexdigest()}"]},
            }, "application/vnd.oci.image.config.v1+json"),
            "layers": [self.put(gzip.compress(raw, mtime=0), "application/vnd.oci.image.layer.v1.tar+gzip")],
        }
        return self.put_json(manifest, manifest["mediaType"]) | {"platform": named}

    def index(self, members):
        media_type = "application/vnd.oci.image.index.v1+json"
        return self.put_json({"schemaVersion": 2, "mediaType": media_type, "manifests": members}, media_type)

    def close(self, *roots):
        index = {"schemaVersion": 2, "manifests": roots}
        (self.folder / "index.json").write_text(json.dumps(index, indent=2) + "\n")


def tagged(root, tag):
    return root | {"annotations": {"org.opencontainers.image.ref.name": tag}}


def layer(files, mode):
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            info.mode = mode
            tar.addfile(info, io.BytesIO(content.encode()))
    return raw.getvalue()
