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

/* A new key pair: "RSA" with so many bits, "EC" on a curve, "ED25519", "ML-DSA-65" …; nothing if this
   libcrypto has none of that kind. */
void *_Nullable peer_key(const char *_Nonnull type, const char *_Nullable curve, size_t bits);
void peer_key_free(void *_Nullable key);

/* The length of a signature of a message, by EVP_DigestSign, with a hash function's name or by the
   key's own; 0 if there is none. */
size_t peer_sign(void *_Nonnull key, const char *_Nullable hash, const uint8_t *_Nonnull message,
                 size_t count, uint8_t *_Nonnull signature, size_t room);

/* Whether a signature is that of a message. */
int peer_verify(void *_Nonnull key, const char *_Nullable hash, const uint8_t *_Nonnull message,
                size_t count, const uint8_t *_Nonnull signature, size_t length);

/* How often memory was asked for since the program began. */
uint64_t allocation_count(void);

/* The time that this thread has computed, in nanoseconds. */
uint64_t thread_nanoseconds(void);

/* A counter that runs with the clock of the processor, as finely as there is one. */
uint64_t ticks(void);
