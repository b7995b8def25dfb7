// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The only file that names concrete adapters.

#include "wiring.h"

#include <filesystem>
#include <map>

#include "adapters/auth/credential_store.h"
#include "adapters/git/git_command.h"
#include "adapters/git_ledger/git_ledger.h"
#include "adapters/http/curl_transport.h"
#include "adapters/http/network_environment.h"
#include "adapters/http/observed_transport.h"
#include "adapters/layers/archive_layer_files.h"
#include "adapters/layout/docker_archive.h"
#include "adapters/layout/layout_repository.h"
#include "adapters/layout/oci_archive.h"
#include "adapters/memory/memory_digest_facts.h"
#include "adapters/oci/oci_repository.h"
#include "adapters/oci/registry_session.h"
#include "adapters/snapshot/folder_snapshots.h"
#include "adapters/snapshot/remembering_ledger.h"
#include "adapters/sqlite/sqlite_digest_facts.h"
#include "adapters/sqlite/sqlite_ledger.h"
#include "adapters/system/environment.h"
#include "adapters/system/files.h"
#include "adapters/system/folder_source_files.h"
#include "adapters/system/kill_at_step.h"
#include "adapters/system/start_pages.h"
#include "adapters/system/stop_signals.h"
#include "adapters/system/system_clock.h"
#include "adapters/transfer/graph_transfer.h"
#include "adapters/yaml/yaml_configuration.h"
#include "core/edition.h"
#include "core/ledger_url.h"
#include "ports/stop_signal.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_configuration_size = std::size_t{1024} * 1024;
constexpr std::size_t max_list_size = std::size_t{1024} * 1024 * 1024;
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

/// Likewise; nobody listens before it is known who does.
class PassedOnRequests final : public RequestObserver {
public:
    void pass_on_to(RequestObserver* listener) { listener_ = listener; }
    bool listens() const override { return listener_ != nullptr && listener_->listens(); }
    void request(const RequestNote& note) override
    {
        if (listener_ != nullptr) listener_->request(note);
    }
    void retry(const RetryNote& note) override
    {
        if (listener_ != nullptr) listener_->retry(note);
    }

private:
    RequestObserver* listener_ = nullptr;
};

class SystemWorld final : public World {
public:
    SystemWorld() : environment_(tagwarden::environment_variables()), credentials_(environment_, stop_) {}

