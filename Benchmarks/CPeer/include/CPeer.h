/* What the benchmarks of the ciphers need of C: OpenSSL at run time, a count of allocations, a clock. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Loads libcrypto, with `mask` as its OPENSSL_ia32cap if there is one; its version, or nothing if
   there is no libcrypto. */
const char *_Nullable peer_load(const char *_Nullable mask);

/* SHA-256 through EVP, 32 bytes. */
void peer_sha256(const uint8_t *_Nonnull text, size_t count, uint8_t *_Nonnull result);

/* MD5 through EVP, 16 bytes. */
void peer_md5(const uint8_t *_Nonnull text, size_t count, uint8_t *_Nonnull result);

/* AES-256-GCM in place through EVP, key schedule included, as a program would call it. */
void peer_seal(const uint8_t *_Nonnull key, const uint8_t *_Nonnull nonce, uint8_t *_Nonnull text,
               size_t count, uint8_t *_Nonnull tag);

/* How often memory was asked for since the program began. */
uint64_t allocation_count(void);

/* The time that this thread has computed, in nanoseconds. */
uint64_t thread_nanoseconds(void);

/* A counter that runs with the clock of the processor, as finely as there is one. */
uint64_t ticks(void);
