// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

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

private:
    static const T& none()
    {
        static const T it{};
        return it;
    }

    std::shared_ptr<const T> value_;
};

}  // namespace tagwarden
