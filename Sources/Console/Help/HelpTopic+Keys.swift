extension HelpTopic {
  /// States of keys.
  static let states = HelpTopic(
    name: "key-states", title: "What a key does in each of its states",
    text: """
      Enabled           all
      Disabled          no cryptography, no rotation; enable-key brings it back at
                        once: DisabledException
      PendingDeletion   nothing but cancel-key-deletion, which leaves it Disabled:
                        KMSInvalidStateException
      PendingImport     waits for its key material (help imported-keys)
      Unavailable       its custom key store is not connected (help key-stores)
      PendingReplicaDeletion    a primary that waits for its last replica
      Creating, Updating        a multi-Region key for a moment
      gone              NotFoundException, as if it had never been; decrypt without
                        --key-id answers AccessDeniedException

      Policies, tags, aliases and grants can be read in each state. The state is
      looked at after the policies: who may not gets a denial, whatever the state.
      aws kms describe-key --key-id KEY-ID --query KeyMetadata.KeyState
      timeline KEY-ID
      """)

  /// Encrypting outside of KMS.
  static let envelopeEncryption = HelpTopic(
    name: "envelope-encryption", title: "A data key for what is too large for KMS",
    text: """
      KMS encrypts 4,096 bytes at most, and every call is a request. So it makes a
      data key: in plaintext to encrypt with, here and now, and encrypted under the
      key to be kept beside the data. To read, KMS decrypts the data key.

      KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
      aws kms generate-data-key --key-id $KEY --key-spec AES_256 >data-key.json
      cat data-key.json

      Plaintext encrypts the data and is then forgotten; CiphertextBlob is stored.
      Whoever reads the data later needs kms:Decrypt on the key:
      aws kms generate-data-key-without-plaintext --key-id $KEY --key-spec AES_256 \\
        --query CiphertextBlob --output text | base64 -d > data-key.bin
      aws kms decrypt --ciphertext-blob fileb://data-key.bin --query Plaintext \\
        --output text | base64 -d | wc -c

      One key protects any number of data keys; when it rotates, they stay as they
      are; when it is gone, so is all that they encrypted. S3 does the same for
      every object (help envelope).
      """)

  /// Message authentication codes.
  static let mac = HelpTopic(
    name: "hmac", title: "Codes that prove a message unchanged",
    text: """
      MAC_KEY=$(aws kms create-key --key-spec HMAC_256 \\
        --key-usage GENERATE_VERIFY_MAC --query KeyMetadata.KeyId --output text)
      aws kms generate-mac --key-id $MAC_KEY --message aGVsbG8= \\
        --mac-algorithm HMAC_SHA_256 --query Mac --output text | base64 -d > mac.bin
      aws kms verify-mac --key-id $MAC_KEY --message aGVsbG8= \\
        --mac-algorithm HMAC_SHA_256 --mac fileb://mac.bin

      Anybody who may verify with the key can also be the one who made the code: it
      is no signature. A wrong code is KMSInvalidMacException. An HMAC key neither
      encrypts nor rotates by itself; a code names no key, so keep its id with it.
      """)
}
