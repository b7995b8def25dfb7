#!/usr/bin/env bash
# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
#
# killed.sh KIND [POINTS [SEED]]: publishes and rollbacks are killed at points that the seed chooses. Whatever the
# point, no channel names content that is not all there, what differs from the rest is told by 'tagwarden status', and
# 'tagwarden recover' or the same command again brings everything to where it would have been.
# shellcheck source-path=SCRIPTDIR source=support.sh
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
source "$here/support.sh"
points=${2-20} seed=${3-1}
registry_life=$((600 + 60 * points))

new_destination hub && hub=$destination
new_destination mirror && mirror=$destination
cat >tagwarden.yaml <<YAML
product: killed
ledger: sqlite:ledger.db
images:
  app:
    source: "oci:images/{version}{suffix}"
    variants: { default: "", rocm: "-rocm" }
destinations:
  hub: { to: "$hub" }
  mirror: { to: "$mirror" }
channels:
  latest:            { follow: stable, names: { rocm: rocm } }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
YAML
python3 "$here/killed_points.py" "$TAGWARDEN_BINARY" "$kind" "$hub" "$mirror" "$points" "$seed"
