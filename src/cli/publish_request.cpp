// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/publish_request.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/version_request.h"
#include "core/naming.h"
#include "core/plan_publish.h"
#include "core/reference.h"
#include "core/release_parts.h"
#include "flows/find_root.h"
#include "flows/publish.h"

namespace tagwarden {

namespace {

struct NamedSource {
    std::string reference;
    World::Said said = World::Said::on_the_command_line;
};

std::string list_of(const std::vector<Part>& parts)
{
    std::vector<std::string> names;
    for (const auto& part : parts) names.push_back(part.str());
    return join(names, ", ");
}

/// IMAGE[/VARIANT]
const Part* part_named(const std::vector<Part>& parts, std::string_view name)
{
    const auto found = std::ranges::find_if(
        parts, [&](const Part& part) { return part.str() == name || part.image + "/" + part.variant == name; });
    return found == parts.end() ? nullptr : &*found;
}

/// --source IMAGE[/VARIANT]=REF
Result<std::pair<Part, std::string>> parse_source(const std::string& text, const std::vector<Part>& parts)
{
    const auto equals = text.find('=');
    const auto* part = equals == std::string::npos ? nullptr : part_named(parts, text.substr(0, equals));
    if (part != nullptr) return std::pair{*part, text.substr(equals + 1)};
    return fail(ErrorKind::usage,
                fmt::format("--source '{}' does not begin with a part of this release and '='", printable(text)),
                "the parts are: " + list_of(parts));
}

/// The parts that this job brings: those of --only, else all that the release is to have.
Result<std::vector<Part>> parts_brought(const Arguments& arguments, const std::vector<Part>& declared)
{
    if (!arguments.has("--only")) return declared;
    std::vector<Part> parts;
    for (const auto& name : arguments.values("--only")) {
        const auto* part = part_named(declared, name);
        if (part == nullptr)
            return fail(ErrorKind::usage, fmt::format("--only '{}' is not a part of this release", printable(name)),
                        "the parts are: " + list_of(declared));
        if (std::ranges::find(parts, *part) == parts.end()) parts.push_back(*part);
    }
    return parts;
}

Result<std::map<Part, NamedSource>> said_sources(const Arguments& arguments, const std::vector<Part>& parts)
{
    std::map<Part, NamedSource> sources;
    for (const auto& text : arguments.values("--source")) {
        auto source = parse_source(text, parts);
        if (!source) return fail(source.error());
        sources.insert_or_assign(source->first, NamedSource{std::move(source->second)});
    }
    if (const auto sole = arguments.value("SOURCE")) {
        if (parts.size() != 1)
            return fail(ErrorKind::usage,
                        fmt::format("this release has {} parts, so one SOURCE does not say which", parts.size()),
                        fmt::format("give --source PART=REFERENCE for each of: {}", list_of(parts)));
        sources.insert_or_assign(parts.front(), NamedSource{*sole});
    }
    return sources;
}

/// What the command line leaves open, the configuration's `source:` says.
Result<NamedSource> configured_source(const Configuration& configuration, const Part& part, const Release& release,
                                      const Variables& environment)
{
    const auto& image = *configuration.image(part.image);
    if (!image.source)
        return fail(ErrorKind::usage, fmt::format("nothing says where the content of {} comes from", part.str()),
                    fmt::format("give --source {}=REFERENCE, or 'source:' in the configuration; --only PART publishes "
                                "some parts now, when other jobs bring the rest",
                                part.str()));
    for (const auto& variant : image.variants) {
        if (variant.name != part.variant) continue;
        auto variables = variables_of(release, image, variant);
        variables.insert(environment.begin(), environment.end());
        auto text = image.source->render(variables);
        if (!text) return during("reading 'source' of image '" + image.name + "'", text.error());
        return NamedSource{std::move(*text), World::Said::in_the_configuration};
    }
    return fail(ErrorKind::usage, "unknown variant " + part.variant);
}

Result<PartSource> open_source(World& world, const NamedSource& named, const std::vector<Target>& targets)
{
    const auto reference = Reference::parse(named.reference);
    if (!reference) return fail(reference.error());
    const Access access{plain_http_at(targets, reference->location)};
    const auto repository = world.source(reference->location, named.said, access);
    if (!repository) return fail(repository.error());
    const auto root = find_root(**repository, *reference);
    if (!root) return during("looking for the source " + named.reference, root.error());
    return PartSource{*repository, *root, reference->location};
}

Result<std::map<Part, PartSource>> open_sources(const Arguments& arguments, World& world, const Product& product,
                                                const Release& release, const std::vector<Part>& parts)
{
    const auto& configuration = product.configuration;
    auto said = said_sources(arguments, parts);
    if (!said) return fail(said.error());
    std::map<Part, PartSource> sources;
    for (const auto& part : parts) {
        auto named = said->contains(part)
                         ? Result<NamedSource>(said->at(part))
                         : configured_source(configuration, part, release, world.environment_variables());
        if (!named) return fail(named.error());
        auto source = open_source(world, *named, product.targets);
        if (!source) return fail(source.error());
        sources.emplace(part, *source);
    }
    return sources;
}

}  // namespace

Result<PublishRequest> publish_request(const Arguments& arguments, World& world)
{
    const auto configuration = world.configuration();
    if (!configuration) return fail(configuration.error());
    const auto version = version_request(arguments, world, **configuration);
    if (!version) return fail(version.error());
    if (!(*configuration)->editions.empty() && !version->chosen.edition.empty()) world.turn_to(version->chosen.edition);
    const auto product = world.product();
    if (!product) return fail(product.error());
    auto release = release_of(*version, world.clock().now());
    const auto kind = release.kind;
    release.edition = product->edition;
    if (auto goes = check_destination(product->targets, release); !goes) return fail(goes.error());
    const auto parts = parts_brought(arguments, declared_parts(product->configuration, product->targets, release.kind));
    if (!parts) return fail(parts.error());
    const auto sources = open_sources(arguments, world, *product, release, *parts);
    if (!sources) return fail(sources.error());
    auto operation = prepare_publish(*product, std::move(release), *sources, world.layer_files(),
                                     arguments.has("--allow-fewer-platforms"));
    if (!operation) return fail(operation.error());
    operation->take_over = arguments.has("--take-over");
    return PublishRequest{std::move(*operation), kind};
}

}  // namespace tagwarden
