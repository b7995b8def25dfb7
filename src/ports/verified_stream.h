// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <fmt/format.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/rewindable_hash.h"
#include "core/descriptor.h"
#include "ports/byte_streams.h"
#include "ports/registry.h"

namespace tagwarden {

/// Passes on another stream's bytes while they can still be the content its descriptor names.
/// The read that would complete it fails with `malformed` instead when size or digest is wrong, so whoever
/// copies from here never holds all bytes of a wrong blob; a stream that is too long stops at the first byte too many.
/// It can be rewound where the other stream can, and checks on: what is read again counts anew.
class VerifiedStream final : public ByteStream {
public:
    /// `what` names the bytes in errors: "blob sha256:… of docker.io/library/debian".
    VerifiedStream(std::unique_ptr<ByteStream> inner, Descriptor wanted, std::string what)
        : inner_(std::move(inner)),
          wanted_(std::move(wanted)),
          what_(std::move(what)),
          hash_(wanted_.digest.algorithm())
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

    /// Reads what lies between the nearest place that the hash can go back to and `offset` once more, to hash it.
    Result<void> rewind(std::int64_t offset) override
    {
        if (offset == hash_.at() && !error_) return {};
        const auto from = hash_.nearest(offset);
        auto there = inner_->rewind(from);
        if (!there && there.error().kind == ErrorKind::refused) return there;
        hash_.go_back(from);
        complete_ = false;
        error_.reset();
        if (there) there = skip(*this, offset - from);
        if (!there) error_ = there.error();
        return there;
    }

private:
    Result<std::size_t> pass(std::span<char> into)
    {
        const auto got = inner_->read(into);
        if (!got) return got;
        hash_.update({into.data(), *got});
        if (hash_.at() > wanted_.size) return too_long();
        if (hash_.at() == wanted_.size) {
            if (auto whole = check_end(); !whole) return fail(whole.error());
        } else if (*got == 0) {
            return fail(ErrorKind::malformed,
                        fmt::format("{} ends after {} bytes, want {}", what_, hash_.at(), wanted_.size));
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
        if (const auto hex = hash_.hex(); hex != wanted_.digest.hex())
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
    RewindableHash hash_;
    bool complete_ = false;
    std::optional<Error> error_;
};

}  // namespace tagwarden
