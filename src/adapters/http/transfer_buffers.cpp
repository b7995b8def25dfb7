// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/transfer_buffers.h"

#include <algorithm>

#include "adapters/http/upload_body.h"

namespace tagwarden {

TransferBuffers TransferBuffers::for_request(const HttpRequest& request, const NetworkSettings& settings)
{
    const auto fitting = [&](std::int64_t body, std::size_t largest) {
        const auto bytes = static_cast<std::size_t>(std::max<std::int64_t>(body, 0));
        return std::clamp(bytes, std::min(settings.smallest_buffer, largest), largest);
    };
    return {fitting(request.answer_size, settings.receive_buffer),
            fitting(UploadBody(request).size(), settings.send_buffer)};
}

}  // namespace tagwarden
