// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <memory>
#include <utility>

namespace tagwarden {

/// A value that never changes, so that its copies share it: what a journal says a hundred thousand times costs a
/// pointer each. One that was moved from is an empty value.
template <class T>
class Shared {
public:
    Shared() = default;
    Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}

    const T& operator*() const { return value_ ? *value_ : none(); }
    const T* operator->() const { return &**this; }

    bool operator==(const Shared& other) const { return value_ == other.value_ || **this == *other; }
    auto operator<=>(const Shared& other) const
        requires std::three_way_comparable<T>
    {
        const std::compare_three_way_result_t<T> same = std::strong_ordering::equal;
        return value_ == other.value_ ? same : **this <=> *other;
    }

private:
    static const T& none()
    {
        static const T it{};
        return it;
    }

    std::shared_ptr<const T> value_;
};

}  // namespace tagwarden
