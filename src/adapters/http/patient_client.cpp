// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/patient_client.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/http/url.h"
#include "ports/byte_streams.h"

namespace tagwarden {

namespace {

/// Of an answer that is no success, so much is read to find out what it means.
constexpr std::size_t largest_complaint = std::size_t{64} * 1024;

/// Shorter pauses are nobody's concern.
constexpr std::chrono::milliseconds worth_saying{5000};

RetryVerdict verdict_on(const Result<HttpResponse>& answer, Time now)
{
    return answer ? judge(*answer, now) : judge(answer.error());
}

/// What did not succeed has been read whole by open_once().
RetryVerdict verdict_on(const Result<HttpDownload>& answer, Time now)
{
    if (!answer) return judge(answer.error());
    if (is_success(answer->status)) return {};
    auto body = read_all(*answer->body);
    if (!body) return judge(body.error());
    auto verdict = judge(HttpResponse{answer->status, answer->headers, *body}, now);
    return answer->body->rewind(0) ? verdict : RetryVerdict{};
}

void count(const RetryVerdict& verdict, const HostBudget::Slot& slot, HostBudget& host)
{
    if (verdict.kind == RetryVerdict::Kind::final)
        host.went_well();
    else
        host.failed(slot);
}

std::string host_of(const std::string& url)
{
    const auto parsed = Url::parse(url);
    return parsed ? parsed->host : std::string();
}

}  // namespace

PatientClient::PatientClient(const World& world, const Patience& patience)
    : world_(world), patience_(patience), http_(world.transport), jitter_(std::random_device{}())
{
}

HostBudget& PatientClient::budget(const std::string& url)
{
    const std::lock_guard lock(mutex_);
    auto& budget = budgets_[host_of(url)];
    if (!budget) budget = std::make_unique<HostBudget>(patience_, world_.clock, world_.stop);
    return *budget;
}

template <class Ask>
auto PatientClient::ask_patiently(const HttpRequest& request, Ask ask)
{
    if (request.parting) return ask(request);
    auto& host = budget(request.url);
    for (auto numbered = request;; ++numbered.attempt) {
        const auto attempt = numbered.attempt;
        RetryVerdict verdict;
        std::chrono::milliseconds pause{};
        {
            const auto slot = host.enter();
            using Answer = decltype(ask(numbered));
            if (!slot) return Answer(fail(slot.error()));
            auto answer = ask(numbered);
            verdict = verdict_on(answer, world_.clock.now());
            count(verdict, *slot, host);
            if (answer && is_success(answer->status)) watch_quota(request.url, answer->headers);
            if (answer)
                answer->attempts = attempt;
            else if (attempt > 1)
                answer.error().message += fmt::format(" ({} attempts)", attempt);
            if (!worth_another(attempt, verdict)) {
                if (!answer) answer.error().lasting = true;  // for whoever has a patience of their own around this
                return answer;
            }
            pause = pause_of(attempt + 1, verdict);
            // Before the slot is let go, so that whoever waits for it hears of the pause.
            if (verdict.kind == RetryVerdict::Kind::overloaded) host.be_quiet(pause);
        }
        if (const auto waited = sit_out(pause, attempt + 1, verdict, request.url); !waited)
            return decltype(ask(numbered))(fail(waited.error()));
    }
}

void PatientClient::watch_quota(const std::string& url, const HttpHeaders& headers)
{
    const auto left = nearly_spent_quota(headers);
    if (!left) return;
    const auto host = host_of(url);
    {
        const std::lock_guard lock(mutex_);
        if (!warned_of_.insert(host).second) return;
    }
    world_.notices.notice(
        fmt::format("{} left of the quota that {} gives; a login with an account may have a larger one", *left, host));
}

bool PatientClient::worth_another(int attempts, const RetryVerdict& verdict) const
{
    using Kind = RetryVerdict::Kind;
    if (verdict.kind == Kind::final || verdict.kind == Kind::quota_spent) return false;
    return attempts < patience_.attempts &&
           verdict.after.value_or(std::chrono::milliseconds(0)) <= patience_.longest_wait;
}

Result<HttpResponse> PatientClient::send(const HttpRequest& request, std::size_t body_limit)
{
    return ask_patiently(request, [&](const HttpRequest& attempt) { return http_.send(attempt, body_limit); });
}

Result<HttpDownload> PatientClient::open(const HttpRequest& request)
{
    return ask_patiently(request, [&](const HttpRequest& attempt) { return open_once(attempt); });
}

Result<HttpDownload> PatientClient::open_once(const HttpRequest& request)
{
    auto answer = http_.open(request);
    if (!answer || is_success(answer->status)) return answer;
    auto whole = read_whole(std::move(*answer), largest_complaint);
    if (!whole) return fail(whole.error());
    return HttpDownload{whole->status, std::move(whole->headers), std::make_unique<TextStream>(std::move(whole->body)),
                        whole->attempts, std::move(whole->origin)};
}

RetryVerdict PatientClient::judged(const Result<HttpResponse>& answer)
{
    return verdict_on(answer, world_.clock.now());
}

Result<HttpResponse> PatientClient::send_once(const HttpRequest& request, std::size_t body_limit)
{
    if (request.stream != nullptr) return send_stream(request, body_limit);
    auto& host = budget(request.url);
    const auto slot = host.enter();
    if (!slot) return fail(slot.error());
    auto answer = http_.send(request, body_limit);
    count(judged(answer), *slot, host);
    return answer;
}

Result<HttpResponse> PatientClient::send_stream(const HttpRequest& request, std::size_t body_limit)
{
    auto& host = budget(request.url);
    if (const auto quiet = host.wait_for_pause(); !quiet) return fail(quiet.error());
    auto answer = http_.send(request, body_limit);
    if (judged(answer).kind == RetryVerdict::Kind::final)
        host.stream_went_well();
    else
        host.stream_failed();
    return answer;
}

std::chrono::milliseconds PatientClient::pause_of(int next, const RetryVerdict& verdict)
{
    if (verdict.after) return *verdict.after;
    const auto doublings = std::min(next - 2, 16);
    const auto full = std::min(patience_.first_pause * (1 << doublings), patience_.longest_pause);
    // Half of it is chance, so that those who failed together do not come back together.
    const std::lock_guard lock(mutex_);
    return full / 2 +
           std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(0, full.count() / 2)(jitter_));
}

Result<void> PatientClient::pause_before(int next, const RetryVerdict& verdict, const std::string& url)
{
    const auto length = pause_of(next, verdict);
    if (verdict.kind == RetryVerdict::Kind::overloaded) budget(url).be_quiet(length);
    return sit_out(length, next, verdict, url);
}

Result<void> PatientClient::sit_out(std::chrono::milliseconds length, int next, const RetryVerdict& verdict,
                                    const std::string& url)
{
    if (world_.requests != nullptr && world_.requests->listens())
        world_.requests->retry({host_of(url), verdict.why, next, length});
    if (length >= worth_saying)
        world_.notices.notice(fmt::format("{} {}; going on in {} s", host_of(url), verdict.why,
                                          std::chrono::ceil<std::chrono::seconds>(length).count()));
    // A pause of the whole host is waited for with the others of this process.
    if (verdict.kind != RetryVerdict::Kind::overloaded) world_.clock.wait(length);
    return budget(url).wait_for_pause();
}

}  // namespace tagwarden
