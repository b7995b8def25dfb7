// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/credential_helper.h"

#include <fmt/format.h>

#include "adapters/system/child_process.h"
#include "base/json.h"
#include "base/text.h"

namespace tagwarden {

namespace {

// docker-credential-helpers, credentials/error.go: every helper says it with these words, on stdout.
constexpr std::string_view knows_none = "credentials not found in native keychain";
// The user name beside an identity token: docs.docker.com, "docker login", "Credential helper protocol".
constexpr std::string_view token_user = "<token>";

constexpr std::size_t most_output = std::size_t{64} * 1024;

std::string program_of(const HelperQuestion& question)
{
    return "docker-credential-" + question.helper;
}

std::unexpected<Error> useless(ErrorKind kind, const HelperQuestion& question, std::string_view what)
{
    return fail(kind,
                fmt::format("the credential helper {}, asked for '{}', {}", program_of(question),
                            printable(question.server), what),
                fmt::format("run it by hand to see what it says: printf %s '{}' | {} get", printable(question.server),
                            program_of(question)));
}

Result<std::optional<Credentials>> read_answer(const HelperQuestion& question, std::string_view output)
{
    const auto json = parse_json(output, "answer");
    const auto* object = json ? json->if_object() : nullptr;
    const auto text = [object](std::string_view key) {
        const auto* value = object == nullptr ? nullptr : object->if_contains(key);
        const auto* string = value == nullptr ? nullptr : value->if_string();
        return string == nullptr ? std::string() : std::string(*string);
    };
    const auto user = text("Username"), secret = text("Secret");
    if (secret.empty()) return useless(ErrorKind::malformed, question, "answers without a Secret");
    Credentials credentials{.user = user == token_user ? "" : user,
                            .password = std::nullopt,
                            .identity_token = std::nullopt,
                            .registry_token = std::nullopt,
                            .source = program_of(question)};
    (user == token_user ? credentials.identity_token : credentials.password) = Secret(secret);
    return credentials;
}

}  // namespace

Result<std::optional<Credentials>> ask_helper(const HelperQuestion& question, const Environment& environment,
                                              const StopSignal& stop)
{
    const auto outcome = run({.arguments = {program_of(question), "get"},
                              .folder = "/",
                              .environment = {environment.begin(), environment.end()},
                              .input = question.server,
                              .output_limit = most_output,
                              .stop = &stop});
    if (!outcome && outcome.error().kind == ErrorKind::not_found)
        return fail(ErrorKind::local,
                    fmt::format("the credential helper {} is not there, or not in the PATH", program_of(question)),
                    "install it, or take it out of the file that names it");
    if (!outcome) return during("asking for the credentials of " + printable(question.server), outcome.error());
    if (outcome->exit_code == 0) return read_answer(question, outcome->output);
    if (trim(outcome->output) == knows_none) return std::nullopt;
    return useless(ErrorKind::local, question, fmt::format("ends with exit code {}", outcome->exit_code));
}

}  // namespace tagwarden
