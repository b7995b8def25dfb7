// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <curl/curl.h>

#include "adapters/http/curl_shared.h"
#include "adapters/http/proxy_choice.h"
#include "adapters/http/transfer_buffers.h"

namespace tagwarden {

/// Says to a transfer how the network is to be used. What is set must outlive the transfer.
void apply_network(CURL* easy, const CurlShared& shared);

void apply_buffers(CURL* easy, const TransferBuffers& buffers);

void apply_proxy(CURL* easy, const ProxyChoice& proxy);

}  // namespace tagwarden
