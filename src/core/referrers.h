// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/descriptor.h"
#include "core/manifest.h"

namespace tagwarden {

/// What is attached to a manifest: another one whose subject it is, such as a signature or a bill of materials.
struct Referrer {
    Descriptor descriptor;
    std::string artifact_type;
    std::map<std::string, std::string> annotations{};

    bool operator==(const Referrer&) const = default;
};

/// What a manifest is to its subject: its artifact type, or where it says none the media type of its config, and its
/// annotations (distribution-spec 1.1, "Pushing Manifests with Subject"). Nothing for a manifest without a subject.
struct Attachment {
    Digest subject;
    Referrer referrer;
};
Result<std::optional<Attachment>> attachment_of(const ManifestContent& manifest);

/// What a list of referrers names: the index that the referrers API answers with, or that the tag below names. `what`
/// names the list in errors. Entries that are no manifests Tagwarden moves are listed too.
Result<std::vector<Referrer>> parse_referrers(std::string_view list, std::string_view what);

/// The list with one more entry; an empty list begins a new one. All that is in it stays as it is; a list that has the
/// referrer already comes back byte for byte.
Result<std::string> with_referrer(std::string_view list, const Referrer& referrer, std::string_view what);

/// True where all that `before` lists, layers or manifests, is in `after` with the same annotations: then setting a
/// cosign tag from one to the other loses no signature. Those are in the annotations, and what two people sign is the
/// same layer.
Result<bool> keeps_all_layers(const ManifestContent& before, const ManifestContent& after);

}  // namespace tagwarden
