// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/credential_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/auth/base64.h"
#include "adapters/http/ascii_lower.h"
#include "base/json.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::string_view docker_hub = "docker.io";

/// What docker calls its hub, in files and to helpers, since before there was a docker.io.
constexpr std::string_view docker_hub_server = "https://index.docker.io/v1/";

/// The folder a variable names, or its usual place below the user's home; nothing where neither is known.
std::filesystem::path folder_of(const Environment& environment, std::string_view variable, std::string_view below_home)
{
    if (auto folder = value_of(environment, variable); !folder.empty()) return folder;
    const std::filesystem::path home = value_of(environment, "HOME");
    return home.empty() ? home : home / below_home;
}

bool is_helper_name(std::string_view name)
{
    return std::ranges::all_of(name, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
    });
}

std::unexpected<Error> malformed(const std::filesystem::path& path, std::string_view what)
{
    return fail(ErrorKind::malformed, fmt::format("the credentials in '{}': {}", printable(path.string()), what),
                "mend the file, or write it anew with `docker login` or `podman login`");
}

}  // namespace

std::vector<std::filesystem::path> credential_file_paths(const Environment& environment, unsigned user_id)
{
    constexpr auto podman_file = "containers/auth.json";
    if (auto named = value_of(environment, "REGISTRY_AUTH_FILE"); !named.empty()) return {named};
    const std::filesystem::path runtime = value_of(environment, "XDG_RUNTIME_DIR");
    std::vector paths{runtime.empty() ? std::filesystem::path(fmt::format("/run/containers/{}/auth.json", user_id))
                                      : runtime / podman_file};
    if (const auto folder = folder_of(environment, "XDG_CONFIG_HOME", ".config"); !folder.empty())
        paths.push_back(folder / podman_file);
    if (const auto folder = folder_of(environment, "DOCKER_CONFIG", ".docker"); !folder.empty())
        paths.push_back(folder / "config.json");
    return paths;
}

std::string host_of_key(std::string_view key)
{
    const auto scheme = key.find("://");
    if (scheme != std::string_view::npos) {
        key.remove_prefix(scheme + 3);
        key = key.substr(0, key.find('/'));
    }
    // Without a scheme only the path of an API is none of a namespace.
    for (const std::string_view path : {"/", "/v1", "/v2"})
        if (key.ends_with(path)) key.remove_suffix(path.size());
    auto host = ascii_lower(std::string(key));
    return host == "index.docker.io" || host == "registry-1.docker.io" ? std::string(docker_hub) : host;
}

/// Takes a file's JSON apart. Its errors name places, never values.
class CredentialFile::Reader {
public:
    explicit Reader(CredentialFile& file) : file_(file) {}

    Result<void> read(const Json& root)
    {
        const auto* object = root.if_object();
        if (object == nullptr) return malformed(file_.path_, "they are not a JSON object");
        auto store = text_in(*object, "credsStore", "");
        if (!store) return fail(store.error());
        file_.store_ = *store;
        if (auto done = check_helper(file_.store_, "credsStore"); !done) return done;
        if (auto done = read_helpers(*object); !done) return done;
        return read_entries(*object);
    }

private:
    Result<void> read_helpers(const JsonObject& root)
    {
        const auto helpers = object_in(root, "credHelpers", "");
        if (!helpers) return fail(helpers.error());
        for (const auto& member : **helpers) {
            const std::string host(member.key());
            auto name = text_in(**helpers, host, "credHelpers: ");
            if (!name) return fail(name.error());
            if (auto done = check_helper(*name, "credHelpers: '" + printable(host) + "'"); !done) return done;
            file_.helpers_[host] = *name;
        }
        return {};
    }

    Result<void> read_entries(const JsonObject& root)
    {
        const auto entries = object_in(root, "auths", "");
        if (!entries) return fail(entries.error());
        for (const auto& member : **entries) {
            const std::string key(member.key());
            const auto fields = object_in(**entries, key, "auths: ");
            if (!fields) return fail(fields.error());
            auto entry = read_entry(**fields, fmt::format("auths: '{}': ", printable(key)));
            if (!entry) return fail(entry.error());
            file_.entries_[key] = std::move(*entry);
        }
        return {};
    }

    Result<Entry> read_entry(const JsonObject& fields, const std::string& where)
    {
        Entry entry;
        const auto user = text_in(fields, "username", where);
        if (!user) return fail(user.error());
        entry.user = *user;
        for (const auto& [name, secret] :
             {std::pair("auth", &entry.auth), std::pair("password", &entry.password),
              std::pair("identitytoken", &entry.identity_token), std::pair("registrytoken", &entry.registry_token)}) {
            auto text = text_in(fields, name, where);
            if (!text) return fail(text.error());
            if (!text->empty()) *secret = Secret(std::move(*text));
        }
        return entry;
    }

