// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/hash.h"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace tagwarden {

struct Hasher::Context {
    EVP_MD_CTX* evp = EVP_MD_CTX_new();

    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_MD_CTX_free(evp); }
};

Hasher::Hasher(HashAlgorithm algorithm) : context_(std::make_unique<Context>())
{
    const EVP_MD* method = algorithm == HashAlgorithm::sha256 ? EVP_sha256() : EVP_sha512();
    // The only way these calls fail is want of memory.
    if (context_->evp == nullptr || EVP_DigestInit_ex(context_->evp, method, nullptr) != 1) throw std::bad_alloc();
}

Hasher::Hasher(std::unique_ptr<Context> context) : context_(std::move(context)) {}

Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hasher Hasher::copy() const
{
    auto context = std::make_unique<Context>();
    if (context->evp == nullptr || EVP_MD_CTX_copy_ex(context->evp, context_->evp) != 1) throw std::bad_alloc();
    return Hasher(std::move(context));
}

void Hasher::update(std::string_view bytes)
{
    EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size());
}

std::string Hasher::hex()
{
    constexpr std::string_view digit = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_->evp, raw.data(), &size);
    std::string text;
    text.reserve(std::size_t{size} * 2);
    for (unsigned i = 0; i < size; ++i) {
        text += digit[raw[i] >> 4U];
        text += digit[raw[i] & 0xFU];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes)
{
    Hasher hasher(HashAlgorithm::sha256);
    hasher.update(bytes);
    return hasher.hex();
}

}  // namespace tagwarden
