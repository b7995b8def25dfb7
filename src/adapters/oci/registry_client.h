// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/url.h"
#include "adapters/oci/registry_session.h"
#include "core/location.h"
#include "ports/access.h"

namespace tagwarden {

/// What a request is for, in the words of token servers (distribution, "token scope").
struct Purpose {
    std::string actions;          ///< "pull"
    std::string mount_from = {};  ///< another repository of this registry, to be read
};
inline const Purpose pulling{"pull"};
inline const Purpose pushing{"pull,push"};
inline const Purpose removing{"delete"};

/// One of several at something that is repeated with care.
struct Attempt {
    int number = 1;
    RetryVerdict verdict{};  ///< what its answer means for another
};

/// What was found out about a registry while it was asked, so that it is found out once.
struct RegistryQuirks {
    std::atomic<bool> mounts_without_from = true;  ///< understands `mount` without `from`
    std::atomic<bool> lists_referrers = true;      ///< has the referrers API
};

/// Asks the registry of one repository. Every request goes through here, so that what belongs to all of them
/// (credentials, warnings, errors) is in one place. May be used from several threads at once.
class RegistryClient {
public:
    RegistryClient(Location location, const Access& access, RegistrySession& session);

    /// "https://registry-1.docker.io/v2/library/debian/" and what follows.
    std::string url(std::string_view below) const;

    /// The answer when its status is 2xx or 404, which the caller knows the meaning of; every other is an error.
    /// Asked again with patience: only for what may be repeated.
    Result<HttpResponse> ask(const HttpRequest& request, const Purpose& purpose, std::size_t body_limit = small_answer);

    /// The same with whatever status: for those who know what more of them mean.
    Result<HttpResponse> ask_any(const HttpRequest& request, const Purpose& purpose,
                                 std::size_t body_limit = small_answer);

    /// The same in one attempt, for who looks before the next.
    Result<HttpResponse> ask_once(const HttpRequest& request, const Purpose& purpose, Attempt& attempt);

    /// The same for a body that is read as it comes. 404 is an error here.
    Result<HttpDownload> open(const HttpRequest& request);

    /// The error that an answer is, with what the registry says of it unless that holds a secret.
    Error error_of(const HttpRequest& request, const HttpResponse& answer) const;

    /// "docker.io/library/debian", for messages.
    std::string name() const { return location_.str(); }
    const Location& location() const { return location_; }

    PatientClient& http() { return http_; }
    const HostBudget& budget() const { return budget_; }
    RegistryQuirks& quirks() { return quirks_; }

    /// Enough for an error body, and for answers whose body says nothing.
    static constexpr std::size_t small_answer = std::size_t{64} * 1024;

private:
    template <class Send>
    auto authorized(const HttpRequest& request, const Purpose& purpose, Send send);
    std::vector<Scope> scopes_for(const Purpose& purpose) const;
    void pass_on_warning(const HttpHeaders& headers);
    Error error_in(const HttpRequest& request, const HttpResponse& answer) const;
    bool answered_here(const std::string& origin) const;

    Location location_;
    RegistryPlace place_;
    PatientClient& http_;
    Authorizer& authorizer_;
    HostBudget& budget_;
    RegistryQuirks quirks_;
};

}  // namespace tagwarden
