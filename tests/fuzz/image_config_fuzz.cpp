// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The configuration of an image, as probes read it.

#include "flows/inspect_images.h"
#include "ports/byte_streams.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

namespace {

/// One image, whose configuration is the input.
class OneImage final : public ContentReader {
public:
    explicit OneImage(std::string_view config) : config_(config)
    {
        const auto manifest = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"
                              R"({"mediaType":"application/vnd.oci.image.config.v1+json","digest":")" +
                              Digest::of(config_).str() + R"(","size":)" + std::to_string(config_.size()) +
                              R"(},"layers":[]})";
        manifest_ = *manifest_content(manifest);
    }

    const Descriptor& root() const { return manifest_->descriptor; }

    Each<ManifestContent> manifests(std::span<const Digest>) override { return {*manifest_}; }
    Each<bool> has_manifests(std::span<const Digest> digests) override { return Each<bool>(digests.size(), true); }
    Each<bool> has_blobs(std::span<const Descriptor> blobs) override { return Each<bool>(blobs.size(), true); }
    Result<std::unique_ptr<ByteStream>> open_blob(const Descriptor&) override
    {
        return std::make_unique<TextStream>(config_);
    }

private:
    std::string config_;
    std::optional<ManifestContent> manifest_;
};

}  // namespace

void one_input(std::string_view text)
{
    OneImage content(text);
    const auto images = inspect_images(content, content.root());
    if (!images) return;
    require(images->size() == 1);
    const auto label = label_of(images->front(), "org.opencontainers.image.version");
    // Nothing is made up: without the label's name in the text (as it is, or escaped) there is no label.
    if (text.find("org.opencontainers.image.version") == std::string_view::npos &&
        text.find('\\') == std::string_view::npos)
        require(label.empty());
}

}  // namespace tagwarden::fuzz
