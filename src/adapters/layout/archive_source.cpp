// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/archive_source.h"

#include <fmt/format.h>

#include "adapters/layout/archive_member.h"
#include "adapters/layout/tar_scan.h"

namespace tagwarden {

Result<std::unique_ptr<ArchiveSource>> ArchiveSource::open(const std::filesystem::path& file)
{
    std::unique_ptr<ArchiveSource> source(new ArchiveSource(file));
    if (const auto listed = source->list(); !listed) return fail(listed.error());
    return source;
}

Result<void> ArchiveSource::list()
{
    auto scan = TarScan::open(file_);
    if (!scan) return fail(scan.error());
    auto more = scan->next();
    for (; more && *more; more = scan->next()) {
        if (scan->is_file())
            sizes_.emplace(scan->path(), scan->size());
        else if (auto target = scan->link(); !target.empty())
            links_.emplace(scan->path(), std::move(target));
    }
    if (!more) return fail(more.error());
    return {};
}

std::string ArchiveSource::name() const
{
    return fmt::format("archive '{}'", file_.string());
}

std::optional<std::string> ArchiveSource::file_behind(std::string path) const
{
    for (std::size_t hops = 0; hops <= links_.size(); ++hops) {
        if (sizes_.contains(path)) return path;
        const auto link = links_.find(path);
        if (link == links_.end()) return std::nullopt;
        path = link->second;
    }
    return std::nullopt;
}

Result<std::optional<std::int64_t>> ArchiveSource::size_of(const std::string& path)
{
    const auto file = file_behind(path);
    if (!file) return std::nullopt;
    return sizes_.at(*file);
}

Result<std::unique_ptr<ByteStream>> ArchiveSource::open(const std::string& path)
{
    const auto file = file_behind(path);
    if (!file) return fail(ErrorKind::not_found, fmt::format("there is no {} in {}", path, name()));
    auto member = ArchiveMember::open(file_, *file);
    if (!member) return fail(member.error());
    return std::make_unique<ArchiveMember>(std::move(*member));
}

Result<void> ArchiveSource::visit(const Visitor& visitor) const
{
    auto scan = TarScan::open(file_);
    if (!scan) return fail(scan.error());
    auto more = scan->next();
    for (; more && *more; more = scan->next())
        if (scan->is_file())
            if (const auto seen = visitor(scan->path(), *scan); !seen) return seen;
    if (!more) return fail(more.error());
    return {};
}

}  // namespace tagwarden
