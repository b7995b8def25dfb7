// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <optional>

#include "adapters/oci/registry_client.h"
#include "core/descriptor.h"

namespace tagwarden {

/// The bytes of a blob as the registry sends them, unchecked. A connection that breaks is taken up where it broke
/// (RFC 9110, 14: Range); a server that does not know ranges sends all again, and what is known already is passed
/// over. Fails when nothing new comes in as many attempts as patience allows.
class BlobDownload final : public ByteStream {
public:
    /// Asks for the blob; an error when the registry has none. The client must outlive the download.
    static Result<std::unique_ptr<BlobDownload>> begin(RegistryClient& registry, const Descriptor& blob);

    Result<std::size_t> read(std::span<char> into) override;
    Result<void> rewind(std::int64_t offset) override;

private:
    BlobDownload(RegistryClient& registry, Descriptor blob) : registry_(registry), blob_(std::move(blob)) {}

    Result<void> open();
    Result<void> check_size(std::optional<std::int64_t> announced) const;
    Result<std::size_t> read_on(std::span<char> into);
    Result<void> pass_over(std::int64_t bytes);

    RegistryClient& registry_;
    Descriptor blob_;
    std::unique_ptr<ByteStream> body_;
    std::int64_t at_ = 0;  ///< offset of the next byte
    int broken_ = 0;       ///< times in a row that nothing came
};

}  // namespace tagwarden
