// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/publish_request.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/version_request.h"
#include "core/naming.h"
#include "core/plan_publish.h"
#include "core/reference.h"
#include "flows/find_root.h"
#include "flows/publish.h"

namespace tagwarden {

namespace {

struct NamedSource {
    std::string reference;
    World::Said said = World::Said::on_the_command_line;
};

std::vector<Part> parts_of(const Configuration& configuration)
{
    std::vector<Part> parts;
    for (const auto& image : configuration.images)
        for (const auto& variant : image.variants) parts.push_back({image.name, variant.name});
    return parts;
}

std::string list_of(const std::vector<Part>& parts)
{
    std::vector<std::string> names;
    for (const auto& part : parts) names.push_back(part.str());
    return join(names, ", ");
}

/// --source IMAGE[/VARIANT]=REF
Result<std::pair<Part, std::string>> parse_source(const std::string& text, const std::vector<Part>& parts)
{
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    for (const auto& part : parts)
        if (equals != std::string::npos && (part.str() == name || part.image + "/" + part.variant == name))
            return std::pair{part, text.substr(equals + 1)};
    return fail(ErrorKind::usage,
                fmt::format("--source '{}' does not begin with a part of this product and '='", printable(text)),
                "the parts are: " + list_of(parts));
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
                        fmt::format("this product has {} parts, so one SOURCE does not say which", parts.size()),
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
                    fmt::format("give --source {}=REFERENCE, or 'source:' in the configuration", part.str()));
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

Result<PartSource> open_source(World& world, const NamedSource& named)
{
    const auto reference = Reference::parse(named.reference);
    if (!reference) return fail(reference.error());
    const auto repository = world.source(reference->location, named.said, false);
    if (!repository) return fail(repository.error());
    const auto root = find_root(**repository, *reference);
    if (!root) return during("looking for the source " + named.reference, root.error());
    return PartSource{*repository, *root, reference->location};
}

Result<std::map<Part, PartSource>> open_sources(const Arguments& arguments, World& world,
                                                const Configuration& configuration, const Release& release)
{
    const auto parts = parts_of(configuration);
    auto said = said_sources(arguments, parts);
    if (!said) return fail(said.error());
    std::map<Part, PartSource> sources;
    for (const auto& part : parts) {
        auto named = said->contains(part)
                         ? Result<NamedSource>(said->at(part))
                         : configured_source(configuration, part, release, world.environment_variables());
        if (!named) return fail(named.error());
        auto source = open_source(world, *named);
        if (!source) return fail(source.error());
        sources.emplace(part, *source);
    }
    return sources;
}

}  // namespace

Result<Operation> publish_request(const Arguments& arguments, World& world)
{
    const auto configuration = world.configuration();
    if (!configuration) return fail(configuration.error());
    const auto version = version_request(arguments, world, **configuration);
    if (!version) return fail(version.error());
    if (!(*configuration)->editions.empty() && !version->chosen.edition.empty()) world.turn_to(version->chosen.edition);
    const auto product = world.product();
    if (!product) return fail(product.error());
    auto release = release_of(*version, world.clock().now());
    release.edition = product->edition;
    if (auto goes = check_destination(product->targets, release); !goes) return fail(goes.error());
    const auto sources = open_sources(arguments, world, product->configuration, release);
    if (!sources) return fail(sources.error());
    auto operation = prepare_publish(*product, std::move(release), *sources, world.layer_files());
    if (operation) operation->take_over = arguments.has("--take-over");
    return operation;
}

}  // namespace tagwarden
