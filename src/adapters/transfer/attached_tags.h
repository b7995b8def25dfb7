// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/destination.h"

namespace tagwarden {

/// Sets the tags by which cosign finds what is attached, for jobs whose content is all there. One that names something
/// else moves only to a manifest that has all the layers it had: another one may hold signatures that the source does
/// not know.
void set_attached_tags(Destination& destination);

}  // namespace tagwarden
