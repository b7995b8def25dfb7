// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/version_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/columns.h"

namespace tagwarden {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// What a later job may want to know, in the words of GitHub's outputs.
Fields fields_of(const CheckoutVersion& version, std::span<const RenderedFormat> renderings)
{
    Fields fields{{"version", version.chosen.version.str()}, {"kind", std::string(name_of(version.chosen.kind))}};
    if (!version.chosen.edition.empty()) fields.emplace_back("edition", version.chosen.edition);
    for (const auto& [format, rendering] : renderings)
        if (rendering && format != Format::plain) fields.emplace_back(name_of(format), rendering->text);
    return fields;
}

/// "rpm-version" as a variable: VERSION_RPM_VERSION. Not TAGWARDEN_…: a later job would read those as what its CI says.
std::string variable_of(std::string_view field)
{
    if (field == "version") return "VERSION";
    std::string name = "VERSION_";
    for (const char c : field) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return name;
}

std::string summary(const CheckoutVersion& version)
{
    auto text = fmt::format("{}: {}", name_of(version.chosen.kind), version.chosen.source);
    if (version.sources.checkout && version.sources.checkout->dirty) text += ", with uncommitted changes";
    return text;
}

JsonObject ci_json(const CiBuild& ci)
{
    JsonObject object{{"system", ci.system}};
    const std::array<std::pair<std::string_view, const std::string*>, 8> texts{
        {{"tag", &ci.tag},
         {"branch", &ci.branch},
         {"targetBranch", &ci.target_branch},
         {"commit", &ci.commit},
         {"actor", &ci.actor},
         {"jobUrl", &ci.job_url},
         {"upstreamProject", &ci.upstream_project},
         {"upstreamCommit", &ci.upstream_commit}}};
    for (const auto& [name, text] : texts)
        if (!text->empty()) object[name] = *text;
    if (ci.trigger) object["trigger"] = name_of(*ci.trigger);
    if (ci.ordinal) object["ordinal"] = *ci.ordinal;
    if (ci.created) object["created"] = format_time(*ci.created);
    return object;
}

JsonObject checkout_json(const CheckoutFacts& checkout)
{
    return {{"commit", checkout.commit}, {"committed", format_time(checkout.committed)},
            {"branch", checkout.branch}, {"tags", JsonArray(checkout.tags.begin(), checkout.tags.end())},
            {"dirty", checkout.dirty},   {"shallow", checkout.shallow}};
}

JsonObject renderings_json(std::span<const RenderedFormat> renderings)
{
    JsonObject object;
    for (const auto& [format, rendering] : renderings) {
        JsonObject one;
        if (rendering) {
            one["text"] = rendering->text;
            if (!rendering->loss.empty()) one["loss"] = rendering->loss;
        } else {
            one["error"] = rendering.error().message;
        }
        object[name_of(format)] = std::move(one);
    }
    return object;
}

std::string_view name_of(Hazard::Kind kind)
{
    switch (kind) {
        case Hazard::Kind::would_not_upgrade: return "would-not-upgrade";
        case Hazard::Kind::would_wrongly_upgrade: return "would-wrongly-upgrade";
        case Hazard::Kind::disagreement: return "disagreement";
    }
    return "";
}

}  // namespace

std::vector<RenderedFormat> render_all(const ChosenVersion& chosen)
{
    std::vector<RenderedFormat> all;
    for (const auto format : all_formats()) {
        auto rendering = render(chosen.version, format);
        if (format == Format::tag && !chosen.image_tag.empty() && rendering && rendering->text != chosen.image_tag)
            rendering = Rendering{chosen.image_tag, "it is the name that the pipeline was told to use"};
        all.emplace_back(format, std::move(rendering));
    }
    return all;
}

std::string version_text(const CheckoutVersion& version, std::span<const RenderedFormat> renderings)
{
    Columns columns("");
    columns.add({"version", version.chosen.version.str()});
    columns.add({"kind", summary(version)});
    if (!version.chosen.edition.empty()) columns.add({"edition", version.chosen.edition});
    for (const auto& [format, rendering] : renderings) {
        // The two parts of an RPM are in "rpm"; what has no other text than the version is said above.
        if (format == Format::plain || format == Format::rpm_version || format == Format::rpm_release) continue;
        const auto note = rendering ? rendering->loss : rendering.error().message;
        const auto text = rendering ? rendering->text : "–";
        columns.add({std::string(name_of(format)), text + (note.empty() ? "" : "  (" + note + ")")});
    }
    return columns.str();
}

JsonObject version_json(const CheckoutVersion& version, std::span<const RenderedFormat> renderings)
{
    JsonObject object{{"version", version.chosen.version.str()},
                      {"order", name_of(version.chosen.version.order())},
                      {"kind", name_of(version.chosen.kind)},
                      {"source", version.chosen.source},
                      {"ordinal", version.sources.ci.ordinal.value_or(0)},
                      {"renderings", renderings_json(renderings)}};
    if (version.date != Time{}) object["date"] = format_time(version.date);
    if (!version.chosen.edition.empty()) object["edition"] = version.chosen.edition;
    if (!version.sources.ci.system.empty() || version.sources.ci.trigger) object["ci"] = ci_json(version.sources.ci);
    if (version.sources.checkout) object["checkout"] = checkout_json(*version.sources.checkout);
    return object;
}

std::string github_output(const CheckoutVersion& version, std::span<const RenderedFormat> renderings)
{
    std::string text;
    for (const auto& [name, value] : fields_of(version, renderings)) text += fmt::format("{}={}\n", name, value);
    return text;
}

std::string dotenv_output(const CheckoutVersion& version, std::span<const RenderedFormat> renderings)
{
    std::string text;
    for (const auto& [name, value] : fields_of(version, renderings))
        text += fmt::format("{}={}\n", variable_of(name), value);
    return text;
}

std::string hazards_text(std::span<const Hazard> hazards)
{
    std::string text;
    for (const auto& hazard : hazards) text += hazard.sentence + "\n";
    return text;
}

JsonArray hazards_json(std::span<const Hazard> hazards)
{
    JsonArray all;
    for (const auto& hazard : hazards)
        all.emplace_back(JsonObject{{"manager", hazard.manager},
                                    {"earlier", hazard.earlier},
                                    {"kind", name_of(hazard.kind)},
                                    {"renderedEarlier", hazard.rendered_earlier},
                                    {"renderedNew", hazard.rendered_new},
                                    {"sentence", hazard.sentence}});
    return all;
}

}  // namespace tagwarden
