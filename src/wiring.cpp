// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The only file that names concrete adapters.

#include "wiring.h"

#include <filesystem>
#include <map>

#include "adapters/auth/credential_store.h"
#include "adapters/git/git_command.h"
#include "adapters/http/curl_transport.h"
#include "adapters/http/network_environment.h"
#include "adapters/layers/archive_layer_files.h"
#include "adapters/layout/docker_archive.h"
#include "adapters/layout/layout_repository.h"
#include "adapters/layout/oci_archive.h"
#include "adapters/memory/memory_digest_facts.h"
#include "adapters/oci/oci_repository.h"
#include "adapters/oci/registry_session.h"
#include "adapters/sqlite/sqlite_digest_facts.h"
#include "adapters/sqlite/sqlite_ledger.h"
#include "adapters/system/environment.h"
#include "adapters/system/files.h"
#include "adapters/system/folder_source_files.h"
#include "adapters/system/stop_signals.h"
#include "adapters/system/system_clock.h"
#include "adapters/transfer/graph_transfer.h"
#include "adapters/yaml/yaml_configuration.h"
#include "core/edition.h"
#include "ports/stop_signal.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_configuration_size = std::size_t{1024} * 1024;
constexpr std::size_t max_list_size = std::size_t{256} * 1024 * 1024;
constexpr const char* configuration_name = "tagwarden.yaml";
constexpr const char* default_ledger = "sqlite:.tagwarden/ledger.db";

/// A product of which nothing is known: its content is checked by the version label alone.
Result<Configuration> default_configuration()
{
    return parse_configuration("product: unknown\nimages: {image: {}}\ndestinations: {none: {to: \"oci:.\"}}\n",
                               "(built in)");
}

/// Goes to whoever listens now: what speaks is made before it is known who does.
class PassedOnNotices final : public Notices {
public:
    void pass_on_to(Notices* listener) { listener_ = listener; }
    void notice(std::string_view text) override
    {
        if (listener_ != nullptr) listener_->notice(text);
    }

private:
    Notices* listener_ = nullptr;
};

class SystemWorld final : public World {
public:
    SystemWorld() : environment_(tagwarden::environment_variables()), credentials_(environment_) {}

    void set(Settings settings) override
    {
        settings_ = std::move(settings);
        notices_.pass_on_to(settings_.notices);
    }

    Result<Product> product() override
    {
        const auto targets = load_targets();
        if (!targets) return fail(targets.error());
        return Product{*configuration_, **targets, *edition_};
    }

    void turn_to(const std::string& edition) override { edition_ = edition; }

    Result<std::vector<std::string>> editions() override
    {
        if (auto loaded = load(); !loaded) return fail(loaded.error());
        const auto said = edition_meant(*configuration_, settings_.edition, "");
        if (!said) return fail(said.error());
        if (!said->empty() || configuration_->editions.empty()) return std::vector{*said};
        return configuration_->editions;
    }

    Result<const Configuration*> configuration() override
    {
        if (auto loaded = load(); !loaded) return fail(loaded.error());
        return &*configuration_;
    }

    Result<const Configuration*> configuration_or_default() override
    {
        if (auto loaded = load_or_default(); !loaded) return fail(loaded.error());
        return &*configuration_;
    }

    Result<LedgerReader*> ledger_to_read() override
    {
        if (ledger_) return ledger_.get();
        if (!ledger_reader_) {
            const auto path = ledger_path();
            if (!path) return fail(path.error());
            auto opened = open_sqlite_ledger_for_reading(*path);
            if (!opened) return fail(opened.error());
            ledger_reader_ = std::move(*opened);
        }
        return ledger_reader_.get();
    }

    Result<Ledger*> ledger() override
    {
        if (!ledger_) {
            const auto path = ledger_path();
            if (!path) return fail(path.error());
            auto opened = open_sqlite_ledger(*path);
            if (!opened) return fail(opened.error());
            ledger_ = std::move(*opened);
        }
        return ledger_.get();
    }

    Result<ReadPlaces> places_to_read() override
    {
        const auto targets = load_targets();
        if (!targets) return fail(targets.error());
        ReadPlaces places;
        for (const auto& target : **targets) {
            auto repository = source(target.location, Said::in_the_configuration, target.plain_http);
            if (!repository) return fail(repository.error());
            places.emplace(target.location, *repository);
        }
        return places;
    }

