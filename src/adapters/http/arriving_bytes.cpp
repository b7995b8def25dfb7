// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/arriving_bytes.h"

#include <algorithm>
#include <utility>

namespace tagwarden {

namespace {

/// Below this nobody has to be held back; most answers are smaller.
constexpr std::size_t little = 64 * 1024;

}  // namespace

void ArrivingBytes::serve(std::span<char> reader)
{
    reader_ = reader;
    filled_ = kept_.copy(reader.data(), reader.size(), given_);
    given_ += filled_;
    if (given_ < kept_.size()) return;
    kept_.clear();
    given_ = 0;
}

std::size_t ArrivingBytes::leave()
{
    reader_ = {};
    return std::exchange(filled_, 0);
}

void ArrivingBytes::take(std::string_view bytes)
{
    total_ += static_cast<std::int64_t>(bytes.size());
    const auto fits = bytes.copy(reader_.data() + filled_, reader_.size() - filled_);
    filled_ += fits;
    kept_.append(bytes.substr(fits));
}

bool ArrivingBytes::enough() const
{
    const auto room = reader_.size() - filled_;
    return room < at_once_ && filled_ + kept_.size() - given_ >= little;
}

}  // namespace tagwarden
