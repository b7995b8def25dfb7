// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// Why something failed, as a caller or an exit code needs to know it.
/// The kind alone decides the exit code (base/exit_code.h); nobody searches in messages.
enum class ErrorKind {
    usage,         ///< the command line or the configuration is wrong
    not_found,     ///< a name, file or repository does not exist
    refused,       ///< a rule, a promise or a changed world forbids it
    denied,        ///< credentials are missing or do not suffice
    unreachable,   ///< no answer in time
    malformed,     ///< bytes that are not what they claim to be, or a wrong digest
    rate_limited,  ///< the other side asks for patience
    local,         ///< disk, database or another part of this machine
    busy,          ///< somebody else holds the lease
    interrupted,   ///< the user, or whoever stopped this process, wants it to end
    terminated,    ///< the same where it is known that it was the system; only run_program() says so
};

/// The place in a text that is wrong: shown with a caret under it.
struct Place {
    std::string text;
    std::size_t at = 0;  ///< in bytes
    std::string wanted;  ///< "a digit"

    bool operator==(const Place&) const = default;
};

/// A failure. `message` is one sentence, lower case, names the object and both values;
/// `hint` says what to do next; `trail` says during what it happened, innermost first.
struct Error {
    ErrorKind kind = ErrorKind::usage;
    std::string message;
    std::string hint;
    std::vector<std::string> trail;
    std::optional<Place> place{};
    bool lasting = false;  ///< what could not be reached cannot be reached by asking again

    bool operator==(const Error&) const = default;
};

/// The one error idiom of this program.
template <class T>
using Result = std::expected<T, Error>;

/// One answer for each question of a batch, in the order of the questions.
template <class T>
using Each = std::vector<Result<T>>;

std::unexpected<Error> fail(ErrorKind kind, std::string message, std::string hint = {});
std::unexpected<Error> fail(Error error);

/// Adds a line to the trail: `return during("moving tag 'latest'", moved.error());`
std::unexpected<Error> during(std::string what, Error error);

}  // namespace tagwarden
