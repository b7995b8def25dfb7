// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/layout_repository.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/layout/durable_file.h"
#include "adapters/layout/file_error.h"
#include "adapters/layout/folder_lock.h"
#include "adapters/layout/folder_source.h"
#include "adapters/layout/layout_marker.h"
#include "adapters/layout/layout_referrers.h"
#include "core/attached_tag.h"
#include "core/manifest_parts.h"
#include "ports/byte_streams.h"
#include "ports/verified_stream.h"

namespace tagwarden {

namespace {

Result<bool> is_free(const std::filesystem::path& folder)
{
    std::error_code problem;
    for (std::filesystem::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem))
        if (!DurableFile::is_passing_name(at->path())) return false;
    if (problem) return file_error("look into", folder, problem.value());
    return true;
}

/// Fails where the folder is neither a layout nor free to become one.
Result<void> check_folder(const std::filesystem::path& folder)
{
    std::error_code problem;
    const auto status = std::filesystem::status(folder, problem);
    if (!std::filesystem::exists(status)) return {};
    if (!std::filesystem::is_directory(status))
        return fail(ErrorKind::usage, fmt::format("'{}' is not a folder, so it is no OCI layout", folder.string()),
                    "oci-archive:FILE reads a layout in a tar file");
    FolderSource source(folder);
    const auto marker = read_text(source, "oci-layout");
    if (!marker) return fail(marker.error());
    if (*marker) return check_layout_marker(**marker, source.name());
    const auto empty = is_free(folder);
    if (!empty) return fail(empty.error());
    if (!*empty)
        return fail(
            ErrorKind::usage,
            fmt::format("'{}' holds other files and is not an OCI layout: it has no oci-layout file", folder.string()),
            "name a layout, an empty folder or one that does not exist yet");
    return {};
}

Result<void> make_folder(const std::filesystem::path& folder)
{
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return file_error("create", folder, problem.value());
    return {};
}

/// Writes what comes into the file, as long as it is what the descriptor promises.
Result<void> fill(DurableFile& file, const Descriptor& blob, ByteStream& bytes)
{
    VerifiedStream checked(std::make_unique<BorrowedStream>(bytes), blob, "content " + blob.digest.str());
    // Many small ones may be on their way at once.
    std::vector<char> buffer(static_cast<std::size_t>(std::clamp<std::int64_t>(blob.size, 1, 65536)));
    while (true) {
        const auto size = checked.read(buffer);
        if (!size) return fail(size.error());
        if (*size == 0) return {};
        if (const auto written = file.write({buffer.data(), *size}); !written) return written;
    }
}

std::string name_of(const std::optional<Digest>& digest)
{
    return digest ? digest->str() : "nothing";
}

}  // namespace

LayoutRepository::LayoutRepository(std::filesystem::path folder)
    : folder_(std::move(folder)), reader_(std::make_unique<FolderSource>(folder_))
{
}

Result<std::vector<TagName>> LayoutRepository::tags()
{
    return reader_.tags();
}

Each<std::optional<Descriptor>> LayoutRepository::resolve(std::span<const TagName> tags)
{
    return reader_.resolve(tags);
}

Each<ManifestContent> LayoutRepository::manifests(std::span<const Digest> digests)
{
    return reader_.manifests(digests);
}

Each<bool> LayoutRepository::has_manifests(std::span<const Digest> digests)
{
    return reader_.has_manifests(digests);
}

Each<bool> LayoutRepository::has_blobs(std::span<const Descriptor> blobs)
{
    return reader_.has_blobs(blobs);
}

Result<std::unique_ptr<ByteStream>> LayoutRepository::open_blob(const Descriptor& blob)
{
    return reader_.open_blob(blob);
}

Each<std::vector<Referrer>> LayoutRepository::referrers(std::span<const Digest> subjects)
{
    return reader_.referrers(subjects);
}

Lane LayoutRepository::lane() const
{
    return {reader_.name()};
}

/// Makes the folder a layout if it is not one yet. oci-layout comes first: with it the rest may follow later.
Result<void> LayoutRepository::prepare()
{
    if (const auto made = make_folder(folder_); !made) return made;
    const auto lock = FolderLock::acquire(folder_);
    if (!lock) return fail(lock.error());
    if (const auto usable = check_folder(folder_); !usable) return usable;
    if (!tidied_.test_and_set())
        for (const auto& place : {folder_, folder_ / "blobs"}) DurableFile::remove_abandoned(place);
    if (!std::filesystem::exists(folder_ / "oci-layout"))
        if (const auto written = write_durably(folder_ / "oci-layout", layout_marker); !written) return written;
    if (!std::filesystem::exists(folder_ / "index.json"))
        if (const auto written = write_durably(folder_ / "index.json", LayoutIndex().str()); !written) return written;
    return {};
}

Result<void> LayoutRepository::put_blob(const Descriptor& blob, ByteStream& bytes)
{
    if (const auto prepared = prepare(); !prepared) return prepared;
    return store(blob, bytes);
}

Result<void> LayoutRepository::store(const Descriptor& blob, ByteStream& bytes)
{
    const auto path = folder_ / blob_path(blob.digest);
    if (const auto made = make_folder(path.parent_path()); !made) return made;
    // Beside the folders of the algorithms: within them every file is taken for a blob.
    auto file = DurableFile::create(folder_ / "blobs");
    if (!file) return fail(file.error());
    if (const auto filled = fill(*file, blob, bytes); !filled) return filled;
    return file->publish(path);
}

