// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "adapters/http/http_message.h"

namespace tagwarden {

/// What a registry says of an error in its body (distribution-spec 1.1, "Error Codes"), or in short what else is there:
/// a text, or the title of a web page.
struct RegistryComplaint {
    std::string code;     ///< "NAME_UNKNOWN"; empty when the body has no such form
    std::string message;  ///< printable and not longer than 300 bytes
};

RegistryComplaint complaint_in(std::string_view body);

/// The error that an answer other than the wanted one is. It names host, request and answer.
Error answer_error(std::string_view host, const HttpRequest& request, const HttpResponse& answer);

/// The same where another host answered, to which the one at `host` sent us: a login at that one does not help.
Error answer_error_elsewhere(std::string_view host, const HttpRequest& request, const HttpResponse& answer);

}  // namespace tagwarden
