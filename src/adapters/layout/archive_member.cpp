// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/archive_member.h"

#include <fmt/format.h>

#include "ports/byte_streams.h"

namespace tagwarden {

namespace {

Result<TarScan> scan_to(const std::filesystem::path& archive, const std::string& path)
{
    auto scan = TarScan::open(archive);
    if (!scan) return fail(scan.error());
    auto more = scan->next();
    for (; more && *more; more = scan->next())
        if (scan->is_file() && scan->path() == path) return scan;
    if (!more) return fail(more.error());
    return fail(ErrorKind::not_found, fmt::format("there is no {} in archive '{}'", path, archive.string()));
}

}  // namespace

Result<ArchiveMember> ArchiveMember::open(const std::filesystem::path& archive, const std::string& path)
{
    auto scan = scan_to(archive, path);
    if (!scan) return fail(scan.error());
    return ArchiveMember(std::move(*scan), archive, path);
}

Result<void> ArchiveMember::rewind(std::int64_t offset)
{
    auto scan = scan_to(archive_, path_);
    if (!scan) return fail(scan.error());
    scan_ = std::move(*scan);
    return skip(scan_, offset);
}

}  // namespace tagwarden
