// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/layers/streamed_match.h"
#include "ports/layer_files.h"

namespace tagwarden {

/// Takes from a file, while its bytes pass, what one question wants to know.
class FileCapture {
public:
    /// Without a pattern the content is the answer.
    FileCapture(std::string path, const std::shared_ptr<const RE2>& pattern);

    void feed(std::string_view bytes);
    Result<FileAnswer> finish();

private:
    std::string path_;
    std::optional<StreamedMatch> match_;
    std::string content_;
};

}  // namespace tagwarden
