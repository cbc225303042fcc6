extension HelpTopic {
  /// Keys whose material is outside of KMS.
  static let keyStores = HelpTopic(
    name: "key-stores", title: "Keys in a CloudHSM cluster or outside of AWS",
    text: """
      A custom key store puts something of your own behind KMS: a CloudHSM cluster,
      which holds the material of its keys alone, or an external key manager (XKS),
      which KMS reaches by a proxy. Policies, grants, aliases and CloudTrail are as
      for other keys; each encryption is done there.

      CRED=$(outside credential)
      STORE=$(aws kms create-custom-key-store --custom-key-store-name vault \\
        --custom-key-store-type EXTERNAL_KEY_STORE \\
        --xks-proxy-connectivity PUBLIC_ENDPOINT \\
        --xks-proxy-uri-endpoint https://xks.kmslab.example \\
        --xks-proxy-uri-path /vault/kms/xks/v1 \\
        --xks-proxy-authentication-credential $CRED \\
        --query CustomKeyStoreId --output text)
      aws kms connect-custom-key-store --custom-key-store-id $STORE
      advance 1m
      aws kms describe-custom-key-stores --custom-key-store-id $STORE
      aws kms create-key --origin EXTERNAL_KEY_STORE \\
        --custom-key-store-id $STORE --xks-key-id lab-1

      outside certificate > customerCA.crt
      HSM=$(aws kms create-custom-key-store --custom-key-store-name hsm \\
        --cloud-hsm-cluster-id cluster-labfirst222 \\
        --key-store-password $(outside password) \\
        --trust-anchor-certificate file://customerCA.crt \\
        --query CustomKeyStoreId --output text)
      aws kms connect-custom-key-store --custom-key-store-id $HSM
      advance 20m
      aws kms create-key --origin AWS_CLOUDHSM --custom-key-store-id $HSM

      A store is DISCONNECTED, CONNECTING, then CONNECTED or FAILED, and
      DISCONNECTING. FAILED tells why, and is disconnected before anything else.
      While it is not CONNECTED its keys are Unavailable, and what they encrypted
      cannot be read; nothing is lost. A store is deleted when it is DISCONNECTED
      and no key is left in it. Its keys are symmetric, live in one Region, never
      rotate and are never imported.

      With an external key each ciphertext is sealed twice, by KMS and then by the
      external key: neither can open it alone. When the manager loses that key, the
      data are lost, and no deletion in KMS says so:
      set xks-proxy slow        KMSInvalidStateException; so do refuse, unreachable
      set xks-proxy ok          and all works again
      set xks-proxy forget      and nothing under the external keys ever opens
      outside                   what there is outside of KMS
      """)
}
