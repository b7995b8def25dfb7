// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "core/version/difference.h"

namespace tagwarden {

namespace {

Result<Version> version_in(Order order, const std::string& text)
{
    return Version::parse(order, without_v(order, text));
}

std::string_view sign_of(std::weak_ordering order)
{
    if (order == 0) return "=";
    return order < 0 ? "<" : ">";
}

Result<void> check_comparable(const Version& left, const Version& right)
{
    if (left.flavour() == right.flavour()) return {};
    const auto named = [](const Version& version) {
        return version.flavour().empty() ? "no flavour" : fmt::format("the flavour '{}'", version.flavour());
    };
    return fail(ErrorKind::refused,
                fmt::format("{} has {}, {} has {}: they are different things, not versions of one", left.str(),
                            named(left), right.str(), named(right)),
                "give --any-flavour to compare their numbers all the same");
}

JsonObject to_json(const Version& left, const Version& right)
{
    const auto found = difference(left, right);
    JsonObject object{{"order", name_of(left.order())},
                      {"left", left.str()},
                      {"right", right.str()},
                      {"result", sign_of(found.order)},
                      {"explanation", explain(left, right)}};
    if (found.order != 0) object["decidedAt"] = JsonObject{{"left", found.left_at}, {"right", found.right_at}};
    return object;
}

Result<ExitCode> run(const Arguments& arguments, World&, Console& console)
{
    const auto order = order_named(*arguments.value("--order"));
    if (!order) return fail(order.error());
    const auto left = version_in(*order, *arguments.value("A"));
    if (!left) return during("reading A", left.error());
    const auto right = version_in(*order, *arguments.value("B"));
    if (!right) return during("reading B", right.error());
    if (!arguments.has("--any-flavour"))
        if (auto comparable = check_comparable(*left, *right); !comparable) return fail(comparable.error());
    console.result(fmt::format("{}\n", sign_of(*left <=> *right)));
    if (arguments.has("--explain")) console.talk(explain(*left, *right) + "\n");
    console.result(to_json(*left, *right));
    return ExitCode::done;
}

}  // namespace

const Command compare_command{"compare",
                              "say which of two versions is higher",
                              {{"A"}, {"B"}},
                              {{"--order", "O", true}, {"--explain", ""}, {"--any-flavour", ""}},
                              run};

}  // namespace tagwarden
