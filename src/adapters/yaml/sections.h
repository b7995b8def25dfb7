// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "adapters/yaml/node_reader.h"
#include "core/configuration.h"

namespace tagwarden {

/// The sections of tagwarden.yaml, each with its defaults. What is wrong is noted in the reading.

VersionConfiguration read_version(Reading& reading, const YAML::Node& node);

/// A source is named by a path that stays in the configuration's folder.
std::vector<SourceConfiguration> read_sources(Reading& reading, const YAML::Node& node);

std::vector<DestinationConfiguration> read_destinations(Reading& reading, const YAML::Node& node);

/// An image may name only destinations that there are.
std::vector<ImageConfiguration> read_images(Reading& reading, const YAML::Node& node,
                                            const std::vector<DestinationConfiguration>& destinations);

/// A channel may name only variants that an image has.
std::vector<ChannelConfiguration> read_channels(Reading& reading, const YAML::Node& node,
                                                const std::vector<ImageConfiguration>& images);

}  // namespace tagwarden
