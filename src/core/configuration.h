// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/pattern.h"
#include "core/build_kind.h"
#include "core/calendar_format.h"
#include "core/platform.h"
#include "core/text_template.h"
#include "core/version/order.h"

namespace tagwarden {

/// A flavour of an image: its name and what it adds to the anchor ("-rocm").
struct Variant {
    std::string name;
    std::string suffix;
};

/// A way to read the version out of content.
struct Probe {
    enum class Kind { label, file };
    Kind kind = Kind::label;
    std::string path;                  ///< of a file: absolute, in the image
    std::optional<std::string> match;  ///< of a file: a regular expression whose first group is the version

    /// "label org.opencontainers.image.version", "file /VERSION".
    std::string str() const;
};

struct ImageConfiguration {
    std::string name;
    TextTemplate anchor;
    std::optional<TextTemplate> source;
    std::vector<Variant> variants;                      ///< never empty; a lone image has "default" with no suffix
    std::vector<Platform> platforms;                    ///< those a release must have; empty: whatever it has
    std::vector<Probe> probes;                          ///< empty only with a reason
    std::string no_probes_reason;                       ///< why nothing is read from the content
    TextTemplate expect;                                ///< what the content says of itself
    std::optional<std::set<std::string>> destinations;  ///< only these; absent: all
    bool channels = true;                               ///< false: this image gets anchors only
};

struct DestinationConfiguration {
    std::string name;
    TextTemplate to;
    std::set<BuildKind> kinds;
    bool optional = false;           ///< may lag without blocking channels
    std::optional<bool> plain_http;  ///< HTTP without TLS; as the address says where nothing is said
};

/// What a channel follows.
struct Follow {
    enum class Rule { stable, prerelease, tagged, nightly, branch, manual };
    Rule rule = Rule::stable;
    std::string branch;  ///< of `branch:NAME`

    std::string str() const;
    bool accepts(BuildKind kind, const std::string& release_branch) const;
};

struct ChannelConfiguration {
    TextTemplate name;  ///< "latest", "{major}.{minor}"
    Follow follow;
    std::chrono::seconds soak{0};               ///< how old a release must be
    std::map<std::string, TextTemplate> names;  ///< name of a variant's channel, where it is not NAME-VARIANT
};

/// A mismatch between a version and what its content says that somebody accepted, for this exact pair.
struct Exception {
    std::string version;
    std::string content;
    std::string reason;
};

/// Where the version comes from. The schemes are orders with a way from git to a version: `semver`, `omnibus`,
/// `calver` with its format, and `pattern`, which has an order of its choice.
struct VersionConfiguration {
    Order order = Order::semver;
    std::string tag_prefix{};                  ///< git tags of this product begin with it: "hello/"
    std::optional<CalendarFormat> calendar{};  ///< of `calver`
    std::optional<Pattern> pattern{};          ///< of `pattern`: its named groups are the version
};

/// A file of the checkout that says the version, each time that `match` does.
struct SourceConfiguration {
    std::string file;     ///< relative to the configuration's folder, and in it
    Pattern match;        ///< its group `version` is what the file says; else its first group, else all that matches
    TextTemplate expect;  ///< what the file should say
};

/// One tagwarden.yaml, checked. Everything downstream takes it as valid.
struct Configuration {
    std::string product;
    std::vector<std::string> editions;  ///< parallel lines with versions and channels of their own; mostly none
    VersionConfiguration version;
    std::vector<SourceConfiguration> sources;
    std::string ledger;  ///< as core/ledger_url.h reads it; empty: the default beside the configuration
    std::vector<ImageConfiguration> images;
    std::vector<DestinationConfiguration> destinations;
    std::vector<ChannelConfiguration> channels;
    std::vector<Exception> exceptions;

    const ImageConfiguration* image(const std::string& name) const;
};

}  // namespace tagwarden
