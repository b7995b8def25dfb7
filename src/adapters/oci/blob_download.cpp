// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/blob_download.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace tagwarden {

namespace {

/// "bytes 100-199/200" begins at 100.
bool begins_at(const HttpHeaders& headers, std::int64_t offset)
{
    return headers.find("content-range").value_or("").starts_with(fmt::format("bytes {}-", offset));
}

bool may_pass(const Error& error)
{
    return error.kind == ErrorKind::unreachable && !error.lasting;
}

}  // namespace

Result<std::unique_ptr<BlobDownload>> BlobDownload::begin(RegistryClient& registry, const Descriptor& blob)
{
    std::unique_ptr<BlobDownload> download(new BlobDownload(registry, blob));
    if (const auto opened = download->open(); !opened) return fail(opened.error());
    return download;
}

Result<void> BlobDownload::open()
{
    HttpRequest request{"GET", registry_.url("blobs/" + blob_.digest.str()), {}, {}, nullptr, 0};
    request.answer_size = blob_.size - at_;
    if (at_ > 0) request.headers.emplace_back("Range", fmt::format("bytes={}-", at_));
    auto answer = registry_.open(request);
    if (!answer) return fail(answer.error());
    body_ = std::move(answer->body);
    if (answer->status != 206) {
        if (const auto fits = check_size(answer->headers.content_length()); !fits) return fits;
        return pass_over(at_);
    }
    if (begins_at(answer->headers, at_)) return {};
    return fail(ErrorKind::malformed,
                fmt::format("{} answered a question for the bytes from {} of blob {} with '{}'", registry_.name(), at_,
                            blob_.digest.str(), printable(answer->headers.find("content-range").value_or(""))));
}

Result<void> BlobDownload::check_size(std::optional<std::int64_t> announced) const
{
    if (!announced || *announced == blob_.size) return {};
    return fail(ErrorKind::malformed, fmt::format("blob {} of {} has {} bytes, its descriptor says {}",
                                                  blob_.digest.str(), registry_.name(), *announced, blob_.size));
}

Result<void> BlobDownload::pass_over(std::int64_t bytes)
{
    if (bytes == 0) return {};
    std::array<char, 65536> waste{};
    while (bytes > 0) {
        const auto most = std::min<std::int64_t>(bytes, waste.size());
        const auto got = body_->read(std::span(waste).first(static_cast<std::size_t>(most)));
        if (!got) return fail(got.error());
        if (*got == 0) return {};
        bytes -= static_cast<std::int64_t>(*got);
    }
    return {};
}

Result<std::size_t> BlobDownload::read(std::span<char> into)
{
    while (true) {
        auto got = read_on(into);
        if (got || !may_pass(got.error())) return got;
        body_.reset();
        if (at_ == blob_.size) return 0;  // there is nothing behind the last byte to ask for
        const RetryVerdict verdict{RetryVerdict::Kind::again, std::nullopt, "breaks off"};
        if (++broken_ >= registry_.http().patience().attempts) {
            got.error().message += fmt::format(" ({} attempts)", broken_);
            return got;
        }
        if (const auto waited = registry_.http().pause_before(broken_ + 1, verdict, registry_.url("")); !waited)
            return fail(waited.error());
    }
}

Result<std::size_t> BlobDownload::read_on(std::span<char> into)
{
    if (!body_ && at_ == blob_.size) return 0;
    if (!body_)
        if (const auto opened = open(); !opened) return fail(opened.error());
    const auto got = body_->read(into);
    if (!got) return got;
    if (*got == 0 && at_ < blob_.size && !into.empty())
        return fail(ErrorKind::unreachable, fmt::format("blob {} of {} broke off after {} of {} bytes",
                                                        blob_.digest.str(), registry_.name(), at_, blob_.size));
    if (*got > 0) broken_ = 0;
    at_ += static_cast<std::int64_t>(*got);
    return got;
}

Result<void> BlobDownload::rewind(std::int64_t offset)
{
    body_.reset();
    at_ = offset;
    return {};
}

}  // namespace tagwarden
