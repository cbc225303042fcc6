extension HelpTopic {
  /// Keys that have a public half.
  static let keyPairs = HelpTopic(
    name: "key-pairs", title: "Keys with a public half: which one for what",
    text: """
      The private key never leaves KMS; the public key is for everybody. What a key
      is for is said when it is made: --key-spec and --key-usage, and never changes.

      spec                     usage, --key-usage             public key, bytes
      RSA_2048                 ENCRYPT_DECRYPT, SIGN_VERIFY   294
      RSA_3072, RSA_4096       the same                       422, 550
      ECC_NIST_P256            SIGN_VERIFY, KEY_AGREEMENT     91
      ECC_NIST_P384, _P521     the same                       120, 158
      ECC_SECG_P256K1          SIGN_VERIFY (blockchains)      88
      ECC_NIST_EDWARDS25519    SIGN_VERIFY                    44
      ML_DSA_44, _65, _87      SIGN_VERIFY (after quantum)    1334, 1974, 2614

      Encrypting outside of AWS, and opening here:
      KEY=$(aws kms create-key --key-spec RSA_2048 --key-usage ENCRYPT_DECRYPT \\
        --query KeyMetadata.KeyId --output text)
      aws kms get-public-key --key-id $KEY --query PublicKey --output text \\
        | base64 -d > public.der
      echo "meet at noon" > note.txt
      openssl pkeyutl -encrypt -pubin -inkey public.der -in note.txt -out note.rsa \\
        -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256
      aws kms decrypt --key-id $KEY --encryption-algorithm RSAES_OAEP_SHA_256 \\
        --ciphertext-blob fileb://note.rsa --query Plaintext --output text | base64 -d

      RSA takes few bytes: 190, 318 or 446 of RSA_2048, 3072 and 4096 with SHA-256,
      214, 342 or 470 with SHA-1. More than that goes into an envelope: RSA for the
      key of AES. Its ciphertext names no key and takes no encryption context.

      Agreeing on a secret with the public key of somebody else, on the same curve:
      AGREE=$(aws kms create-key --key-spec ECC_NIST_P256 --key-usage KEY_AGREEMENT \\
        --query KeyMetadata.KeyId --output text)
      openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out theirs.pem
      openssl pkey -in theirs.pem -pubout -outform DER -out theirs.der
      aws kms derive-shared-secret --key-id $AGREE --key-agreement-algorithm ECDH \\
        --public-key fileb://theirs.der

      A pair for use outside of KMS, its private half also encrypted under a key:
      aws kms generate-data-key-pair --key-pair-spec ECC_NIST_P256 --key-id \\
        $(aws kms create-key --query KeyMetadata.KeyId --output text)

      Pairs do not rotate: a new key and its alias do that. S3 takes no such key.
      None of their calls is free (help bill). Signing: help signatures.
      """)

  /// Signing and verifying, in KMS and outside.
  static let signatures = HelpTopic(
    name: "signatures", title: "Signing in KMS, verifying anywhere",
    text: """
      KEY=$(aws kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY \\
        --query KeyMetadata.KeyId --output text)
      echo "200 chairs" > offer.txt
      aws kms sign --key-id $KEY --signing-algorithm ECDSA_SHA_256 \\
        --message fileb://offer.txt --query Signature --output text \\
        | base64 -d > offer.sig
      aws kms verify --key-id $KEY --signing-algorithm ECDSA_SHA_256 \\
        --message fileb://offer.txt --signature fileb://offer.sig
      aws kms get-public-key --key-id $KEY --query PublicKey --output text \\
        | base64 -d > public.der
      openssl dgst -sha256 -verify public.der -signature offer.sig offer.txt

      A signature that does not fit is an error, KMSInvalidSignatureException, and
      never false. Outside, a signature holds whatever becomes of the key.

      algorithm                        key                     signature, bytes
      RSASSA_PSS_SHA_256, _384, _512   RSA_2048, 3072, 4096    256, 384, 512
      RSASSA_PKCS1_V1_5_SHA_256 …      the same                the same
      ECDSA_SHA_256                    P256, P256K1            up to 72, DER
      ECDSA_SHA_384, ECDSA_SHA_512     P384, P521              up to 104, 139
      ED25519_SHA_512                  EDWARDS25519            64
      ED25519_PH_SHA_512               EDWARDS25519            64
      ML_DSA_SHAKE_256                 ML_DSA_44, 65, 87       2420, 3309, 4627

      Sign takes 4,096 bytes. More is hashed first, and the digest goes as
      --message-type DIGEST:
      openssl dgst -sha256 -binary -out offer.digest offer.txt
      aws kms sign --key-id $KEY --signing-algorithm ECDSA_SHA_256 \\
        --message-type DIGEST --message fileb://offer.digest

      Without DIGEST the digest is hashed once more, and nobody can verify that with
      the file. ED25519_SHA_512 takes RAW alone, ED25519_PH_SHA_512 DIGEST alone,
      ML-DSA RAW or EXTERNAL_MU, the 64 bytes mu that it would make of the message.
      PKCS #1 and Ed25519 give the same bytes each time, the others fresh ones.
      PSS has to be named to openssl: -sigopt rsa_padding_mode:pss
      -sigopt rsa_pss_saltlen:digest; ML-DSA is in OpenSSL from version 3.5 on.
      inspect offer.sig KEY-ID takes a signature apart; learn sign-and-verify.
      """)
}
