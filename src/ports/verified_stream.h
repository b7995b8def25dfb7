// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <fmt/format.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/hash.h"
#include "core/descriptor.h"
#include "ports/registry.h"

namespace tagwarden {

/// Passes on another stream's bytes while they can still be the content its descriptor names.
/// The read that would complete it fails with `malformed` instead when size or digest is wrong, so whoever
/// copies from here never holds all bytes of a wrong blob; a stream that is too long stops at the first byte too many.
class VerifiedStream final : public ByteStream {
public:
    /// `what` names the bytes in errors: "blob sha256:… of docker.io/library/debian".
    VerifiedStream(std::unique_ptr<ByteStream> inner, Descriptor wanted, std::string what)
        : inner_(std::move(inner)),
          wanted_(std::move(wanted)),
          what_(std::move(what)),
          hasher_(wanted_.digest.algorithm())
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        if (error_) return fail(*error_);
        if (complete_ || into.empty()) return 0;
        auto got = pass(into);
        if (!got) error_ = got.error();
        return got;
    }

private:
    Result<std::size_t> pass(std::span<char> into)
    {
        const auto got = inner_->read(into);
        if (!got) return got;
        hasher_.update({into.data(), *got});
        seen_ += static_cast<std::int64_t>(*got);
        if (seen_ > wanted_.size) return too_long();
        if (seen_ == wanted_.size) {
            if (auto whole = check_end(); !whole) return fail(whole.error());
        } else if (*got == 0) {
            return fail(ErrorKind::malformed,
                        fmt::format("{} ends after {} bytes, want {}", what_, seen_, wanted_.size));
        }
        return got;
    }

    /// All bytes that were promised have come: nothing may follow, and their digest must be the right one.
    Result<void> check_end()
    {
        std::array<char, 1> surplus{};
        const auto more = inner_->read(surplus);
        if (!more) return fail(more.error());
        if (*more != 0) return too_long();
        complete_ = true;
        if (const auto hex = hasher_.hex(); hex != wanted_.digest.hex())
            return fail(ErrorKind::malformed,
                        fmt::format("{} has the digest {}:{}, want {}", what_,
                                    wanted_.digest.algorithm() == HashAlgorithm::sha256 ? "sha256" : "sha512", hex,
                                    wanted_.digest.str()));
        return {};
    }

    std::unexpected<Error> too_long() const
    {
        return fail(ErrorKind::malformed,
                    fmt::format("{} goes on after the {} bytes it should have", what_, wanted_.size));
    }

    std::unique_ptr<ByteStream> inner_;
    Descriptor wanted_;
    std::string what_;
    Hasher hasher_;
    std::int64_t seen_ = 0;
    bool complete_ = false;
    std::optional<Error> error_;
};

}  // namespace tagwarden
