// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>

#include "adapters/http/host_budget.h"
#include "adapters/http/http_client.h"
#include "adapters/http/retry_verdict.h"
#include "ports/notices.h"
#include "ports/request_observer.h"

namespace tagwarden {

/// Asks as a well-behaved guest does: no host gets more at once than it bears, what passes is asked again after a pause
/// with jitter, and who asks for peace gets it from all of this process. May be used from several threads at once.
class PatientClient {
public:
    struct World {
        HttpTransport& transport;
        Clock& clock;
        const StopSignal& stop;
        Notices& notices;
        RequestObserver* requests = nullptr;  ///< told of pauses; an ObservedTransport tells the rest
    };
    PatientClient(const World& world, const Patience& patience);

    /// The whole answer. Asked again until it is final or the attempts are used up: only for requests that may be
    /// repeated, with a body that is a text. The last answer is an answer, whatever its status: it says how many
    /// attempts there were. A server that wants more patience than we have is not asked again. What is said in parting
    /// is said once, and waits for nobody.
    Result<HttpResponse> send(const HttpRequest& request, std::size_t body_limit);

    /// The same for a body that is read as it comes.
    Result<HttpDownload> open(const HttpRequest& request);

    /// One attempt, for who repeats it with care: judged() and worth_another() say whether, pause_before() waits. One
    /// whose body comes from a stream counts among the streams of its host.
    Result<HttpResponse> send_once(const HttpRequest& request, std::size_t body_limit);

    RetryVerdict judged(const Result<HttpResponse>& answer);

    /// False where the answer is final, where so many attempts were enough, and where the server wants to be left alone
    /// for longer than we wait.
    bool worth_another(int attempts, const RetryVerdict& verdict) const;

    /// Waits before attempt number `next` (2, 3, …) at something that takes several requests, as after `verdict`.
    Result<void> pause_before(int next, const RetryVerdict& verdict, const std::string& url);

    const Patience& patience() const { return patience_; }
    Clock& clock() { return world_.clock; }
    Notices& notices() { return world_.notices; }

    /// What the host of this URL bears.
    HostBudget& budget(const std::string& url);

private:
    template <class Ask>
    auto ask_patiently(const HttpRequest& request, Ask ask);
    void watch_quota(const std::string& url, const HttpHeaders& headers);
    Result<HttpResponse> send_stream(const HttpRequest& request, std::size_t body_limit);
    Result<void> sit_out(std::chrono::milliseconds length, int next, const RetryVerdict& verdict,
                         const std::string& url);
    std::chrono::milliseconds pause_of(int next, const RetryVerdict& verdict);
    Result<HttpDownload> open_once(const HttpRequest& request);

    World world_;
    Patience patience_;
    HttpClient http_;
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<HostBudget>> budgets_;
    std::set<std::string> warned_of_;  ///< hosts whose quota is nearly used up
    std::minstd_rand jitter_;
};

}  // namespace tagwarden