    Result<WritePlaces> places() override
    {
        const auto targets = load_targets();
        if (!targets) return fail(targets.error());
        WritePlaces places;
        for (const auto& target : **targets) {
            auto& repository = repositories_[target.location];
            if (!repository) {
                auto opened = open(target.location, Said::in_the_configuration, target.plain_http);
                if (!opened) return fail(opened.error());
                repository = std::move(*opened);
            }
            places.emplace(target.location, repository.get());
        }
        return places;
    }

    Result<RepositoryReader*> source(const Location& location, Said where, bool plain_http) override
    {
        auto opened = open_to_read(location, where, plain_http);
        if (!opened) return fail(opened.error());
        readers_.push_back(std::move(*opened));
        return readers_.back().get();
    }

    Result<Repository*> destination(const Location& location, bool plain_http) override
    {
        auto opened = open(location, Said::on_the_command_line, plain_http);
        if (!opened) return fail(opened.error());
        destinations_.push_back(std::move(*opened));
        return destinations_.back().get();
    }

    Result<Git*> git() override
    {
        if (auto loaded = load_or_default(); !loaded) return fail(loaded.error());
        if (!git_) git_.emplace(base_);
        return &*git_;
    }

    Result<std::string> read_file(const std::string& path) override
    {
        return tagwarden::read_file(path, max_list_size);
    }
    Result<void> replace_file(const std::string& path, std::string_view text) override
    {
        return tagwarden::replace_file(path, text);
    }
    Result<void> append_to_file(const std::string& path, std::string_view text) override
    {
        return tagwarden::append_to_file(path, text);
    }

    const Environment& environment() const override { return environment_; }
    Variables environment_variables() const override { return template_variables(environment_); }

    SourceFiles& source_files() override { return source_files_; }

    DigestFacts& digest_facts() override
    {
        if (!digest_facts_) {
            const auto folder = cache_folder(environment_);
            if (folder)
                digest_facts_ = open_sqlite_digest_facts(*folder / "digests.db", notices_);
            else
                digest_facts_ = std::make_unique<MemoryDigestFacts>();
        }
        return *digest_facts_;
    }

    const StopSignal& stop() override
    {
        stop_.listen();
        return stop_;
    }
    bool terminated() const override { return stop_.terminated(); }

    Clock& clock() override { return clock_; }
    LayerFiles& layer_files() override { return layer_files_; }
    ContentTransfer& transfer() override { return transfer_; }
    std::string actor() const override { return current_actor(environment_); }
    std::string holder() const override { return lease_holder(environment_); }

private:
    Result<std::optional<fs::path>> configuration_file() const
    {
        if (settings_.configuration.empty()) return find_upwards(".", configuration_name);
        const fs::path named = settings_.configuration;
        std::error_code ignored;  // what is there and what is not shows when it is read
        // A folder stands for the configuration in it.
        return std::optional(fs::is_directory(named, ignored) ? named / configuration_name : named);
    }

    Result<void> load()
    {
        if (configuration_) return {};
        const auto file = configuration_file();
        if (!file) return fail(file.error());
        if (!*file)
            return fail(ErrorKind::usage, "there is no tagwarden.yaml in this folder or above it",
                        "write one, or name it with --config FILE");
        const auto text = tagwarden::read_file(**file, max_configuration_size);
        if (!text) return during("reading the configuration", text.error());
        auto parsed = parse_configuration(*text, (*file)->string());
        if (!parsed) return fail(parsed.error());
        configuration_ = std::move(*parsed);
        base_ = fs::absolute(**file).parent_path();
        source_files_ = FolderSourceFiles(base_);
        return {};
    }

    Result<void> load_or_default()
    {
        if (configuration_) return {};
        const auto file = configuration_file();
        if (!file) return fail(file.error());
        if (*file) return load();
        auto unknown = default_configuration();
        if (!unknown) return fail(unknown.error());
        configuration_ = std::move(*unknown);
        targets_[""] = {};
        base_ = fs::absolute(".");
        return {};
    }