    Result<void> check_helper(std::string_view name, std::string_view where)
    {
        if (is_helper_name(name)) return {};
        return malformed(file_.path_, fmt::format("{} has a helper whose name is not made of letters, digits, '.', '_' "
                                                  "and '-'",
                                                  where));
    }

    /// "" when it is absent or null.
    Result<std::string> text_in(const JsonObject& object, std::string_view key, std::string_view where)
    {
        const auto* value = object.if_contains(key);
        if (value == nullptr || value->is_null()) return std::string();
        if (const auto* text = value->if_string()) return std::string(*text);
        return malformed(file_.path_, fmt::format("{}'{}' is not a text", where, printable(key)));
    }

    /// An empty one when it is absent or null.
    Result<const JsonObject*> object_in(const JsonObject& object, std::string_view key, std::string_view where)
    {
        static const JsonObject nothing;
        const auto* value = object.if_contains(key);
        if (value == nullptr || value->is_null()) return &nothing;
        if (const auto* inner = value->if_object()) return inner;
        return malformed(file_.path_, fmt::format("{}'{}' is not a JSON object", where, printable(key)));
    }

    CredentialFile& file_;
};

Result<CredentialFile> CredentialFile::parse(std::string_view text, const std::filesystem::path& path)
{
    CredentialFile file(path);
    if (trim(text).empty()) return file;  // docker takes it so
    const auto json = parse_json(text, fmt::format("the file of credentials '{}'", printable(path.string())));
    if (!json) return fail(json.error());
    if (const auto done = Reader(file).read(*json); !done) return fail(done.error());
    return file;
}

std::optional<std::string> CredentialFile::helper_key(const std::string& host) const
{
    if (helpers_.contains(host)) return host;
    for (const auto& [key, helper] : helpers_)
        if (host_of_key(key) == host_of_key(host)) return key;
    return std::nullopt;
}

std::optional<HelperQuestion> CredentialFile::helper_of(const std::string& host) const
{
    const auto key = helper_key(host);
    if (!key || helpers_.at(*key).empty()) return std::nullopt;
    return HelperQuestion{helpers_.at(*key), *key};
}

std::optional<HelperQuestion> CredentialFile::store_of(const std::string& host) const
{
    // An entry in credHelpers is the exception from credsStore, an empty one too.
    if (store_.empty() || helper_key(host)) return std::nullopt;
    return HelperQuestion{store_, host_of_key(host) == docker_hub ? std::string(docker_hub_server) : host};
}

Result<std::optional<Credentials>> CredentialFile::namespace_entry(const std::string& host,
                                                                   std::string_view repository) const
{
    while (!repository.empty()) {
        const auto found = entries_.find(fmt::format("{}/{}", host, repository));
        if (found != entries_.end()) return credentials_in(found->first, found->second);
        const auto slash = repository.rfind('/');
        repository = repository.substr(0, slash == std::string_view::npos ? 0 : slash);
    }
    return std::nullopt;
}

Result<std::optional<Credentials>> CredentialFile::host_entry(const std::string& host) const
{
    if (const auto exact = entries_.find(host); exact != entries_.end()) {
        auto credentials = credentials_in(exact->first, exact->second);
        if (!credentials || *credentials) return credentials;
    }
    for (const auto& [key, entry] : entries_) {
        if (key == host || host_of_key(key) != host_of_key(host)) continue;
        auto credentials = credentials_in(key, entry);
        if (!credentials || *credentials) return credentials;
    }
    return std::nullopt;
}

Result<std::optional<Credentials>> CredentialFile::credentials_in(const std::string& key, const Entry& entry) const
{
    Credentials credentials{entry.user, entry.password, entry.identity_token, entry.registry_token, path_.string()};
    for (const auto& [name, token] :
         {std::pair("identitytoken", entry.identity_token), std::pair("registrytoken", entry.registry_token)})
        if (token && !is_token_text(token->reveal()))
            return malformed(path_, fmt::format("auths: '{}': '{}' has characters that no token has, such as a space "
                                                "or a line's end",
                                                printable(key), name));
    if (entry.auth) {
        const auto pair = base64_decode(entry.auth->reveal());
        const auto colon = pair ? pair->find(':') : std::string::npos;
        if (colon == std::string::npos)
            return malformed(path_, fmt::format("auths: '{}': 'auth' is not base64 of user:password", printable(key)));
        credentials.user = pair->substr(0, colon);
        auto password = pair->substr(colon + 1);
        password.erase(password.find_last_not_of('\0') + 1);  // docker pads with zeros
        credentials.password = password.empty() ? std::nullopt : std::optional(Secret(std::move(password)));
    }
    // docker leaves an empty entry where a helper keeps the credentials.
    const bool any = credentials.password || credentials.identity_token || credentials.registry_token;
    return any ? std::optional(std::move(credentials)) : std::nullopt;
}

}  // namespace tagwarden
