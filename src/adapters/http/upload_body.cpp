// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/upload_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tagwarden {

UploadBody::UploadBody(const HttpRequest& request)
    : text_(request.body),
      stream_(request.stream),
      goes_on_(request.stream_goes_on),
      size_(stream_ != nullptr ? request.stream_size : static_cast<std::int64_t>(text_.size()))
{
}

Result<std::size_t> UploadBody::read(std::span<char> into)
{
    const auto most = std::min<std::size_t>(into.size(), static_cast<std::size_t>(size_ - sent_));
    Result<std::size_t> got = most;
    if (stream_ != nullptr)
        got = read_stream(into.first(most));
    else
        text_.copy(into.data(), most, static_cast<std::size_t>(sent_));
    if (got)
        sent_ += static_cast<std::int64_t>(*got);
    else
        error_ = got.error();
    return got;
}

bool UploadBody::rewind()
{
    if (stream_ != nullptr && sent_ != 0) return false;
    sent_ = 0;
    return true;
}

Result<std::size_t> UploadBody::read_stream(std::span<char> into)
{
    const auto left = size_ - sent_;
    const auto got = left == 0 ? Result<std::size_t>(0) : stream_->read(into);
    if (!got) return got;
    if (*got == 0 && left != 0)
        return fail(ErrorKind::malformed, fmt::format("the bytes to send end after {}, want {}", sent_, size_));
    if (goes_on_ || static_cast<std::int64_t>(*got) < left) return got;
    std::array<char, 1> surplus{};
    const auto more = stream_->read(surplus);
    if (!more) return more;
    if (*more != 0)
        return fail(ErrorKind::malformed, fmt::format("there are more bytes to send than the {} announced", size_));
    return got;
}

}  // namespace tagwarden
