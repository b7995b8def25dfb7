// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/curl_shared.h"

namespace tagwarden {

namespace {

/// Before anything else of libcurl; the rest of its functions may then be called from any thread.
void start_curl()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

CurlShared::CurlShared(NetworkSettings settings, const StopSignal& stop)
    : settings_(std::move(settings)), stop_(stop), trust_(settings_)
{
    start_curl();
    share_.reset(curl_share_init());
    curl_share_setopt(share_.get(), CURLSHOPT_LOCKFUNC, lock);
    curl_share_setopt(share_.get(), CURLSHOPT_UNLOCKFUNC, unlock);
    curl_share_setopt(share_.get(), CURLSHOPT_USERDATA, this);
    // Not the connections: libcurl does not share them between threads.
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
}

void CurlShared::lock(CURL*, curl_lock_data what, curl_lock_access, void* self) noexcept
{
    static_cast<CurlShared*>(self)->mutexes_.at(what).lock();
}

void CurlShared::unlock(CURL*, curl_lock_data what, void* self) noexcept
{
    static_cast<CurlShared*>(self)->mutexes_.at(what).unlock();
}

}  // namespace tagwarden
