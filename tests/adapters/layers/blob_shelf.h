// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "base/hash.h"
#include "ports/registry.h"

namespace tagwarden::tests {

/// Blobs in memory, checked as they pass, as the port promises. Counts how often each is opened.
class BlobShelf final : public ContentReader {
public:
    Descriptor add(std::string bytes)
    {
        Descriptor blob{"application/octet-stream", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
        blobs_[blob.digest.str()] = std::move(bytes);
        return blob;
    }
    /// Other bytes under the same digest.
    void corrupt(const Descriptor& blob, std::string bytes) { blobs_[blob.digest.str()] = std::move(bytes); }
    void lose(const Descriptor& blob) { blobs_.erase(blob.digest.str()); }
    int opened(const Descriptor& blob) const
    {
        const auto found = opened_.find(blob.digest.str());
        return found == opened_.end() ? 0 : found->second;
    }

    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor& blob) override
    {
        ++opened_[blob.digest.str()];
        const auto found = blobs_.find(blob.digest.str());
        if (found == blobs_.end()) return fail(ErrorKind::not_found, "there is no blob " + blob.digest.str());
        return std::make_unique<Checked>(found->second, blob.digest);
    }
    Each<ManifestContent> manifests(std::span<const Digest>) override { return {}; }
    Each<bool> has_manifests(std::span<const Digest>) override { return {}; }
    Each<bool> has_blobs(std::span<const Descriptor>) override { return {}; }

private:
    class Checked final : public ByteStream {
    public:
        Checked(const std::string& bytes, Digest digest) : rest_(bytes), digest_(std::move(digest)) {}

        Result<std::size_t> read(std::span<char> into) override
        {
            if (spent_) return std::size_t{0};
            if (rest_.empty()) {
                spent_ = true;
                if (hasher_.hex() == digest_.hex()) return std::size_t{0};
                return fail(ErrorKind::malformed, "the blob has another digest");
            }
            const auto count = std::min(into.size(), std::min<std::size_t>(rest_.size(), 1000));
            std::copy_n(rest_.data(), count, into.data());
            hasher_.update(rest_.substr(0, count));
            rest_.remove_prefix(count);
            return count;
        }

    private:
        std::string_view rest_;
        Digest digest_;
        Hasher hasher_{HashAlgorithm::sha256};
        bool spent_ = false;
    };

    std::map<std::string, std::string> blobs_;
    std::map<std::string, int> opened_;
};

}  // namespace tagwarden::tests
