#define _GNU_SOURCE
#include "CPeer.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

static void *(*context_new)(void);
static void *(*aes_256_gcm)(void);
static int (*init)(void *, void *, void *, const uint8_t *, const uint8_t *);
static int (*update)(void *, uint8_t *, int *, const uint8_t *, int);
static int (*final)(void *, uint8_t *, int *);
static int (*control)(void *, int, int, void *);
static int (*digest)(const void *, size_t, uint8_t *, unsigned *, const void *, void *);
static const void *(*sha256)(void), *(*md5)(void);
static void *(*generate)(void *, const char *, const char *, ...);
static void (*key_free)(void *);
static void *(*digest_new)(void);
static void (*digest_free)(void *);
static int (*sign_init)(void *, void **, const char *, void *, const char *, void *, const void *);
static int (*sign)(void *, uint8_t *, size_t *, const uint8_t *, size_t);
static int (*verify_init)(void *, void **, const char *, void *, const char *, void *, const void *);
static int (*verify)(void *, const uint8_t *, size_t, const uint8_t *, size_t);
static void *context;
static void *cipher;

const char *peer_load(const char *mask) {
  /* libcrypto reads the mask when it is loaded. */
  if (mask) setenv("OPENSSL_ia32cap", mask, 1);
  void *library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!library) return NULL;
  context_new = (void *(*)(void))dlsym(library, "EVP_CIPHER_CTX_new");
  aes_256_gcm = (void *(*)(void))dlsym(library, "EVP_aes_256_gcm");
  *(void **)&init = dlsym(library, "EVP_EncryptInit_ex");
  *(void **)&update = dlsym(library, "EVP_EncryptUpdate");
  *(void **)&final = dlsym(library, "EVP_EncryptFinal_ex");
  *(void **)&control = dlsym(library, "EVP_CIPHER_CTX_ctrl");
  *(void **)&digest = dlsym(library, "EVP_Digest");
  *(void **)&sha256 = dlsym(library, "EVP_sha256");
  *(void **)&md5 = dlsym(library, "EVP_md5");
  *(void **)&generate = dlsym(library, "EVP_PKEY_Q_keygen");
  *(void **)&key_free = dlsym(library, "EVP_PKEY_free");
  *(void **)&digest_new = dlsym(library, "EVP_MD_CTX_new");
  *(void **)&digest_free = dlsym(library, "EVP_MD_CTX_free");
  *(void **)&sign_init = dlsym(library, "EVP_DigestSignInit_ex");
  *(void **)&sign = dlsym(library, "EVP_DigestSign");
  *(void **)&verify_init = dlsym(library, "EVP_DigestVerifyInit_ex");
  *(void **)&verify = dlsym(library, "EVP_DigestVerify");
  const char *(*version)(int) = (const char *(*)(int))dlsym(library, "OpenSSL_version");
  if (!context_new || !aes_256_gcm || !init || !update || !final || !control || !version || !digest || !sha256 || !md5) return NULL;
  if (!generate || !key_free || !digest_new || !digest_free || !sign_init || !sign || !verify_init || !verify) return NULL;
  context = context_new();
  cipher = aes_256_gcm();
  return version(0);
}

void peer_seal(const uint8_t *key, const uint8_t *nonce, uint8_t *text, size_t count, uint8_t *tag) {
  int written;
  init(context, cipher, NULL, key, nonce);
  update(context, text, &written, text, (int)count);
  final(context, text, &written);
  control(context, 0x10 /* EVP_CTRL_GCM_GET_TAG */, 16, tag);
}

void peer_sha256(const uint8_t *text, size_t count, uint8_t *result) {
  digest(text, count, result, NULL, sha256(), NULL);
}

void peer_md5(const uint8_t *text, size_t count, uint8_t *result) {
  digest(text, count, result, NULL, md5(), NULL);
}

void *peer_key(const char *type, const char *curve, size_t bits) {
  if (curve) return generate(NULL, NULL, type, curve);
  return bits ? generate(NULL, NULL, type, bits) : generate(NULL, NULL, type);
}

void peer_key_free(void *key) { key_free(key); }

size_t peer_sign(void *key, const char *hash, const uint8_t *message, size_t count, uint8_t *signature, size_t room) {
  void *state = digest_new();
  size_t written = room;
  if (sign_init(state, NULL, hash, NULL, NULL, key, NULL) != 1 || sign(state, signature, &written, message, count) != 1) written = 0;
  digest_free(state);
  return written;
}

int peer_verify(void *key, const char *hash, const uint8_t *message, size_t count, const uint8_t *signature, size_t length) {
  void *state = digest_new();
  int valid = verify_init(state, NULL, hash, NULL, NULL, key, NULL) == 1 && verify(state, signature, length, message, count) == 1;
  digest_free(state);
  return valid;
}

/* The program's own definitions come before those of the C library, which does the work. */
static _Atomic uint64_t allocations;
#ifdef __GLIBC__
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_memalign(size_t, size_t);
void *malloc(size_t size) {
  atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
  return __libc_malloc(size);
}
void *calloc(size_t count, size_t size) {
  atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
  return __libc_calloc(count, size);
}
int posix_memalign(void **memory, size_t alignment, size_t size) {
  atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
  return (*memory = __libc_memalign(alignment, size)) ? 0 : 12;
}
#endif
uint64_t allocation_count(void) { return atomic_load(&allocations); }

uint64_t thread_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t ticks(void) {
#if defined(__x86_64__)
  unsigned low, high, processor;
  __asm__ volatile("rdtscp" : "=a"(low), "=d"(high), "=c"(processor)::"memory");
  return (uint64_t)high << 32 | low;
#elif defined(__aarch64__)
  uint64_t value;
  __asm__ volatile("isb\nmrs %0, cntvct_el0" : "=r"(value)::"memory");
  return value;
#else
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
#endif
}