Each<void> LayoutRepository::put_manifests(std::span<const ManifestContent> manifests)
{
    Each<void> answers;
    for (const auto& manifest : manifests) answers.push_back(put(manifest));
    return answers;
}

Result<void> LayoutRepository::put(const ManifestContent& manifest)
{
    const auto what = fmt::format("storing {} in {}", manifest.descriptor.digest.str(), reader_.name());
    if (const auto complete = check_parts(manifest); !complete) return during(what, complete.error());
    if (const auto prepared = prepare(); !prepared) return during(what, prepared.error());
    if (const auto stored = store(manifest); !stored) return during(what, stored.error());
    const auto attachment = attachment_of(manifest);
    if (!attachment) return during(what, attachment.error());
    if (!*attachment) return {};
    if (const auto attached = attach(**attachment); !attached) return during(what, attached.error());
    return {};
}

Result<void> LayoutRepository::store(const ManifestContent& manifest)
{
    TextStream bytes(manifest.bytes);
    return store(manifest.descriptor, bytes);
}

/// Writes it into the list of its subject. The list it replaces stays as a blob that nothing names: somebody may be
/// reading it.
Result<void> LayoutRepository::attach(const Attachment& attachment)
{
    const auto lock = FolderLock::acquire(folder_);
    if (!lock) return fail(lock.error());
    auto index = reader_.index();
    if (!index) return fail(index.error());
    const auto list = referrer_list(reader_, *index, attachment.subject);
    if (!list) return fail(list.error());
    const auto longer = longer_list(*list, attachment.referrer);
    if (!longer) return fail(longer.error());
    if (!*longer) return {};
    if (const auto stored = store(**longer); !stored) return stored;
    index->set(referrers_tag(attachment.subject), (*longer)->descriptor);
    return write_durably(folder_ / "index.json", index->str());
}

Result<void> LayoutRepository::check_parts(const ManifestContent& manifest)
{
    const auto read = parse_manifest(manifest.bytes, manifest.descriptor.media_type);
    if (!read) return fail(read.error());
    auto parts = parts_of(*read);
    std::ranges::move(parts.manifests, std::back_inserter(parts.blobs));
    const auto present = reader_.has_blobs(parts.blobs);
    for (std::size_t i = 0; i < parts.blobs.size(); ++i) {
        if (!present[i]) return fail(present[i].error());
        if (!*present[i])
            return fail(ErrorKind::refused,
                        fmt::format("{} refers to {}, which is not in {}", manifest.descriptor.digest.str(),
                                    parts.blobs[i].digest.str(), reader_.name()));
    }
    return {};
}

Each<void> LayoutRepository::move(std::span<const TagMove> moves)
{
    if (moves.empty()) return {};
    auto moved = move_all(moves);
    if (!moved) return Each<void>(moves.size(), fail(moved.error()));
    const auto refused = std::ranges::find_if(*moved, [](const auto& answer) { return !answer.has_value(); });
    if (refused == moved->end()) return std::move(*moved);

    const auto& culprit = moves[static_cast<std::size_t>(refused - moved->begin())].tag;
    for (std::size_t i = 0; i < moves.size(); ++i)
        if ((*moved)[i])
            (*moved)[i] = fail(ErrorKind::refused, fmt::format("tag '{}' was not set: tag '{}' of the same batch could "
                                                               "not be, and then a layout sets none",
                                                               moves[i].tag.str(), culprit.str()));
    return std::move(*moved);
}

/// The answer to each move; index.json is written only when all are good.
Result<Each<void>> LayoutRepository::move_all(std::span<const TagMove> moves)
{
    if (const auto prepared = prepare(); !prepared) return fail(prepared.error());
    const auto lock = FolderLock::acquire(folder_);
    if (!lock) return fail(lock.error());
    auto index = reader_.index();
    if (!index) return fail(index.error());
    const auto before = index->str();

    Each<void> answers;
    for (const auto& tag_move : moves) answers.push_back(move_one(*index, tag_move));
    if (!std::ranges::all_of(answers, [](const auto& answer) { return answer.has_value(); })) return answers;
    if (index->str() == before) return answers;
    if (const auto written = write_durably(folder_ / "index.json", index->str()); !written)
        return fail(written.error());
    return answers;
}

Result<void> LayoutRepository::move_one(LayoutIndex& index, const TagMove& tag_move)
{
    const auto found = index.tags().find(tag_move.tag);
    const auto now = found == index.tags().end() ? std::nullopt : std::optional(found->second.digest);
    if (now == tag_move.to.digest) return {};
    if (now != tag_move.from)
        return fail(ErrorKind::refused,
                    fmt::format("tag '{}' of {} names {}, not {} as it did when this was planned", tag_move.tag.str(),
                                reader_.name(), name_of(now), name_of(tag_move.from)),
                    "look at what changed it, then plan again");
    const auto present = holds(tag_move.to.digest);
    if (!present) return fail(present.error());
    if (!*present)
        return fail(ErrorKind::not_found, fmt::format("tag '{}' cannot name {}, which is not in {}", tag_move.tag.str(),
                                                      tag_move.to.digest.str(), reader_.name()));
    index.set(tag_move.tag, tag_move.to);
    return {};
}

Result<bool> LayoutRepository::holds(const Digest& digest)
{
    return reader_.has_manifests(std::span(&digest, 1)).front();
}

Result<std::unique_ptr<Repository>> open_layout(const std::filesystem::path& folder)
{
    if (const auto usable = check_folder(folder); !usable) return fail(usable.error());
    return std::make_unique<LayoutRepository>(folder);
}

}  // namespace tagwarden
