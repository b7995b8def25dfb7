// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/host_certificates.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace tagwarden {
namespace {

using tests::TemporaryFolder;

const std::string pem = "-----BEGIN CERTIFICATE-----\nMAo=\n-----END CERTIFICATE-----\n";

struct Folders {
    TemporaryFolder root;
    std::vector<std::string> all{root / "home", root / "containers", root / "docker"};
};

TEST(HostCertificates, a_host_without_a_folder_has_none)
{
    const Folders folders;
    EXPECT_EQ(find_host_certificates(folders.all, "r.example"), HostCertificates{});
    EXPECT_EQ(find_host_certificates({}, "r.example"), HostCertificates{});
}

TEST(HostCertificates, all_crt_files_are_authorities_and_a_pair_is_a_client)
{
    const Folders folders;
    folders.root.write("docker/r.example:5000/a.crt", pem);
    folders.root.write("docker/r.example:5000/b.crt", pem + "# two\n");
    folders.root.write("docker/r.example:5000/client.cert", "x");
    folders.root.write("docker/r.example:5000/client.key", "x");
    folders.root.write("docker/r.example:5000/README", "x");
    const auto found = find_host_certificates(folders.all, "r.example:5000");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->authorities, pem + "\n" + pem + "# two\n\n");
    EXPECT_EQ(found->certificate, folders.root / "docker/r.example:5000/client.cert");
    EXPECT_EQ(found->key, folders.root / "docker/r.example:5000/client.key");
    EXPECT_EQ(find_host_certificates(folders.all, "r.example"), HostCertificates{});
}

TEST(HostCertificates, the_first_folder_that_knows_the_host_counts_alone)
{
    const Folders folders;
    folders.root.write("containers/r.example/a.crt", pem);
    folders.root.write("docker/r.example/client.cert", "x");
    folders.root.write("docker/r.example/client.key", "x");
    const auto found = find_host_certificates(folders.all, "r.example");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->authorities, pem + "\n");
    EXPECT_EQ(found->certificate, "");
}

TEST(HostCertificates, a_host_without_a_port_may_be_written_with_443_and_no_other)
{
    const Folders folders;
    folders.root.write("home/r.example:443/a.crt", pem);
    folders.root.write("home/[::1]:443/a.crt", pem);
    for (const auto* host : {"r.example", "r.example:443", "[::1]"})
        EXPECT_EQ(find_host_certificates(folders.all, host)->authorities, pem + "\n") << host;
    for (const auto* host : {"r.example:5000", "[::1]:5000"})
        EXPECT_EQ(find_host_certificates(folders.all, host)->authorities, "") << host;
}

TEST(HostCertificates, of_several_pairs_the_first_by_name_counts)
{
    const Folders folders;
    for (const auto* name : {"b", "a", "c"}) {
        folders.root.write("home/r.example/" + std::string(name) + ".cert", "x");
        folders.root.write("home/r.example/" + std::string(name) + ".key", "x");
    }
    EXPECT_EQ(find_host_certificates(folders.all, "r.example")->certificate, folders.root / "home/r.example/a.cert");
}

TEST(HostCertificates, half_a_pair_names_what_is_missing)
{
    const std::pair<std::string, std::string> rows[] = {{"client.cert", "client.key"}, {"client.key", "client.cert"}};
    for (const auto& [there, missing] : rows) {
        const Folders folders;
        const auto file = folders.root.write("home/r.example/" + there, "x");
        const auto found = find_host_certificates(folders.all, "r.example");
        ASSERT_FALSE(found) << there;
        EXPECT_EQ(found.error().kind, ErrorKind::usage);
        EXPECT_EQ(found.error().message, file + " has no " + missing + " beside it");
    }
}

TEST(HostCertificates, a_file_that_is_no_certificate_is_named)
{
    const Folders folders;
    const auto file = folders.root.write("home/r.example/ca.crt", "0\x82 binary");
    const auto found = find_host_certificates(folders.all, "r.example");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::usage);
    EXPECT_EQ(found.error().message, file + " has no certificate in PEM in it");
    std::filesystem::remove(file);
    std::filesystem::create_directory(file);
    EXPECT_EQ(find_host_certificates(folders.all, "r.example").error().kind, ErrorKind::local);
}

TEST(HostCertificates, a_file_that_is_not_there_is_named)
{
    const auto text = read_authorities("/nowhere/ca.crt");
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().kind, ErrorKind::local);
    EXPECT_EQ(text.error().message, "the certificates in /nowhere/ca.crt cannot be read: No such file or directory");
}

}  // namespace
}  // namespace tagwarden
