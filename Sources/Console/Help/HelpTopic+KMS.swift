extension HelpTopic {
  static let grants = HelpTopic(
    name: "grants", title: "A permit beside the policies",
    text: """
      A grant lets one principal do listed operations with one key. It permits and
      never forbids; an explicit deny anywhere beats it; it never ends by itself.

      aws kms create-grant --key-id KEY-ID \\
        --grantee-principal arn:aws:iam::111122223333:user/bob \\
        --operations Encrypt Decrypt RetireGrant \\
        --constraints EncryptionContextSubset={app=photos} --name photos
      aws kms list-grants --key-id KEY-ID
      aws kms retire-grant --grant-token TOKEN      by who holds it
      aws kms revoke-grant --key-id KEY-ID --grant-id ID     by administrators

      Subset: the encryption context has these pairs, among others. Equals: these and
      no others. Names of pairs match in any case, values as they are. Under a name
      the same request makes the grant only once. A grantee with CreateGrant can pass
      on no more than it has, under constraints at least as strict.

      set consistency realistic: a new grant is in force after 5 minutes; its token
      (--grant-tokens) makes it work at once.
      """)

  /// Imported key material.
  static let imports = HelpTopic(
    name: "imported-keys", title: "Key material of your own",
    text: """
      KEY=$(aws kms create-key --origin EXTERNAL --query KeyMetadata.KeyId \\
        --output text)
      openssl rand -out material.bin 32
      WRAPPING="--wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_2048"
      aws kms get-parameters-for-import --key-id $KEY $WRAPPING \\
        --query ImportToken --output text | base64 -d > token.bin
      aws kms get-parameters-for-import --key-id $KEY $WRAPPING \\
        --query PublicKey --output text | base64 -d > public.der
      openssl pkeyutl -encrypt -pubin -inkey public.der -in material.bin \\
        -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -out wrapped.bin
      aws kms import-key-material --key-id $KEY --import-token fileb://token.bin \\
        --encrypted-key-material fileb://wrapped.bin --valid-to 2025-12-31

      Without a date: --expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE. A key takes
      only the material that it had; --import-type NEW_KEY_MATERIAL brings another,
      which encrypts after rotate-key-on-demand. Token and public key belong together
      and are good for 24 hours. Those of one second are the same here; on AWS each
      call makes new ones.

      HMAC keys are imported in the same way. Of a key pair the private key is: PKCS
      #8 in DER. That of RSA is too long for RSA, so RSA_AES_KEY_WRAP_SHA_256 puts an
      AES key in between:
        openssl pkcs8 -topk8 -nocrypt -outform DER -in mine.pem -out mine.p8
        openssl rand -out aes.bin 32
        openssl enc -id-aes256-wrap-pad -K $(xxd -p -c 64 aes.bin) -iv A65959A6 \\
          -in mine.p8 -out mine.wrapped
        openssl pkeyutl -encrypt … -in aes.bin -out aes.wrapped     as above
        cat aes.wrapped mine.wrapped > wrapped.bin
      wrap-for-import MATERIAL PUBLICKEY does either in one line, here only.
      """)

  /// Multi-Region keys.
  static let multiRegion = HelpTopic(
    name: "multi-region", title: "One key id in several Regions",
    text: """
      KEY=$(aws kms create-key --multi-region --query KeyMetadata.KeyId \\
        --output text)
      aws kms encrypt --key-id $KEY --plaintext aGVsbG8= \\
        --query CiphertextBlob --output text | base64 -d > cipher.bin
      aws kms replicate-key --key-id $KEY --replica-region eu-west-1
      aws kms decrypt --region eu-west-1 --ciphertext-blob fileb://cipher.bin
      aws kms update-primary-region --key-id $KEY --primary-region eu-west-1

      Shared: id, material, type, rotation, which are the primary's. Each one's own:
      ARN, policy, description, aliases, tags, grants, state. A primary is deleted
      after its last replica: PendingReplicaDeletion, then its own window.
      """)

  static let cloudTrail = HelpTopic(
    name: "cloudtrail", title: "The trail, AWS's way and the lab's",
    text: """
      aws cloudtrail lookup-events --lookup-attributes \\
        AttributeKey=EventName,AttributeValue=Decrypt
      aws cloudtrail lookup-events --lookup-attributes \\
        AttributeKey=ResourceName,AttributeValue=KEY-ARN --start-time 2026-01-01
      trail --key alias/lab-key --denied --by bob --since 30d
      trail event 12      the whole record, as CloudTrail writes it

      lookup-events knows management events of 90 days in the Region: all of KMS's,
      S3's of buckets. What is done to objects are data events, which only `trail`
      shows.
      S3's calls to KMS name the caller, and fas.s3.amazonaws.com as origin. What AWS
      does by itself (RotateKey, DeleteKey, DeleteExpiredKeyMaterial) has no caller.
      """)
}
