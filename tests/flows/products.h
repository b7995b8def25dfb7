// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tagwarden::tests {

/// One image, one place, the usual channels, and one that takes candidates too.
inline constexpr auto one_image = R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels:
  latest:            { follow: stable }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
  rc:                { follow: tagged }
)";

/// Two variants, one with a floating name of its own, and two places.
inline constexpr auto ollama = R"(
product: ollama
images:
  ollama:
    variants: { default: "", rocm: "-rocm" }
destinations:
  hub: { to: "oci:hub" }
  mirror: { to: "oci:mirror" }
channels:
  latest:            { follow: stable, names: { rocm: rocm } }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
)";

/// Content of which nothing is read, so that a test can make it what it wants under any version.
inline constexpr auto unread = R"(
product: app
images: { app: { probes: none, probes-reason: "nothing to read" } }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable } }
)";

/// One image, a place that counts and one that may lag.
inline constexpr auto with_optional_mirror = R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" }, mirror: { to: "oci:mirror", optional: true } }
channels: { latest: { follow: stable } }
)";

/// Two lines of versions, each with a place, channels and decisions of its own.
inline constexpr auto two_editions = R"(
product: app
editions: [ce, ee]
images: { app: {} }
destinations: { hub: { to: "oci:hub-{edition}" } }
channels: { latest: { follow: stable } }
)";

}  // namespace tagwarden::tests
