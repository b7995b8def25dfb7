// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/adapters/oci/fault_case.h"

#include <filesystem>

#include "adapters/http/curl_transport.h"
#include "adapters/oci/oci_repository.h"

namespace tagwarden::tests {

namespace {

bool is_head(RequestKind kind)
{
    return kind == RequestKind::manifest_head || kind == RequestKind::blob_head;
}

bool has_answer_body(RequestKind kind)
{
    // An answer 204 has none either.
    return !is_head(kind) && kind != RequestKind::upload_status && kind != RequestKind::upload_delete;
}

bool sends_body(RequestKind kind)
{
    return kind == RequestKind::manifest_put || kind == RequestKind::upload_patch || kind == RequestKind::upload_put;
}

bool writes(RequestKind kind)
{
    return sends_body(kind) || kind == RequestKind::upload_post || kind == RequestKind::mount_post ||
           kind == RequestKind::manifest_delete;
}

bool names_digest(RequestKind kind)
{
    return kind != RequestKind::token && kind != RequestKind::list_tags && kind != RequestKind::upload_post &&
           kind != RequestKind::upload_status && kind != RequestKind::upload_delete;
}

bool has_range(RequestKind kind)
{
    return kind == RequestKind::blob_get || kind == RequestKind::upload_patch || kind == RequestKind::upload_put;
}

bool says_type(RequestKind kind)
{
    return kind == RequestKind::list_tags || kind == RequestKind::manifest_head || kind == RequestKind::manifest_get ||
           kind == RequestKind::blob_get || kind == RequestKind::referrers;
}

char letter_of(ErrorKind kind)
{
    switch (kind) {
        case ErrorKind::not_found: return 'n';
        case ErrorKind::refused: return 'f';
        case ErrorKind::denied: return 'd';
        case ErrorKind::unreachable: return 'u';
        case ErrorKind::malformed: return 'm';
        case ErrorKind::rate_limited: return 'r';
        case ErrorKind::busy: return 'b';
        default: return '?';
    }
}

std::string text_of(const Error& error)
{
    auto text = error.message;
    for (const auto& line : error.trail) text += "\n  while " + line;
    return text;
}

/// An error says whom it asked for what, and how often.
void check_message(const FaultRegistry& registry, RequestKind kind, FaultOutcome& outcome)
{
    const auto names = [&](const std::string& words) { return outcome.text.find(words) != std::string::npos; };
    if (!names(registry.host())) outcome.broken.emplace_back("the error names no host");
    if (!names("/v2/app/") && !names(registry.host() + "/app"))
        outcome.broken.emplace_back("the error names no repository");
    const bool no_answer = outcome.letter == 'u' || outcome.letter == 'r';
    if (no_answer && !names("/v2/app/") && !names("blob sha256:") && !names("token"))
        outcome.broken.emplace_back("the error names no request");
    if (no_answer && registry.count(kind) > 1 && !names("attempts)"))
        outcome.broken.emplace_back("the error does not say how many attempts there were");
}

FaultOutcome judge(const FaultScene& scene, const Result<void>& result, const FaultRegistry& registry)
{
    FaultOutcome outcome;
    const auto content = registry.content();
    outcome.broken = wrong_in(content);
    if (result) {
        outcome.letter = registry.count(scene.kind) > scene.first ? 'o' : '+';
        if (!scene.done(content)) outcome.letter = 'L';
        return outcome;
    }
    outcome.text = text_of(result.error());
    outcome.letter = letter_of(result.error().kind);
    if (outcome.text.starts_with("WRONG"))
        outcome.letter = 'L';
    else
        check_message(registry, scene.kind, outcome);
    return outcome;
}

/// A stall is over when the client says so, which takes real time; elsewhere a slow machine must not look like one.
NetworkSettings network_for(Fault fault, const FaultScene& scene)
{
    NetworkSettings network;
    if (fault == Fault::stall) network.first_byte = network.stall = scene.stall;
    return network;
}

/// What the user has logged in with, where the registry wants to know.
CredentialStore credentials_for(const RegistryBehaviour& behaviour, const std::string& host)
{
    if (behaviour.user.empty()) return CredentialStore(Environment{});
    const auto file = R"({"auths":{")" + host + R"(":{"username":")" + behaviour.user + R"(","password":")" +
                      behaviour.password + R"("}}})";
    return {{{"HOME", "/home/ann"}}, 1000, [file](const std::filesystem::path&) { return file; }};
}

}  // namespace

bool can_strike(Fault fault, RequestKind kind)
{
    switch (fault) {
        case Fault::cut_request: return sends_body(kind);
        case Fault::reset_in_body:
        case Fault::truncated: return has_answer_body(kind);
        case Fault::length_too_large:
        case Fault::length_too_small: return has_answer_body(kind) || is_head(kind);
        case Fault::wrong_range: return has_range(kind);
        case Fault::wrong_digest: return names_digest(kind);
        case Fault::wrong_type: return says_type(kind);
        case Fault::endless_pages:
        case Fault::same_page: return kind == RequestKind::list_tags;
        case Fault::no_effect: return writes(kind);
        default: return true;
    }
}

FaultOutcome play(const FaultScene& scene, Fault fault, int times)
{
    FaultRegistry registry(scene.behaviour, content_before_faults());
    registry.add({scene.kind, fault, times, scene.first});
    if (scene.before) registry.add(*scene.before);

    FaultClock clock(registry);
    CurlTransport curl(network_for(fault, scene));
    NeverStopped stop;
    NoNotices notices;
    auto credentials = credentials_for(scene.behaviour, registry.host());
    RegistrySession session({curl, clock, stop, notices}, credentials, {.attempts = 3});
    const auto location = Location::parse(registry.host() + "/app").value();
    const auto repository = open_oci_repository(location, {}, session).value();
    RegistryClient client(location, {}, session);
    return judge(scene, scene.act(*repository, client), registry);
}

}  // namespace tagwarden::tests
