// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/file_capture.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::size_t most_content = 4096;

}  // namespace

FileCapture::FileCapture(std::string path, const std::shared_ptr<const RE2>& pattern) : path_(std::move(path))
{
    if (pattern != nullptr) match_.emplace(pattern);
}

void FileCapture::feed(std::string_view bytes)
{
    if (match_) return match_->feed(bytes);
    // One byte too many is enough to know that it is too long.
    content_ += bytes.substr(0, most_content + 1 - content_.size());
}

Result<FileAnswer> FileCapture::finish()
{
    if (match_) {
        auto texts = match_->finish();
        if (!texts) return during("searching the file '" + printable(path_) + "'", texts.error());
        return FileAnswer{true, std::move(*texts)};
    }
    if (content_.size() > most_content)
        return fail(ErrorKind::malformed,
                    fmt::format("the file '{}' has more than the {} bytes that a version may have", printable(path_),
                                most_content),
                    "add 'match: REGEX' to its probe, so that it is searched for the version");
    return FileAnswer{true, {std::string(trim(content_))}};
}

}  // namespace tagwarden
