// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <curl/curl.h>

#include <memory>

namespace tagwarden {

template <auto Free>
struct FreeBy {
    template <class T>
    void operator()(T* handle) const
    {
        Free(handle);
    }
};

using CurlMulti = std::unique_ptr<CURLM, FreeBy<curl_multi_cleanup>>;
using CurlEasy = std::unique_ptr<CURL, FreeBy<curl_easy_cleanup>>;
using CurlList = std::unique_ptr<curl_slist, FreeBy<curl_slist_free_all>>;
using CurlUrl = std::unique_ptr<CURLU, FreeBy<curl_url_cleanup>>;
using CurlText = std::unique_ptr<char, FreeBy<curl_free>>;

}  // namespace tagwarden