    void set(Settings settings) override
    {
        settings_ = std::move(settings);
        notices_.pass_on_to(settings_.notices);
        requests_.pass_on_to(settings_.requests);
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
            const auto url = ledger_url();
            if (!url) return fail(url.error());
            auto opened = url->kind() == LedgerUrl::Kind::git ? open_git_ledger_for_reading(base_, place_of(*url))
                                                              : open_sqlite_ledger_for_reading(place_of(*url));
            if (!opened) return fail(opened.error());
            ledger_reader_ = remember(std::move(*opened), *url);
        }
        return ledger_reader_.get();
    }

    Result<Ledger*> ledger() override
    {
        if (!ledger_) {
            const auto url = ledger_url();
            if (!url) return fail(url.error());
            auto opened = url->kind() == LedgerUrl::Kind::git ? open_git_ledger(base_, place_of(*url))
                                                              : open_sqlite_ledger(place_of(*url), holder_is_gone);
            if (!opened) return fail(opened.error());
            ledger_ = remember(std::move(*opened), *url);
        }
        return ledger_.get();
    }

    Result<ReadPlaces> places_to_read() override
    {
        const auto targets = load_targets();
        if (!targets) return fail(targets.error());
        ReadPlaces places;
        for (const auto& target : **targets) {
            auto repository = source(target.location, Said::in_the_configuration, {target.plain_http});
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
                auto opened = open(target.location, Said::in_the_configuration, {target.plain_http});
                if (!opened) return fail(opened.error());
                repository = std::move(*opened);
            }
            places.emplace(target.location, repository.get());
        }
        return places;
    }

    Result<RepositoryReader*> source(const Location& location, Said where, const Access& access) override
    {
        auto opened = open_to_read(location, where, access);
        if (!opened) return fail(opened.error());
        readers_.push_back(std::move(*opened));
        return readers_.back().get();
    }

    Result<Repository*> destination(const Location& location, const Access& access) override
    {
        auto opened = open(location, Said::on_the_command_line, access);
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
    Result<std::unique_ptr<OutputFile>> new_file(const std::string& path) override { return tagwarden::new_file(path); }
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

    DeferrableStop& stop() override
    {
        stop_.listen();
        return stop_;
    }
    DeferrableStop& unheard_stop() override { return stop_; }
    bool terminated() const override { return stop_.terminated(); }

    Clock& clock() override { return clock_; }
    Steps& steps() override { return kill_at_step_; }
    LayerFiles& layer_files() override { return layer_files_; }
    ContentTransfer& transfer() override
    {
        // Moving content is what takes most memory.
        if (!std::exchange(start_pages_given_back_, true)) give_back_start_pages();
        return transfer_;
    }
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

    Result<LedgerUrl> ledger_url()
    {
        if (auto loaded = load(); !loaded) return fail(loaded.error());
        const auto& said = settings_.ledger.empty() ? configuration_->ledger : settings_.ledger;
        if (said.empty() && in_ci(environment_))
            return fail(ErrorKind::usage,
                        "no ledger is configured, and a CI runner forgets the default one on its disk, and with it "
                        "what was withdrawn",
                        "set 'ledger:' in tagwarden.yaml, or --ledger, to a place that outlives the job: git:origin");
        return LedgerUrl::parse(said.empty() ? default_ledger : said);
    }

    /// Paths in the configuration are meant from its folder, those on the command line from where it was typed.
    std::string place_of(const LedgerUrl& url) const
    {
        if (!url.is_path()) return url.place();
        const auto path = settings_.ledger.empty() ? base_ / url.place() : fs::absolute(url.place());
        return path.lexically_normal().string();
    }

    /// Where this user has a cache, what the journal adds up to is remembered there.
    template <class Kind>
    std::unique_ptr<Kind> remember(std::unique_ptr<Kind> ledger, const LedgerUrl& url)
    {
        const auto folder = cache_folder(environment_);
        if (!folder) return ledger;
        std::error_code code;
        // A remote's name says which one only together with the checkout.
        const auto place =
            fs::weakly_canonical(url.kind() == LedgerUrl::Kind::git ? base_ : fs::path(place_of(url)), code);
        const auto journal = url.kind() == LedgerUrl::Kind::git ? "git:" + place_of(url) + " of " + place.string()
                                                                : "sqlite:" + place.string();
        return remembering(std::move(ledger), open_folder_snapshots(*folder / "ledgers", journal, notices_));
    }

    fs::path folder_of(const Location& location, Said where) const
    {
        return where == Said::in_the_configuration ? base_ / location.path() : fs::path(location.path());
    }

    Result<std::unique_ptr<RepositoryReader>> open_to_read(const Location& location, Said where, const Access& access)
    {
        switch (location.kind()) {
            case LocationKind::oci_archive: return open_oci_archive(folder_of(location, where));
            case LocationKind::docker_archive: return open_docker_archive(folder_of(location, where));
            case LocationKind::layout: return open_layout(folder_of(location, where));
            case LocationKind::registry: return open_oci_repository(location, access, session_);
        }
        return fail(ErrorKind::usage, "unknown kind of location");
    }

    Result<std::unique_ptr<Repository>> open(const Location& location, Said where, const Access& access)
    {
        if (location.kind() == LocationKind::layout) return open_layout(folder_of(location, where));
        return open_oci_repository(location, access, session_);
    }

    Settings settings_;
    PassedOnNotices notices_;
    PassedOnRequests requests_;
    StopSignals stop_;
    Environment environment_;
    SystemClock clock_{stop_};
    KillAtStep kill_at_step_{environment_};
    CurlTransport curl_{network_settings_in(environment_), stop_};
    ObservedTransport transport_{curl_, clock_, requests_};
    CredentialStore credentials_;
    RegistrySession session_{{transport_, clock_, stop_, notices_, &requests_}, credentials_};
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
    bool start_pages_given_back_ = false;
    FolderSourceFiles source_files_{"."};  ///< once there is a configuration, its folder
    ArchiveLayerFiles layer_files_;
    GraphTransfer transfer_{stop_, {clock_}};
};

}  // namespace

std::unique_ptr<World> system_world()
{
    return std::make_unique<SystemWorld>();
}

}  // namespace tagwarden
