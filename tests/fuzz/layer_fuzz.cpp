// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The bytes of an image's layer: a tar file, plain or compressed.

#include "adapters/layers/layer_archive.h"
#include "adapters/layers/layer_path.h"
#include "ports/byte_streams.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    LayerArchive layer(std::make_unique<TextStream>(std::string(text)));
    // A few bytes can unpack to very many: that is fine, but not worth the time here.
    std::int64_t left = std::int64_t{4} * 1024 * 1024;
    std::array<char, 4096> piece{};
    while (left > 0) {
        const auto entry = layer.next();
        if (!entry || !*entry) break;
        require(layer_path((*entry)->path) == (*entry)->path);
        left -= 512;
        while (left > 0) {
            const auto got = layer.read(piece);
            if (!got) return;
            if (*got == 0) break;
            left -= static_cast<std::int64_t>(*got);
        }
    }
    if (left > 0) static_cast<void>(layer.finish());
}

}  // namespace tagwarden::fuzz
