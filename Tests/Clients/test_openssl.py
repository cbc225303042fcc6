"""What KMS signs, encrypts, agrees on and imports, beside a real OpenSSL."""

import hashlib
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import mldsa

from world import program, refused

MESSAGE = b"the contract, page 1 of 1"
OAEP = ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256",
        "-pkeyopt", "rsa_mgf1_md:sha256"]
PSS = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]

#: Types of keys, algorithms, and how openssl verifies with them.
SIGNING = [
    *[("RSA_2048", f"RSASSA_PKCS1_V1_5_SHA_{bits}", [f"-sha{bits}"]) for bits in (256, 384, 512)],
    *[("RSA_3072", f"RSASSA_PSS_SHA_{bits}", [f"-sha{bits}", *PSS]) for bits in (256, 384, 512)],
    ("RSA_4096", "RSASSA_PSS_SHA_256", ["-sha256", *PSS]),
    ("ECC_NIST_P256", "ECDSA_SHA_256", ["-sha256"]),
    ("ECC_NIST_P384", "ECDSA_SHA_384", ["-sha384"]),
    ("ECC_NIST_P521", "ECDSA_SHA_512", ["-sha512"]),
    ("ECC_SECG_P256K1", "ECDSA_SHA_256", ["-sha256"]),
]

#: Types of keys, and how openssl makes private keys of them.
MAKING = {
    "RSA_2048": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    "RSA_4096": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"],
    "ECC_NIST_P256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "ECC_NIST_P384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
    "ECC_NIST_P521": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
    "ECC_SECG_P256K1": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
    "ECC_NIST_EDWARDS25519": ["-algorithm", "ED25519"],
}


@pytest.fixture
def openssl(tmp_path):
    """Runs openssl in a folder of its own; answers what it prints, and fails where it fails."""
    path = program("openssl", "openssl")

    def run(*words, **files):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        done = subprocess.run([path, *words], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    return run


@pytest.fixture
def kms(lab):
    """A client of KMS."""
    return lab.client("kms")


def new_key(kms, spec, usage, **more):
    """The id of a new key."""
    made = kms.create_key(KeySpec=spec, KeyUsage=usage, **more)
    return made["KeyMetadata"]["KeyId"]


def public_key(kms, key):
    """The public key of a key, as DER."""
    return kms.get_public_key(KeyId=key)["PublicKey"]


@pytest.mark.parametrize("spec,algorithm,words", SIGNING)
def test_openssl_verifies_what_kms_signs(kms, openssl, spec, algorithm, words):
    key = new_key(kms, spec, "SIGN_VERIFY")
    signature = kms.sign(KeyId=key, Message=MESSAGE, SigningAlgorithm=algorithm)["Signature"]
    printed = openssl(
        "dgst", *words, "-verify", "public", "-keyform", "DER", "-signature", "signature",
        "message", public=public_key(kms, key), signature=signature, message=MESSAGE)
    assert printed == b"Verified OK\n"


def test_openssl_verifies_what_kms_signs_by_ed25519(kms, openssl):
    key = new_key(kms, "ECC_NIST_EDWARDS25519", "SIGN_VERIFY")
    signature = kms.sign(
        KeyId=key, Message=MESSAGE, SigningAlgorithm="ED25519_SHA_512")["Signature"]
    openssl("pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "public", "-rawin",
            "-sigfile", "signature", "-in", "message",
            public=public_key(kms, key), signature=signature, message=MESSAGE)


def test_openssl_verifies_after_the_key_is_disabled(kms, openssl):
    """Nobody can take a public key back."""
    key = new_key(kms, "ECC_NIST_P256", "SIGN_VERIFY")
    public = public_key(kms, key)
    signature = kms.sign(
        KeyId=key, Message=MESSAGE, SigningAlgorithm="ECDSA_SHA_256")["Signature"]
    kms.disable_key(KeyId=key)
    with refused("DisabledException"):
        kms.verify(KeyId=key, Message=MESSAGE, SigningAlgorithm="ECDSA_SHA_256",
                   Signature=signature)
    openssl("dgst", "-sha256", "-verify", "public", "-keyform", "DER", "-signature", "signature",
            "message", public=public, signature=signature, message=MESSAGE)


@pytest.mark.parametrize("spec", ["RSA_2048", "RSA_3072", "RSA_4096"])
def test_kms_decrypts_what_openssl_encrypts(kms, openssl, spec):
    key = new_key(kms, spec, "ENCRYPT_DECRYPT")
    sealed = openssl("pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", "public",
                     *OAEP, "-in", "message", public=public_key(kms, key), message=MESSAGE)
    opened = kms.decrypt(KeyId=key, CiphertextBlob=sealed,
                         EncryptionAlgorithm="RSAES_OAEP_SHA_256")
    assert opened["Plaintext"] == MESSAGE


def test_openssl_decrypts_with_a_pair_of_kms(kms, openssl):
    """The pair of RSA that GenerateDataKeyPair makes, both halves outside of KMS."""
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    pair = kms.generate_data_key_pair(KeyId=key, KeyPairSpec="RSA_2048")
    sealed = openssl("pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", "public",
                     *OAEP, "-in", "message", public=pair["PublicKey"], message=MESSAGE)
    assert openssl("pkeyutl", "-decrypt", "-keyform", "DER", "-inkey", "private", *OAEP,
                   "-in", "sealed", private=pair["PrivateKeyPlaintext"], sealed=sealed) == MESSAGE


@pytest.mark.parametrize("spec", [spec for spec in MAKING if spec != "RSA_4096"])
def test_openssl_reads_the_pairs_of_kms(kms, openssl, spec):
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    pair = kms.generate_data_key_pair(KeyId=key, KeyPairSpec=spec)
    public = openssl("pkey", "-inform", "DER", "-in", "private", "-pubout", "-outform", "DER",
                     private=pair["PrivateKeyPlaintext"])
    assert public == pair["PublicKey"]
    if spec.startswith("RSA"):
        openssl("pkey", "-inform", "DER", "-in", "private", "-check", "-noout",
                private=pair["PrivateKeyPlaintext"])


@pytest.mark.parametrize("spec", ["ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"])
def test_kms_and_openssl_agree_on_a_secret(kms, openssl, spec):
    key = new_key(kms, spec, "KEY_AGREEMENT")
    private = openssl("genpkey", *MAKING[spec], "-outform", "DER")
    public = openssl("pkey", "-inform", "DER", "-in", "private", "-pubout", "-outform", "DER",
                     private=private)
    outside = openssl("pkeyutl", "-derive", "-keyform", "DER", "-inkey", "private", "-peerform",
                      "DER", "-peerkey", "public", private=private, public=public_key(kms, key))
    inside = kms.derive_shared_secret(KeyId=key, KeyAgreementAlgorithm="ECDH", PublicKey=public)
    assert inside["SharedSecret"] == outside


def wrap(openssl, material, public, algorithm):
    """Material, wrapped as AWS's guide says it."""
    digest = "sha256" if algorithm.endswith("256") else "sha1"
    oaep = ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", f"rsa_oaep_md:{digest}",
            "-pkeyopt", f"rsa_mgf1_md:{digest}"]
    under = ["pkeyutl", "-encrypt", "-pubin", "-keyform", "DER", "-inkey", "wrapping", *oaep,
             "-in", "plain"]
    if algorithm.startswith("RSAES"):
        return openssl(*under, wrapping=public, plain=material)
    aes = openssl("rand", "32")
    inner = openssl("enc", "-id-aes256-wrap-pad", "-K", aes.hex(), "-iv", "A65959A6",
                    "-in", "material", material=material)
    return openssl(*under, wrapping=public, plain=aes) + inner


