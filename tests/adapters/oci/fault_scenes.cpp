// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/adapters/oci/fault_scenes.h"

#include "adapters/memory/memory_repository.h"
#include "adapters/oci/manifest_requests.h"
#include "adapters/transfer/graph_transfer.h"
#include "core/attached_tag.h"
#include "ports/byte_streams.h"
#include "tests/adapters/transfer/recorded_progress.h"
#include "tests/support/image_builder.h"
#include "tests/support/set_clock.h"

namespace tagwarden::tests {

namespace {

constexpr std::size_t mebibyte = 1024UL * 1024;

TagName tag(const std::string& text)
{
    return TagName::parse(text).value();
}

Descriptor blob_of(const std::string& bytes)
{
    return {"application/octet-stream", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
}

std::string pattern(std::size_t size)
{
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((i * 7 + i / 251) & 0xFFU);
    return bytes;
}

/// What the scenes are about.
struct Props {
    BuiltImage old_image = ImageBuilder().file("VERSION", "1").build();
    BuiltImage new_image = ImageBuilder().file("VERSION", "2").build();   ///< is there, has no tag yet
    BuiltImage next_image = ImageBuilder().file("VERSION", "3").build();  ///< only its blobs are there
    ManifestContent index = index_of({{{"linux", "amd64", ""}, next_image.manifest.descriptor}});
    BuiltImage near_image = ImageBuilder().file("VERSION", "4").build();  ///< of another repository
    BuiltImage far_image = ImageBuilder().file("VERSION", "5").build();   ///< of another registry
    BuiltImage attached = ImageBuilder().file("SBOM", "{}").field("subject", subject()).build();
    BuiltImage to_attach = ImageBuilder().file("SBOM", "[]").field("subject", subject()).build();
    std::string to_read = pattern(300'000);
    std::string small = "a small blob";
    std::string large = pattern(17 * mebibyte);
    std::string elsewhere = "a blob of another repository";
    Descriptor blob_to_read = blob_of(to_read), small_blob = blob_of(small), large_blob = blob_of(large),
               blob_elsewhere = blob_of(elsewhere);
    std::vector<TagName> tags{tag("1"), tag("1.0"), tag("1.0.0"), tag("latest"), tag("old")};

private:
    Json subject() const
    {
        const auto& descriptor = old_image.manifest.descriptor;
        return JsonObject{
            {"mediaType", descriptor.media_type}, {"digest", descriptor.digest.str()}, {"size", descriptor.size}};
    }
};

const Props& props()
{
    static const Props all;
    return all;
}

void add_blobs(RegistryStore& store, const std::string& repository, const BuiltImage& image)
{
    for (const auto& [descriptor, bytes] : image.blobs) store.add_blob(repository, bytes);
}

/// The list of what is attached to the old image, where the registry has no other (distribution-spec 1.1, "Referrers
/// Tag Schema").
void add_fallback(RegistryStore& store)
{
    const auto& the = props();
    const auto attachment = attachment_of(the.attached.manifest).value().value();
    const auto list = manifest_content(with_referrer("", attachment.referrer, "the list").value()).value();
    store.add_manifest("app", list);
    const auto name = referrers_tag(the.old_image.manifest.descriptor.digest);
    store.repositories["app"].tags[name.str()] = list.descriptor.digest.str();
}

RegistryStore make_content()
{
    const auto& the = props();
    RegistryStore store;
    for (const auto* image : {&the.old_image, &the.new_image, &the.next_image, &the.attached, &the.to_attach})
        add_blobs(store, "app", *image);
    for (const auto* image : {&the.old_image, &the.new_image, &the.attached})
        store.add_manifest("app", image->manifest);
    for (const auto& name : the.tags)
        store.repositories["app"].tags[name.str()] = the.old_image.manifest.descriptor.digest.str();
    store.add_blob("app", the.to_read);
    store.add_blob("lib", the.elsewhere);
    add_blobs(store, "lib", the.near_image);
    add_fallback(store);
    return store;
}

Result<void> wrong(const std::string& what)
{
    return fail(ErrorKind::local, "WRONG: " + what);  // local: no registry's answer is that
}

template <class T>
Result<void> is_that(const Result<T>& answer, const T& wanted)
{
    if (!answer) return fail(answer.error());
    return *answer == wanted ? Result<void>() : wrong("another answer than the truth");
}

Result<void> list(Repository& repository)
{
    std::vector<TagName> wanted;
    for (const auto& [name, digest] : content_before_faults().repositories.at("app").tags) wanted.push_back(tag(name));
    return is_that(repository.tags(), wanted);
}

Result<void> resolve(Repository& repository)
{
    const std::vector asked{tag("latest")};
    const auto wanted = std::optional(props().old_image.manifest.descriptor);
    return is_that(repository.resolve(asked).front(), wanted);
}

Result<void> get_manifest(Repository& repository)
{
    const auto& wanted = props().old_image.manifest;
    return is_that(repository.manifests({&wanted.descriptor.digest, 1}).front(), wanted);
}

Result<void> has_manifest(Repository& repository)
{
    const auto& digest = props().old_image.manifest.descriptor.digest;
    return is_that(repository.has_manifests({&digest, 1}).front(), true);
}

Result<void> has_blob(Repository& repository)
{
    return is_that(repository.has_blobs({&props().blob_to_read, 1}).front(), true);
}

Result<void> read_blob(Repository& repository)
{
    const auto stream = repository.open_blob(props().blob_to_read);
    if (!stream) return fail(stream.error());
    return is_that(read_all(**stream), props().to_read);
}

Result<void> put_small(Repository& repository)
{
    TextStream bytes(props().small);
    return repository.put_blob(props().small_blob, bytes);
}

Result<void> put_large(Repository& repository)
{
    TextStream bytes(props().large);
    return repository.put_blob(props().large_blob, bytes);
}

/// The first error is the one that counts, whatever becomes of the tidying up.
Result<void> give_up_large(Repository& repository)
{
    struct Broken final : ByteStream {
        Result<std::size_t> read(std::span<char> into) override
        {
            if (left < into.size()) return fail(ErrorKind::local, "the disk is gone");
            left -= into.size();
            return bytes.read(into);
        }
        std::size_t left = mebibyte;
        TextStream bytes{props().large};
    } bytes;
    const auto stored = repository.put_blob(props().large_blob, bytes);
    if (stored) return wrong("it arrived without its bytes");
    return stored.error().message == "the disk is gone" ? Result<void>() : stored;
}

Result<bool> mount_answer(Repository& repository)
{
    const auto from = Location::parse(repository.lane().name + "/lib").value();
    return repository.mount_blobs({&props().blob_elsewhere, 1}, from).front();
}

/// Who cannot take it over sends it.
Result<void> mount(Repository& repository)
{
    const auto mounted = mount_answer(repository);
    if (!mounted) return fail(mounted.error());
    if (*mounted) return {};
    TextStream bytes(props().elsewhere);
    return repository.put_blob(props().blob_elsewhere, bytes);
}

Result<void> mount_in_vain(Repository& repository)
{
    return is_that(mount_answer(repository), false);
}

Result<void> put_manifests(Repository& repository)
{
    const std::vector both{props().next_image.manifest, props().index};
    for (const auto& stored : repository.put_manifests(both))
        if (!stored) return stored;
    return {};
}

Result<void> move_latest(Repository& repository)
{
    const TagMove move{tag("latest"), props().old_image.manifest.descriptor.digest,
                       props().new_image.manifest.descriptor};
    return repository.move({&move, 1}).front();
}

Result<void> list_attached(Repository& repository)
{
    const auto& attached = props().attached.manifest;
    const std::vector wanted{attachment_of(attached).value()->referrer};
    return is_that(repository.referrers({&props().old_image.manifest.descriptor.digest, 1}).front(), wanted);
}

Result<void> attach(Repository& repository)
{
    return repository.put_manifests({&props().to_attach.manifest, 1}).front();
}

Result<void> remove_manifest(Repository&, RegistryClient& client)
{
    return delete_manifest(client, props().new_image.manifest.descriptor.digest.str());
}

/// The engine's way of doing it all, and then a tag.
Result<void> copy(Repository& repository, const BuiltImage& image, const std::optional<Location>& from)
{
    MemoryRepository source;
    for (const auto& [blob, bytes] : image.blobs) {
        TextStream stream(bytes);
        if (const auto stored = source.put_blob(blob, stream); !stored) return wrong(stored.error().message);
    }
    put(source, image.manifest);
    const auto& root = image.manifest.descriptor;
    const auto to = Location::parse(repository.lane().name + "/app").value();
    const TransferJob job{"an image", &source, &repository, root, from, to};
    NeverStopped never;
    SetClock clock;
    RecordedProgress unseen;
    if (const auto brought = GraphTransfer(never, {clock}).transfer({&job, 1}, unseen).front(); !brought)
        return fail(brought.error());
    const TagMove move{tag("copied"), {}, root};
    return repository.move({&move, 1}).front();
}

Result<void> copy_from_far(Repository& repository)
{
    return copy(repository, props().far_image, {});
}

Result<void> copy_from_near(Repository& repository)
{
    return copy(repository, props().near_image, Location::parse(repository.lane().name + "/lib").value());
}

/// What arrives is held to its digests by the repository in memory, too.
Result<void> copy_away(Repository& repository)
{
    MemoryRepository destination;
    const auto& root = props().old_image.manifest.descriptor;
    const TransferJob job{"an image", &repository, &destination, root};
    NeverStopped never;
    SetClock clock;
    RecordedProgress unseen;
    const auto brought = GraphTransfer(never, {clock}).transfer({&job, 1}, unseen).front();
    if (!brought) return fail(brought.error());
    return is_that(destination.has_manifests({&root.digest, 1}).front(), true);
}

auto has_app_blob(const Descriptor& blob)
{
    return [digest = blob.digest.str()](const RegistryStore& store) {
        return store.repositories.at("app").blobs.contains(digest);
    };
}

bool has_new_manifests(const RegistryStore& store)
{
    const auto& there = store.repositories.at("app").manifests;
    return there.contains(props().next_image.manifest.descriptor.digest.str()) &&
           there.contains(props().index.descriptor.digest.str());
}

bool latest_moved(const RegistryStore& store)
{
    return store.repositories.at("app").tags.at("latest") == props().new_image.manifest.descriptor.digest.str();
}

auto has_copied(const BuiltImage& image)
{
    return [digest = image.manifest.descriptor.digest.str()](const RegistryStore& store) {
        const auto& app = store.repositories.at("app");
        return app.manifests.contains(digest) && app.tags.contains("copied") && app.tags.at("copied") == digest;
    };
}

/// By the list that a tag names.
bool is_attached(const RegistryStore& store)
{
    const auto& app = store.repositories.at("app");
    const auto& list = app.manifests.at(app.tags.at(referrers_tag(props().old_image.manifest.descriptor.digest).str()));
    return list.bytes.find(props().to_attach.manifest.descriptor.digest.str()) != std::string::npos;
}

bool is_removed(const RegistryStore& store)
{
    return !store.repositories.at("app").manifests.contains(props().new_image.manifest.descriptor.digest.str());
}

bool no_upload_is_open(const RegistryStore& store)
{
    return store.uploads.empty();
}

/// What needs no more than the repository.
auto by(Result<void> (*act)(Repository&))
{
    return [act](Repository& repository, RegistryClient&) { return act(repository); };
}

}  // namespace

const RegistryStore& content_before_faults()
{
    static const RegistryStore content = make_content();
    return content;
}

const std::vector<FaultScene>& fault_scenes()
{
    using Kind = RequestKind;
    const auto& the = props();
    const FaultRule head_says_little{Kind::manifest_head, Fault::wrong_type, FaultRule::always};
    const FaultRule first_patch_fails{Kind::upload_patch, Fault::bad_gateway};
    const auto small = has_app_blob(the.small_blob), large = has_app_blob(the.large_blob),
               mounted = has_app_blob(the.blob_elsewhere);
    const auto anything = [](const RegistryStore&) { return true; };
    const RegistryBehaviour logged_in{.user = "ann", .password = "secret"}, no_mounts{.mounts = false},
        no_referrers{.has_referrers = false};
    constexpr std::chrono::milliseconds long_stall{3000};
    const auto far_copied = has_copied(the.far_image), near_copied = has_copied(the.near_image);
    static const std::vector<FaultScene> scenes{
        {"list the tags, from the second page on", Kind::list_tags, 2, {}, by(list)},
        {"resolve a tag", Kind::manifest_head, 1, {}, by(resolve)},
        {"resolve a tag, logged in", Kind::token, 1, {}, by(resolve), anything, logged_in},
        {"resolve a tag whose HEAD says too little", Kind::manifest_get, 1, head_says_little, by(resolve)},
        {"get a manifest", Kind::manifest_get, 1, {}, by(get_manifest)},
        {"ask for a manifest", Kind::manifest_head, 1, {}, by(has_manifest)},
        {"ask for a blob", Kind::blob_head, 1, {}, by(has_blob)},
        {"read a blob", Kind::blob_get, 1, {}, by(read_blob)},
        {"put a small blob", Kind::upload_post, 1, {}, by(put_small), small},
        {"put a small blob", Kind::upload_put, 1, {}, by(put_small), small},
        {"put a large blob", Kind::upload_patch, 1, {}, by(put_large), large, {.page_size = 2}, long_stall},
        {"put a large blob, once interrupted",
         Kind::blob_head,
         1,
         first_patch_fails,
         by(put_large),
         large,
         {.page_size = 2},
         long_stall},
        {"put a large blob, once interrupted",
         Kind::upload_status,
         1,
         first_patch_fails,
         by(put_large),
         large,
         {.page_size = 2},
         long_stall},
        {"put a large blob", Kind::upload_put, 1, {}, by(put_large), large, {.page_size = 2}, long_stall},
        {"mount a blob, or send it", Kind::mount_post, 1, {}, by(mount), mounted},
        {"try to mount a blob", Kind::upload_delete, 1, {}, by(mount_in_vain), no_upload_is_open, no_mounts},
        {"put manifests", Kind::manifest_put, 1, {}, by(put_manifests), has_new_manifests},
        {"move a tag", Kind::manifest_head, 1, {}, by(move_latest), latest_moved},
        {"move a tag", Kind::manifest_get, 1, {}, by(move_latest), latest_moved},
        {"move a tag", Kind::manifest_put, 1, {}, by(move_latest), latest_moved},
        {"list what is attached", Kind::referrers, 1, {}, by(list_attached)},
        {"list what is attached, by its tag", Kind::manifest_get, 1, {}, by(list_attached), anything, no_referrers},
        {"attach, by a tag", Kind::manifest_put, 2, {}, by(attach), is_attached, no_referrers},
        {"remove a manifest", Kind::manifest_delete, 1, {}, remove_manifest, is_removed},
        {"copy an image", Kind::blob_head, 1, {}, by(copy_from_far), far_copied},
        {"copy an image", Kind::upload_post, 1, {}, by(copy_from_far), far_copied},
        {"copy an image", Kind::upload_put, 1, {}, by(copy_from_far), far_copied},
        {"copy an image", Kind::manifest_put, 1, {}, by(copy_from_far), far_copied},
        {"copy an image within the registry", Kind::mount_post, 1, {}, by(copy_from_near), near_copied},
        {"copy an image away", Kind::manifest_get, 1, {}, by(copy_away)},
        {"copy an image away", Kind::blob_get, 1, {}, by(copy_away)},
        {"give up a large blob whose source broke", Kind::upload_delete, 1, {}, by(give_up_large), no_upload_is_open},
    };
    return scenes;
}

}  // namespace tagwarden::tests
