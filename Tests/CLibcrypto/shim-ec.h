// Keys of elliptic curves from raw bytes, and signatures as r and s.

#ifndef CLIBCRYPTO_SHIM_EC_H
#define CLIBCRYPTO_SHIM_EC_H

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/params.h>

// A key pair, or a public key alone if `d` is null; null for what libcrypto refuses.
static inline EVP_PKEY *kl_ec_key(
    const char *group, const uint8_t *point, size_t pointCount, const uint8_t *d, size_t dCount) {
  uint8_t native[128];
  OSSL_PARAM params[4];
  size_t n = 0;
  params[n++] = OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)group, 0);
  params[n++] =
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, pointCount);
  if (d != NULL) {
    for (size_t i = 0; i < dCount; i++) native[i] = d[dCount - 1 - i];
    params[n++] = OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, native, dCount);
  }
  params[n] = OSSL_PARAM_construct_end();
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
  if (EVP_PKEY_fromdata_init(context) != 1 ||
      EVP_PKEY_fromdata(context, &key, d ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params) != 1)
    key = NULL;
  EVP_PKEY_CTX_free(context);
  return key;
}

// Signs a digest: r and s of `count` bytes each.
static inline int kl_ecdsa_sign(
    EVP_PKEY *key, const uint8_t *digest, size_t digestCount, uint8_t *r, uint8_t *s, int count) {
  uint8_t der[256];
  size_t length = sizeof der;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int ok = EVP_PKEY_sign_init(context) == 1 &&
           EVP_PKEY_sign(context, der, &length, digest, digestCount) == 1;
  EVP_PKEY_CTX_free(context);
  if (!ok) return 0;
  const uint8_t *in = der;
  ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &in, (long)length);
  ok = signature != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(signature), r, count) == count &&
       BN_bn2binpad(ECDSA_SIG_get0_s(signature), s, count) == count;
  ECDSA_SIG_free(signature);
  return ok;
}

// Whether r and s sign a digest: 1, 0, or negative for what libcrypto does not take.
static inline int kl_ecdsa_verify(
    EVP_PKEY *key, const uint8_t *digest, size_t digestCount, const uint8_t *r, int rCount,
    const uint8_t *s, int sCount) {
  ECDSA_SIG *signature = ECDSA_SIG_new();
  ECDSA_SIG_set0(signature, BN_bin2bn(r, rCount, NULL), BN_bin2bn(s, sCount, NULL));
  uint8_t *der = NULL;
  int length = i2d_ECDSA_SIG(signature, &der);
  ECDSA_SIG_free(signature);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int ok = EVP_PKEY_verify_init(context);
  if (ok == 1) ok = EVP_PKEY_verify(context, der, (size_t)length, digest, digestCount);
  EVP_PKEY_CTX_free(context);
  OPENSSL_free(der);
  return ok;
}

// The x of one's d times the other's point.
static inline int kl_ecdh(EVP_PKEY *key, EVP_PKEY *peer, uint8_t *secret, size_t *count) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);
  int ok = EVP_PKEY_derive_init(context) == 1 && EVP_PKEY_derive_set_peer(context, peer) == 1 &&
           EVP_PKEY_derive(context, secret, count) == 1;
  EVP_PKEY_CTX_free(context);
  return ok;
}

// Signs a message with Ed25519; gives the public key, too.
static inline int kl_ed25519_sign(
    const uint8_t *seed, const uint8_t *message, size_t count, uint8_t *point, uint8_t *signature) {
  size_t pointCount = 32, signatureCount = 64;
  EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int ok = key != NULL && EVP_PKEY_get_raw_public_key(key, point, &pointCount) == 1 &&
           EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1 &&
           EVP_DigestSign(context, signature, &signatureCount, message, count) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  return ok;
}

// Whether 64 bytes are an Ed25519 signature.
static inline int kl_ed25519_verify(
    const uint8_t *point, const uint8_t *message, size_t count, const uint8_t *signature) {
  EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, point, 32);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int ok = key != NULL && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
           EVP_DigestVerify(context, signature, 64, message, count) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  return ok;
}

#endif
