// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <curl/curl.h>

#include <array>
#include <memory>
#include <mutex>

#include "adapters/http/curl_handles.h"
#include "adapters/http/network_settings.h"
#include "adapters/http/tls_trust.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// What all channels of a transport have in common: how the network is used, names that were looked up, and TLS
/// sessions, so that only the first connection to a host pays for a whole handshake.
class CurlShared {
public:
    CurlShared(NetworkSettings settings, const StopSignal& stop);
    CurlShared(const CurlShared&) = delete;
    CurlShared& operator=(const CurlShared&) = delete;

    const NetworkSettings& settings() const { return settings_; }
    bool stopped() const { return stop_.stopped(); }
    TlsTrust& trust() { return trust_; }
    CURLSH* handle() const { return share_.get(); }

private:
    static void lock(CURL* easy, curl_lock_data what, curl_lock_access access, void* self) noexcept;
    static void unlock(CURL* easy, curl_lock_data what, void* self) noexcept;

    NetworkSettings settings_;
    const StopSignal& stop_;
    TlsTrust trust_;
    std::array<std::mutex, CURL_LOCK_DATA_LAST> mutexes_;
    std::unique_ptr<CURLSH, FreeBy<curl_share_cleanup>> share_;
};

}  // namespace tagwarden
