// What Swift cannot call in libcrypto directly: functions that are macros.

#ifndef CLIBCRYPTO_SHIM_H
#define CLIBCRYPTO_SHIM_H

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include "shim-ec.h"

static inline int kl_set_nonce_length(EVP_CIPHER_CTX *context, int count) {
  return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, count, NULL);
}

static inline int kl_get_tag(EVP_CIPHER_CTX *context, int count, void *tag) {
  return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, count, tag);
}

static const int kl_key_pair = EVP_PKEY_KEYPAIR;
static const int kl_public_key = EVP_PKEY_PUBLIC_KEY;

static inline EVP_PKEY *kl_generate_rsa(unsigned int bits) {
  return EVP_RSA_gen(bits);
}

#endif