def bring(kms, openssl, key, material, algorithm, wrapping_spec="RSA_2048"):
    """Imports material under a new public key of KMS."""
    answer = kms.get_parameters_for_import(
        KeyId=key, WrappingAlgorithm=algorithm, WrappingKeySpec=wrapping_spec)
    kms.import_key_material(
        KeyId=key, ImportToken=answer["ImportToken"],
        EncryptedKeyMaterial=wrap(openssl, material, answer["PublicKey"], algorithm),
        ExpirationModel="KEY_MATERIAL_DOES_NOT_EXPIRE")


@pytest.mark.parametrize("algorithm", ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"])
@pytest.mark.parametrize("wrapping_spec", ["RSA_2048", "RSA_3072", "RSA_4096"])
def test_kms_imports_a_symmetric_key_that_openssl_wraps(kms, openssl, algorithm, wrapping_spec):
    key = kms.create_key(Origin="EXTERNAL")["KeyMetadata"]["KeyId"]
    bring(kms, openssl, key, openssl("rand", "32"), algorithm, wrapping_spec)
    sealed = kms.encrypt(KeyId=key, Plaintext=MESSAGE)["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=sealed)["Plaintext"] == MESSAGE


def test_kms_imports_an_hmac_key_that_openssl_wraps(kms, openssl):
    material = openssl("rand", "32")
    key = new_key(kms, "HMAC_256", "GENERATE_VERIFY_MAC", Origin="EXTERNAL")
    bring(kms, openssl, key, material, "RSAES_OAEP_SHA_256")
    code = kms.generate_mac(KeyId=key, Message=MESSAGE, MacAlgorithm="HMAC_SHA_256")["Mac"]
    assert code == openssl("dgst", "-sha256", "-mac", "HMAC", "-macopt",
                           f"hexkey:{material.hex()}", "-binary", "message", message=MESSAGE)


@pytest.mark.parametrize("spec", MAKING)
@pytest.mark.parametrize("algorithm", ["RSA_AES_KEY_WRAP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1",
                                       "RSAES_OAEP_SHA_256"])
def test_kms_imports_a_private_key_that_openssl_wraps(kms, openssl, spec, algorithm):
    """The public half is the same afterwards, and what openssl signed verifies in KMS."""
    key = new_key(kms, spec, "SIGN_VERIFY", Origin="EXTERNAL")
    wrapping_spec = "RSA_3072" if spec == "ECC_NIST_P521" else "RSA_2048"
    if spec.startswith("RSA") and algorithm.startswith("RSAES"):
        with refused("UnsupportedOperationException"):
            kms.get_parameters_for_import(
                KeyId=key, WrappingAlgorithm=algorithm, WrappingKeySpec=wrapping_spec)
        return
    pem = openssl("genpkey", *MAKING[spec])
    material = openssl("pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-in", "pem", pem=pem)
    bring(kms, openssl, key, material, algorithm, wrapping_spec)
    assert public_key(kms, key) == openssl(
        "pkey", "-in", "pem", "-pubout", "-outform", "DER", pem=pem)
    if spec == "ECC_NIST_EDWARDS25519":
        signature = openssl("pkeyutl", "-sign", "-inkey", "pem", "-rawin", "-in", "message",
                            pem=pem, message=MESSAGE)
        signing = "ED25519_SHA_512"
    else:
        bits = {"ECC_NIST_P384": 384, "ECC_NIST_P521": 512}.get(spec, 256)
        signature = openssl("dgst", f"-sha{bits}", "-sign", "pem", "message", pem=pem,
                            message=MESSAGE)
        kind = "RSASSA_PKCS1_V1_5" if spec.startswith("RSA") else "ECDSA"
        signing = f"{kind}_SHA_{bits}"
    valid = kms.verify(KeyId=key, Message=MESSAGE, SigningAlgorithm=signing, Signature=signature)
    assert valid["SignatureValid"]
    with refused("KMSInvalidSignatureException"):
        kms.verify(KeyId=key, Message=MESSAGE + b".", SigningAlgorithm=signing,
                   Signature=signature)


def test_pkcs1_is_no_pkcs8(kms, openssl):
    """What genpkey -outform DER writes of RSA is refused by KMS, as on AWS."""
    key = new_key(kms, "RSA_2048", "SIGN_VERIFY", Origin="EXTERNAL")
    material = openssl("genpkey", *MAKING["RSA_2048"], "-outform", "DER")
    with refused("IncorrectKeyMaterialException"):
        bring(kms, openssl, key, material, "RSA_AES_KEY_WRAP_SHA_256")


@pytest.mark.parametrize("level", [44, 65, 87])
def test_another_library_verifies_ml_dsa_and_is_verified(kms, openssl, level):
    """OpenSSL has ML-DSA from version 3.5 on; the one inside pyca/cryptography is newer."""
    key = new_key(kms, f"ML_DSA_{level}", "SIGN_VERIFY")
    outside = serialization.load_der_public_key(public_key(kms, key))
    call = {"KeyId": key, "Message": MESSAGE, "SigningAlgorithm": "ML_DSA_SHAKE_256"}
    outside.verify(kms.sign(**call)["Signature"], MESSAGE)
    made = getattr(mldsa, f"MLDSA{level}PrivateKey").generate()
    key = new_key(kms, f"ML_DSA_{level}", "SIGN_VERIFY", Origin="EXTERNAL")
    bring(kms, openssl, key, made.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption()), "RSAES_OAEP_SHA_256")
    assert kms.verify(**{**call, "KeyId": key}, Signature=made.sign(MESSAGE))["SignatureValid"]


def test_kms_verifies_a_prehashed_ed25519_signature_of_another_key(kms):
    """Ed25519ph and Ed25519 are different algorithms: none verifies as the other."""
    key = new_key(kms, "ECC_NIST_EDWARDS25519", "SIGN_VERIFY")
    digest = hashlib.sha512(MESSAGE).digest()
    call = {"KeyId": key, "Message": digest, "MessageType": "DIGEST",
            "SigningAlgorithm": "ED25519_PH_SHA_512"}
    signature = kms.sign(**call)["Signature"]
    assert kms.verify(**call, Signature=signature)["SignatureValid"]
    with refused("KMSInvalidSignatureException"):
        kms.verify(KeyId=key, Message=digest, SigningAlgorithm="ED25519_SHA_512",
                   Signature=signature)
