// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/authorizer.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "adapters/auth/realm_check.h"
#include "base/text.h"

namespace tagwarden {

namespace {

using std::chrono::milliseconds;

/// A token is renewed so long before its end, or after three quarters of a short life, so that no request that was
/// begun with it comes too late.
constexpr std::chrono::seconds renewal_margin{30};

/// A token that is refused so soon after it was got was never good enough, and another one would be no better. Later it
/// may have been taken back, or the registry was started anew.
constexpr std::chrono::seconds fresh{10};

constexpr auto for_ever = milliseconds::max();

milliseconds renewal_of(milliseconds got, std::chrono::seconds lifetime)
{
    const milliseconds life = lifetime;
    return got + life - std::min<milliseconds>(renewal_margin, life / 4);
}

std::string login_hint(const RegistryPlace& place)
{
    return fmt::format(
        "log in with `docker login {0}` or `podman login {0}`, or name a file with credentials in "
        "REGISTRY_AUTH_FILE",
        printable(place.host));
}

std::string listed(const std::vector<std::filesystem::path>& paths)
{
    std::vector<std::string> names;
    for (const auto& path : paths) names.push_back(printable(path.string()));
    return join(names, ", ");
}

std::unexpected<Error> no_way(const RegistryPlace& place, std::span<const Challenge> challenges)
{
    std::vector<std::string> schemes;
    for (const auto& challenge : challenges) schemes.push_back("'" + printable(challenge.scheme) + "'");
    return fail(ErrorKind::denied,
                fmt::format("{} wants to be told who is there by {}, and Tagwarden speaks Bearer and Basic",
                            printable(place.host), excerpt(join(schemes, ", "))),
                "check that the address is that of a container registry");
}

/// The first token server that may be asked, else Basic, else why not.
Result<AuthorizationWay> choose_way(const RegistryPlace& place, std::span<const Challenge> challenges)
{
    std::optional<Error> problem;
    for (const auto& challenge : challenges) {
        if (challenge.scheme != "bearer") continue;
        auto realm = check_realm(place, challenge.find("realm").value_or(""));
        if (realm) return AuthorizationWay{false, realm->text, challenge.find("service").value_or("")};
        if (!problem) problem = realm.error();
    }
    if (std::ranges::find(challenges, "basic", &Challenge::scheme) != challenges.end())
        return AuthorizationWay{true, "", ""};
    if (problem) return fail(*problem);
    return no_way(place, challenges);
}

/// What was wanted, and what the challenges name beside it.
ScopeSet asked_for(const ScopeSet& wanted, std::span<const Challenge> challenges)
{
    auto asked = wanted;
    for (const auto& challenge : challenges)
        if (challenge.scheme == "bearer") asked.add_challenge(challenge.find("scope").value_or(""));
    return asked;
}

}  // namespace

std::string Authorizer::Errand::name() const
{
    const auto* manner = parting ? "parting" : "";  // who leaves does not wait for the patience of others
    return fmt::format("{}\n{}\n{}\n{}\n{}", place.origin, way.realm, way.service, asked.str(), manner);
}

Authorizer::Authorizer(CredentialStore& credentials, Clock& clock, SendTokenRequest send)
    : credentials_(credentials), clock_(clock), send_(std::move(send))
{
}

Result<std::optional<Secret>> Authorizer::header(const RegistryPlace& place, std::span<const Scope> scopes,
                                                 Parting parting)
{
    if (!takes_secrets(place)) return std::nullopt;
    const ScopeSet wanted(scopes);
    Errand errand{place, {}, wanted, wanted, std::nullopt, parting};
    {
        const std::lock_guard lock(mutex_);
        const auto known = registries_.find(place.origin);
        if (known == registries_.end()) return std::nullopt;
        const auto& cache = known->second.authorizations;
        if (const auto* usable = cache.usable(wanted, clock_.running())) return usable->header;
        errand.way = known->second.way;
        if (const auto* expired = cache.exact(wanted)) errand.asked = expired->asked;
    }
    auto got = get(errand);
    if (got) return *got;
    return got.error().kind == ErrorKind::denied ? Result<std::optional<Secret>>() : fail(got.error());
}

Result<bool> Authorizer::answer_challenge(const RegistryPlace& place, std::span<const Scope> scopes,
                                          const HttpHeaders& answer, const std::optional<Secret>& sent, Parting parting)
{
    const auto challenges = parse_challenges(answer.find("www-authenticate").value_or(""));
    if (challenges.empty()) return false;
    if (!takes_secrets(place))
        return fail(ErrorKind::refused,
                    fmt::format("{} asks for credentials, which would travel to it without TLS", place.host),
                    "let the registry speak TLS, or say --plain-http if the network to it can be trusted");
    auto way = choose_way(place, challenges);
    if (!way) return fail(way.error());
    const ScopeSet wanted(scopes);
    const Errand errand{place, std::move(*way), wanted, asked_for(wanted, challenges), sent, parting};
    const auto got = get(errand);
    if (!got) return fail(got.error());
    if (*got == sent) return denied(errand);  // a password does not get better by being sent twice
    return true;
}

bool Authorizer::shows_secret(const RegistryPlace& place, std::string_view text)
{
    {
        const std::lock_guard lock(mutex_);
        const auto known = registries_.find(place.origin);
        if (known == registries_.end()) return false;  // nothing was said yet
        if (known->second.authorizations.shown_in(text)) return true;
    }
    const auto credentials = credentials_.find(place);
    return credentials && *credentials && shows(text, **credentials);
}

Authorizer::Outcome Authorizer::get(const Errand& errand)
{
    std::unique_lock lock(mutex_);
    if (auto header = newer(errand)) return *std::move(header);
    if (refused_for_good(errand)) {
        lock.unlock();
        return denied(errand);
    }
    const auto [place, first] = under_way_.try_emplace(errand.name());
    if (!first) {
        const auto other = place->second;
        lock.unlock();
        return other.get();
    }
    std::promise<Outcome> promise;
    place->second = promise.get_future().share();
    lock.unlock();
    auto outcome = fetch(errand);
    lock.lock();
    under_way_.erase(errand.name());
    lock.unlock();
    promise.set_value(outcome);
    return outcome;
}

std::optional<Secret> Authorizer::newer(const Errand& errand) const
{
    const auto known = registries_.find(errand.place.origin);
    if (known == registries_.end()) return std::nullopt;
    const auto* usable = known->second.authorizations.usable(errand.wanted, clock_.running());
    return usable == nullptr || usable->header == errand.sent ? std::nullopt : std::optional(usable->header);
}

bool Authorizer::refused_for_good(const Errand& errand) const
{
    const auto known = registries_.find(errand.place.origin);
    if (known == registries_.end()) return false;
    const auto* last = known->second.authorizations.exact(errand.wanted);
    const auto now = clock_.running();
    return last != nullptr && last->header == errand.sent && last->way == errand.way &&
           last->asked.covers(errand.asked) && now < last->renewal && now - last->got < fresh;
}

Authorizer::Outcome Authorizer::fetch(const Errand& errand)
{
    auto credentials = credentials_.find(errand.place);
    if (!credentials) return fail(credentials.error());
    auto got = errand.way.basic ? basic(errand, *credentials) : bearer(errand, std::move(*credentials));
    if (!got) return fail(got.error());
    const std::lock_guard lock(mutex_);
    auto& registry = registries_[errand.place.origin];
    registry.way = errand.way;
    registry.authorizations.put(*got);
    return got->header;
}

Result<Authorization> Authorizer::basic(const Errand& errand, const std::optional<Credentials>& credentials) const
{
    if (!credentials) return none_known(errand.place);
    if (!credentials->password)
        return fail(ErrorKind::denied,
                    fmt::format("{} wants a user name and password, and the credentials from {} are a token",
                                printable(errand.place.host), printable(credentials->source)),
                    login_hint(errand.place));
    return Authorization{errand.way,       errand.wanted,
                         errand.asked,     basic_authorization(credentials->user, *credentials->password),
                         clock_.running(), for_ever};
}

Result<Authorization> Authorizer::bearer(const Errand& errand, std::optional<Credentials> credentials)
{
    const auto now = clock_.running();
    const auto authorization = [&](const Secret& token, milliseconds renewal) {
        return Authorization{errand.way, errand.wanted, errand.asked, Secret("Bearer " + token.reveal()), now, renewal};
    };
    if (credentials && credentials->registry_token) return authorization(*credentials->registry_token, for_ever);
    const auto realm = check_realm(errand.place, errand.way.realm);
    if (!realm) return fail(realm.error());
    const auto token = exchange({*realm, errand.way.service, errand.asked}, credentials, errand.parting);
    if (token) return authorization(token->text, renewal_of(now, token->lifetime));
    auto error = token.error();
    if (error.kind == ErrorKind::denied) {
        if (!credentials) return none_known(errand.place);
        error.hint = login_hint(errand.place);
    }
    return during("getting a token for " + printable(errand.place.name()), error);
}

Result<Token> Authorizer::exchange(const TokenQuestion& question, std::optional<Credentials> credentials,
                                   Parting parting)
{
    const auto first = credentials ? credentials->identity_token : std::nullopt;
    if (first) {
        const std::lock_guard lock(mutex_);
        const auto newer = newer_identity_tokens_.find(first->reveal());
        if (newer != newer_identity_tokens_.end()) credentials->identity_token = newer->second;
    }
    const auto send = [&](HttpRequest request) {
        request.parting = parting;
        return send_(request);
    };
    auto token = request_token(question, credentials, send);
    if (token && first && token->identity_token) {
        const std::lock_guard lock(mutex_);
        newer_identity_tokens_.insert_or_assign(first->reveal(), *token->identity_token);
    }
    return token;
}

std::unexpected<Error> Authorizer::none_known(const RegistryPlace& place) const
{
    return fail(ErrorKind::denied,
                fmt::format("{} wants credentials, and none are known for it: looked in {}", printable(place.name()),
                            listed(credentials_.paths())),
                login_hint(place));
}

std::unexpected<Error> Authorizer::denied(const Errand& errand) const
{
    const auto credentials = credentials_.find(errand.place);
    if (!credentials) return fail(credentials.error());
    if (!*credentials) return none_known(errand.place);
    return fail(
        ErrorKind::denied,
        fmt::format("{} refuses the credentials from {}{}", printable(errand.place.name()),
                    printable((*credentials)->source), errand.way.basic ? "" : " for " + excerpt(errand.asked.str())),
        "check that they may do this; else " + login_hint(errand.place));
}

}  // namespace tagwarden