    /// The edition that is worked on: decided once.
    Result<void> choose_edition()
    {
        if (edition_) return {};
        auto said = edition_meant(*configuration_, settings_.edition, "");
        if (!said) return fail(said.error());
        if (said->empty() && !configuration_->editions.empty()) return edition_not_said(*configuration_);
        edition_ = std::move(*said);
        return {};
    }

    /// Those of the edition that is worked on. They stay where they are.
    Result<const std::vector<Target>*> load_targets()
    {
        if (auto loaded = load(); !loaded) return fail(loaded.error());
        if (auto chosen = choose_edition(); !chosen) return fail(chosen.error());
        const auto known = targets_.find(*edition_);
        if (known != targets_.end()) return &known->second;
        auto targets = targets_of(*configuration_, environment_variables(), *edition_);
        if (!targets) return fail(targets.error());
        return &targets_.emplace(*edition_, std::move(*targets)).first->second;
    }

    Result<fs::path> ledger_path()
    {
        if (auto loaded = load(); !loaded) return fail(loaded.error());
        const auto& said = settings_.ledger.empty() ? configuration_->ledger : settings_.ledger;
        if (said.empty() && in_ci(environment_))
            return fail(ErrorKind::usage,
                        "no ledger is configured, and a CI runner forgets the default one on its disk, and with it "
                        "what was withdrawn",
                        "set 'ledger:' in tagwarden.yaml, or --ledger, to a place that outlives the job");
        const std::string url = said.empty() ? default_ledger : said;
        if (!url.starts_with("sqlite:") || url.size() == std::string("sqlite:").size())
            return fail(ErrorKind::usage, "'" + url + "' is not a ledger this version knows", "write sqlite:PATH");
        const fs::path path = url.substr(std::string("sqlite:").size());
        return settings_.ledger.empty() ? base_ / path : fs::absolute(path);
    }

    fs::path folder_of(const Location& location, Said where) const
    {
        return where == Said::in_the_configuration ? base_ / location.path() : fs::path(location.path());
    }

    Result<std::unique_ptr<RepositoryReader>> open_to_read(const Location& location, Said where, bool plain_http)
    {
        switch (location.kind()) {
            case LocationKind::oci_archive: return open_oci_archive(folder_of(location, where));
            case LocationKind::docker_archive: return open_docker_archive(folder_of(location, where));
            case LocationKind::layout: return open_layout(folder_of(location, where));
            case LocationKind::registry: return open_oci_repository(location, {plain_http}, session_);
        }
        return fail(ErrorKind::usage, "unknown kind of location");
    }

    Result<std::unique_ptr<Repository>> open(const Location& location, Said where, bool plain_http)
    {
        if (location.kind() == LocationKind::layout) return open_layout(folder_of(location, where));
        return open_oci_repository(location, {plain_http}, session_);
    }

    Settings settings_;
    PassedOnNotices notices_;
    StopSignals stop_;
    Environment environment_;
    SystemClock clock_{stop_};
    CurlTransport curl_{network_settings_in(environment_), stop_};
    CredentialStore credentials_;
    RegistrySession session_{{curl_, clock_, stop_, notices_}, credentials_};
    std::optional<Configuration> configuration_;
    std::optional<std::string> edition_;                  ///< the one that is worked on
    std::map<std::string, std::vector<Target>> targets_;  ///< of each edition
    fs::path base_;                                       ///< the configuration's folder
    std::optional<GitCommand> git_;
    std::unique_ptr<Ledger> ledger_;
    std::unique_ptr<LedgerReader> ledger_reader_;
    std::map<Location, std::unique_ptr<Repository>> repositories_;
    std::vector<std::unique_ptr<RepositoryReader>> readers_;
    std::vector<std::unique_ptr<Repository>> destinations_;
    std::unique_ptr<DigestFacts> digest_facts_;
    FolderSourceFiles source_files_{"."};  ///< once there is a configuration, its folder
    ArchiveLayerFiles layer_files_;
    GraphTransfer transfer_{stop_};
};

}  // namespace

std::unique_ptr<World> system_world()
{
    return std::make_unique<SystemWorld>();
}

}  // namespace tagwarden
