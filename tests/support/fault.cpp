// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/fault.h"

namespace tagwarden::tests {

std::string_view name_of(Fault fault)
{
    switch (fault) {
        case Fault::refused: return "refused";
        case Fault::cut_request: return "cut-request";
        case Fault::reset_in_head: return "reset-head";
        case Fault::reset_in_body: return "reset-body";
        case Fault::stall: return "stall";
        case Fault::unauthorized: return "401";
        case Fault::not_found: return "404";
        case Fault::too_many_for_now: return "429-after";
        case Fault::too_many: return "429";
        case Fault::internal_error: return "500";
        case Fault::bad_gateway: return "502";
        case Fault::unavailable: return "503";
        case Fault::wrong_range: return "416";
        case Fault::truncated: return "truncated";
        case Fault::length_too_large: return "too-long";
        case Fault::length_too_small: return "too-short";
        case Fault::wrong_digest: return "digest";
        case Fault::wrong_type: return "type";
        case Fault::endless_body: return "endless-body";
        case Fault::endless_head: return "endless-head";
        case Fault::endless_pages: return "endless-pages";
        case Fault::same_page: return "same-page";
        case Fault::no_effect: return "no-effect";
        case Fault::not_http: return "not-http";
    }
    return "";
}

std::string_view name_of(RequestKind kind)
{
    switch (kind) {
        case RequestKind::ping: return "ping";
        case RequestKind::token: return "token GET";
        case RequestKind::list_tags: return "tags GET";
        case RequestKind::manifest_head: return "manifest HEAD";
        case RequestKind::manifest_get: return "manifest GET";
        case RequestKind::manifest_put: return "manifest PUT";
        case RequestKind::manifest_delete: return "manifest DELETE";
        case RequestKind::blob_head: return "blob HEAD";
        case RequestKind::blob_get: return "blob GET";
        case RequestKind::blob_delete: return "blob DELETE";
        case RequestKind::upload_post: return "upload POST";
        case RequestKind::mount_post: return "mount POST";
        case RequestKind::upload_patch: return "upload PATCH";
        case RequestKind::upload_status: return "upload GET";
        case RequestKind::upload_put: return "upload PUT";
        case RequestKind::upload_delete: return "upload DELETE";
        case RequestKind::referrers: return "referrers GET";
        case RequestKind::unknown: return "unknown";
    }
    return "";
}

}  // namespace tagwarden::tests
