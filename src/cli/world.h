// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/configuration.h"
#include "core/environment.h"
#include "core/target.h"
#include "flows/places.h"
#include "flows/propose.h"
#include "ports/access.h"
#include "ports/clock.h"
#include "ports/content_transfer.h"
#include "ports/deferrable_stop.h"
#include "ports/digest_facts.h"
#include "ports/git.h"
#include "ports/layer_files.h"
#include "ports/ledger.h"
#include "ports/notices.h"
#include "ports/output_file.h"
#include "ports/registry.h"
#include "ports/request_observer.h"
#include "ports/source_files.h"
#include "ports/steps.h"

namespace tagwarden {

/// What a command may ask for. Nothing is opened before it is asked for, so a command that needs no ledger works
/// where there is none. src/wiring.cpp makes it of real parts.
class World {
public:
    struct Settings {
        std::string configuration;             ///< --config; "": tagwarden.yaml, found upwards from the working folder
        std::string ledger;                    ///< --ledger; "": the configuration's
        std::optional<std::string> edition{};  ///< --edition
        Notices* notices = nullptr;  ///< where adapters say what a user should know; lives as long as the command runs
        RequestObserver* requests = nullptr;  ///< who may want to see every request; likewise
    };

    virtual ~World() = default;
    virtual void set(Settings settings) = 0;

    /// One edition of the product, where it has several: the one turned to, else the one that --edition names. A usage
    /// error that lists them where nobody says which. Everything below that is of a product is of that edition.
    virtual Result<Product> product() = 0;
    virtual void turn_to(const std::string& edition) = 0;

    /// The editions that a command which shows all of them has to show: the one that --edition names, else all; one
    /// without a name for a product without editions.
    virtual Result<std::vector<std::string>> editions() = 0;

    /// The configuration alone, for those who go to no destination (what those need may not be set here) or do not know
    /// yet which edition is meant.
    virtual Result<const Configuration*> configuration() = 0;

    /// The same where a command can do without one: where there is none, and none was named, it is that of a product
    /// that knows only the default probe, and product() is that product from then on.
    virtual Result<const Configuration*> configuration_or_default() = 0;

    virtual Result<LedgerReader*> ledger_to_read() = 0;
    virtual Result<Ledger*> ledger() = 0;

    /// The repositories of all targets.
    virtual Result<ReadPlaces> places_to_read() = 0;
    virtual Result<WritePlaces> places() = 0;

    /// A repository that a user or the configuration names; a folder is meant from where it was said.
    enum class Said { on_the_command_line, in_the_configuration };
    virtual Result<RepositoryReader*> source(const Location& location, Said where, const Access& access) = 0;

    /// A repository on the command line that is to be written to.
    virtual Result<Repository*> destination(const Location& location, const Access& access) = 0;

    /// The checkout that the configuration, or without one the working folder, is in.
    virtual Result<Git*> git() = 0;
    /// Files that a user names.
    virtual Result<std::string> read_file(const std::string& path) = 0;
    virtual Result<void> replace_file(const std::string& path, std::string_view text) = 0;
    virtual Result<std::unique_ptr<OutputFile>> new_file(const std::string& path) = 0;
    virtual Result<void> append_to_file(const std::string& path, std::string_view text) = 0;

    virtual const Environment& environment() const = 0;
    virtual Variables environment_variables() const = 0;  ///< as templates see them: "env.NAME"

    /// Of the configuration's folder.
    virtual SourceFiles& source_files() = 0;

    /// What digests say, as far as this user's programs have read it before.
    virtual DigestFacts& digest_facts() = 0;

    /// Whoever asks for it promises to end soon when it says so: from then on the first Ctrl-C or SIGTERM ends the
    /// command and not the process.
    virtual DeferrableStop& stop() = 0;
    /// The same for who may ask a question first: until stop() is called, a signal ends the process.
    virtual DeferrableStop& unheard_stop() = 0;
    /// Whether it was SIGTERM that stopped the command.
    virtual bool terminated() const = 0;

    virtual Clock& clock() = 0;
    virtual Steps& steps() = 0;
    virtual LayerFiles& layer_files() = 0;
    virtual ContentTransfer& transfer() = 0;
    virtual std::string actor() const = 0;
    virtual std::string holder() const = 0;
};

}  // namespace tagwarden
