#!/usr/bin/env bash
# AWS's way of wrapping a private key for import, `openssl enc -id-aes256-wrap-pad`, makes of a key
# of more than 4,096 bytes two wrapped keys, one behind the other, and says nothing. No RSA key is so
# long; the expanded form of ML-DSA-87 is.
#
# KMS's guide wraps the key by AES key wrap with padding (RFC 5649) under a key that RSA wraps:
# RSA_AES_KEY_WRAP_SHA_256. RFC 5649 is one pass over the whole message. enc reads its input in
# buffers of 4 KiB, and its cipher wraps each of them as a message of its own: the file is longer by
# 8 bytes than it may be, and nothing that follows the RFC opens it. enc -d refuses it too; it also
# refuses what enc made rightly of 4,089 to 4,096 bytes, since the wrapped form is over a buffer.
# So wrap such keys by a library, in one call, as the second half shows.
#
# Seen with OpenSSL 3.0.22 (Debian 3.0.22-1~deb12u2) and pyca/cryptography 48.0.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=3.0.22-1~deb12u2
apt-get download "openssl=$version" "libssl3=$version" 2> /dev/null > /dev/null
for package in ./*.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$folder/root/usr/lib/$(uname -m)-linux-gnu
openssl=root/usr/bin/openssl
"$openssl" version
env -u LD_LIBRARY_PATH python3 -m venv venv
env -u LD_LIBRARY_PATH venv/bin/pip install --quiet --disable-pip-version-check cryptography==48.0.0

key=$(printf '1f%.0s' {1..32})
# RSA-4096 in PKCS #8; the longest that fits; one more; ML-DSA-87's private key, FIPS 204, table 2.
for length in 2374 4096 4097 4896; do
  "$openssl" rand "$length" > material
  "$openssl" enc -id-aes256-wrap-pad -iv A65959A6 -K "$key" -in material -out wrapped
  echo "$length bytes: $(stat -c %s wrapped) wrapped," \
    "$(env -u LD_LIBRARY_PATH venv/bin/python - "$key" << 'PY'
import sys
from cryptography.hazmat.primitives import keywrap

key = bytes.fromhex(sys.argv[1])
material, wrapped = open("material", "rb").read(), open("wrapped", "rb").read()
right = keywrap.aes_key_wrap_with_padding(key, material)
assert keywrap.aes_key_unwrap_with_padding(key, right) == material
assert len(right) == -(-len(material) // 8) * 8 + 8
try:
    opened = keywrap.aes_key_unwrap_with_padding(key, wrapped)
except keywrap.InvalidUnwrap:
    opened = None
assert (opened == material) == (wrapped == right) == (len(material) <= 4096)
if opened is None:
    halves = [material[:4096], material[4096:]]
    assert wrapped == b"".join(keywrap.aes_key_wrap_with_padding(key, half) for half in halves)
print("opens" if opened else f"does not open: two of {[len(half) for half in halves]} bytes")
PY
)"
done
