// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/test_authority.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <stdexcept>

namespace tagwarden::tests {

namespace {

template <auto Free>
struct FreeBy {
    template <class T>
    void operator()(T* object) const
    {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeBy<X509_free>>;

void check(bool done)
{
    if (!done) throw std::runtime_error("OpenSSL makes no certificate");
}

Key new_key()
{
    Key key(EVP_EC_gen("P-256"));
    check(key != nullptr);
    return key;
}

void name(X509* certificate, const std::string& text)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.c_str());
    check(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, bytes, -1, -1, 0) == 1);
}

void extend(X509* certificate, int what, const std::string& value)
{
    const std::unique_ptr<X509_EXTENSION, FreeBy<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, what, value.c_str()));
    check(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

Certificate new_certificate(EVP_PKEY* key, long number, Validity validity)
{
    constexpr long day = 24 * 60 * 60;
    const long begin = validity == Validity::past ? -2 * day : validity == Validity::future ? day : -day;
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), number);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), begin);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), begin + (validity == Validity::past ? day : 30 * day));
    check(X509_set_pubkey(certificate.get(), key) == 1);
    return certificate;
}

/// "DNS:localhost,IP:127.0.0.1"
std::string alternative_names(const std::vector<std::string>& names)
{
    std::string all;
    for (const auto& each : names) {
        const bool address =
            each.find_first_not_of("0123456789.") == std::string::npos || each.find(':') != std::string::npos;
        all += (all.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + each;
    }
    return all;
}

using Bio = std::unique_ptr<BIO, FreeBy<BIO_free_all>>;

Bio to_file(const std::string& path)
{
    Bio bio(BIO_new_file(path.c_str(), "w"));
    check(bio != nullptr);
    return bio;
}

void write(const std::string& path, X509* certificate)
{
    check(PEM_write_bio_X509(to_file(path).get(), certificate) == 1);
}

void write(const std::string& path, EVP_PKEY* key)
{
    check(PEM_write_bio_PrivateKey(to_file(path).get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
}

}  // namespace

struct TestAuthority::Keys {
    Key key = new_key();
    Certificate certificate = new_certificate(key.get(), 1, Validity::now);
};

TestAuthority::TestAuthority() : keys_(std::make_unique<Keys>()), file_(folder_ / "authority.crt")
{
    auto* certificate = keys_->certificate.get();
    name(certificate, folder_.path().filename().string());  // one of a kind
    check(X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1);
    extend(certificate, NID_basic_constraints, "critical,CA:TRUE");
    check(X509_sign(certificate, keys_->key.get(), EVP_sha256()) > 0);
    write(file_, certificate);
}

TestAuthority::~TestAuthority() = default;

std::string TestAuthority::hashed_folder() const
{
    const auto name = fmt::format("hashed/{:08x}.0", X509_subject_name_hash(keys_->certificate.get()));
    std::filesystem::create_directories(folder_.path() / "hashed");
    write(folder_ / name, keys_->certificate.get());
    return folder_ / "hashed";
}

CertificatePair TestAuthority::issue(const std::vector<std::string>& names, Validity validity)
{
    const auto key = new_key();
    const auto certificate = new_certificate(key.get(), ++issued_ + 1, validity);
    name(certificate.get(), names.front());
    check(X509_set_issuer_name(certificate.get(), X509_get_subject_name(keys_->certificate.get())) == 1);
    extend(certificate.get(), NID_subject_alt_name, alternative_names(names));
    check(X509_sign(certificate.get(), keys_->key.get(), EVP_sha256()) > 0);
    CertificatePair pair{folder_ / fmt::format("{}.cert", issued_), folder_ / fmt::format("{}.key", issued_)};
    write(pair.certificate, certificate.get());
    write(pair.key, key.get());
    return pair;
}

}  // namespace tagwarden::tests
