// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/content_graph.h"

namespace tagwarden {

/// Adds what is attached to the manifests of a graph, and to that again: their referrers, and what cosign's tags name.
/// Where nothing is attached it takes one question after the referrers and one after cosign's tags, each for all
/// manifests at once. A manifest that is listed but gone, or that has another subject, is not attached.
void read_attached(ContentGraph& graph, RepositoryReader& source, const StopSignal& stop);

}  // namespace tagwarden
