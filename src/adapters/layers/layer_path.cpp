// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/layer_path.h"

#include "base/text.h"

namespace tagwarden {

std::string layer_path(std::string_view name)
{
    std::string path;
    for (const auto part : split(name, '/')) {
        if (part.empty() || part == ".") continue;
        path = part == ".." ? std::string(parent_of(path)) : path_in(path, part);
    }
    return path;
}

std::string_view parent_of(std::string_view path)
{
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? "" : path.substr(0, slash);
}

std::string_view base_of(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

std::string path_in(std::string_view folder, std::string_view base)
{
    std::string path(folder);
    if (!path.empty()) path += '/';
    return path += base;
}

}  // namespace tagwarden
