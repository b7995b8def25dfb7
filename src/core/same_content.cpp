// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/same_content.h"

namespace tagwarden {

bool same_content(const Configuration& configuration, const Release& a, const Release& b)
{
    bool any = false;
    for (const auto& image : configuration.images) {
        if (!image.channels) continue;
        for (const auto& variant : image.variants) {
            const auto one = a.parts.find({image.name, variant.name});
            const auto other = b.parts.find({image.name, variant.name});
            const bool in_one = one != a.parts.end(), in_other = other != b.parts.end();
            if (in_one != in_other || (in_one && one->second.digest != other->second.digest)) return false;
            any |= in_one;
        }
    }
    return any;
}

}  // namespace tagwarden
