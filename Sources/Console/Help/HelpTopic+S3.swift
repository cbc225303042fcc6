extension HelpTopic {
  static let console = HelpTopic(
    name: "console", title: "The steps of AWS's web console, as commands",
    text: """
      Create key (KMS, Customer managed keys)
        Key type Symmetric, usage Encrypt and decrypt
            KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
        Alias lab-key
            aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY
        Key administrators, Key users
            policy template admins-and-users --admin alice --user alice >p.json
            aws kms put-key-policy --key-id $KEY --policy file://p.json
        The key's page: status, type, manager
            aws kms describe-key --key-id alias/lab-key

      Tab Key rotation: Automatically rotate every year
            aws kms enable-key-rotation --key-id $KEY
            aws kms get-key-rotation-status --key-id $KEY

      Create bucket (S3); its name must be free in all the world
            aws s3 mb s3://NAME
      Tab Properties, Default encryption: SSE-KMS, lab-key, Bucket Key Enable
            aws s3api put-bucket-encryption --bucket NAME \\
              --server-side-encryption-configuration 'Rules=[{
              ApplyServerSideEncryptionByDefault={SSEAlgorithm=aws:kms,
              KMSMasterKeyID=alias/lab-key},BucketKeyEnabled=true}]'
            aws s3api get-bucket-encryption --bucket NAME
      Upload, and an object's page: Server-side encryption settings
            aws s3 cp report.txt s3://NAME/
            aws s3api head-object --bucket NAME --key report.txt
            inspect s3://NAME/report.txt

      Schedule key deletion
            aws kms schedule-key-deletion --key-id $KEY --preview
            aws kms schedule-key-deletion --key-id $KEY
            advance 30d
      """)

  static let atRest = HelpTopic(
    name: "encryption-at-rest", title: "How S3 encrypts objects, and under whose key",
    text: """
      SSE-S3     AES256         S3's own key; every object that asks for nothing else
      SSE-KMS    aws:kms        a data key of KMS, under your key or aws/s3
      DSSE-KMS   aws:kms:dsse   the same, and a second layer under S3's own key

      The writer decides (--server-side-encryption, --ssekms-key-id; aws s3 cp has
      --sse and --sse-kms-key-id), else the bucket's default. A change of the default
      touches no object that is there. A copy is encrypted as its own call or its
      bucket says, never as the source.

      To write, the caller needs kms:GenerateDataKey, to read kms:Decrypt: S3 asks KMS
      as the caller, and knows no other way to the content. So a disabled key, one
      that waits for its deletion, and a key policy that says no, all close the
      objects. Listing, head-object and deleting need no key.

      When the key's deletion is over, its objects are still listed, billed and
      deletable, and lost for ever. Rotation touches no object: each keeps the data
      key that it was written with.

      inspect s3://BUCKET/KEY   the envelope of an object
      inspect s3://BUCKET       the default, and how many objects under which key
      """)

  static let bucketKeys = HelpTopic(
    name: "bucket-keys", title: "One call of KMS for many objects",
    text: """
      With a bucket key S3 asks KMS once for a key of the bucket, and makes the data
      keys of objects of it by itself: up to 99 % fewer calls of KMS, on the bill and
      in the trail. It is set by the bucket's default (BucketKeyEnabled) or for one
      object (--bucket-key-enabled); DSSE-KMS has none.

      What changes with it: the encryption context names the bucket, no longer the
      object, so that policies which test the object's ARN stop fitting; and the
      trail shows far fewer records. Each caller has bucket keys of its own.

      On AWS S3 goes on with a bucket key for a time that is not published, even when
      the key has been disabled. Here it does so for 5 minutes of the clock, but only
      as long as KMS would still agree.
      """)

  static let envelope = HelpTopic(
    name: "envelope", title: "What S3 stores of an object",
    text: """
      The content is cut into segments of 1 MiB. Each is encrypted with AES-256-GCM
      under a data key that no other object has: the nonce is the segment's number,
      the authenticated data are its number and whether it is the last. So segments
      cannot be left out, swapped or added; a part of an object needs only the
      segments that it touches. A tag of 16 bytes follows each.

      Beside them lies the data key, wrapped: by KMS (help ciphertext) under the
      encryption context aws:s3:arn, which is the object's ARN; or derived from a
      bucket key; or under S3's own key. DSSE-KMS has two layers, the inner one under
      the data key of KMS. The checksum of the content is encrypted too.

      The ETag is the MD5 of the content for SSE-S3 alone; else it is 32 digits that
      differ at each upload. AWS publishes neither format; this one is the lab's.
      """)

  static let customerKeys = HelpTopic(
    name: "customer-keys", title: "SSE-C: keys that S3 does not keep",
    text: """
      With SSE-C you send a key of your own with each call. S3 encrypts or decrypts
      with it and forgets it; what stays is a salted HMAC, by which S3 knows the key
      again. KMS has no part in it: no policy of a key protects it, and the trail
      shows no more than the call. Who loses the key has lost the object.

      New buckets block SSE-C, since April 2026 on AWS too. Their owner allows it:
        aws s3api put-bucket-encryption --bucket NAME \\
          --server-side-encryption-configuration \\
          '{"Rules":[{"BlockedEncryptionTypes":{"EncryptionType":["NONE"]}}]}'
      and blocks it again with SSE-C in the place of NONE; what was written before can
      still be read.

        openssl rand 32 > my.key
        aws s3 cp FILE s3://NAME/KEY --sse-c --sse-c-key fileb://my.key
        aws s3 cp s3://NAME/KEY COPY --sse-c --sse-c-key fileb://my.key
        aws s3api get-object --bucket NAME --key KEY COPY \\
          --sse-customer-algorithm AES256 --sse-customer-key fileb://my.key

      Keep the key in a file: what is typed stands in history and in what save writes.
      A client's key is kept beside its line by serve --session, and shown by nothing.
      AWS CLI takes the raw 32 bytes, and makes base64 of them and of their MD5. With
      --sse-customer-key-md5 it sends both as they are given: base64 already; so it
      does always for list-parts and get-object-attributes.

      A copy opens its source with --copy-source-sse-customer-key (aws s3 cp:
      --sse-c-copy-source-key), and lies under a key of yours only where you send one
      for it too. Each part of a multipart upload brings the key. head-object needs
      it; lists, tags and deletions do not. The ETag is no MD5 of the content.
      """)

  static let multipart = HelpTopic(
    name: "multipart", title: "Large objects in parts, and what KMS is asked for them",
    text: """
      aws s3 cp takes files of 8 MiB and more apart by itself, into parts of 8 MiB; so
      does a copy between buckets, and a download reads range by range. By hand:
        UPLOAD=$(aws s3api create-multipart-upload --bucket NAME --key KEY \\
          --query UploadId --output text)
        aws s3api upload-part --bucket NAME --key KEY --upload-id $UPLOAD \\
          --part-number 1 --body FILE
        aws s3api complete-multipart-upload --bucket NAME --key KEY \\
          --upload-id $UPLOAD --multipart-upload 'Parts=[{PartNumber=1,ETag=ETAG}]'
      upload-part-copy takes a part from another object, or a range of it. Each part
      but the last has 5 MiB or more; numbers go from 1 to 10,000.

      How the object is encrypted is settled when the upload is begun: that is
      kms:GenerateDataKey. Each part opens the data key again: kms:Decrypt. So whoever
      uploads in parts needs both, and a policy with kms:GenerateDataKey alone lets
      small objects through and refuses large ones. With a bucket key there is one
      call in all.

      An upload stays open, its parts stored and paid for and hidden from lists of
      objects, until somebody completes or aborts it. Its object is as old as the
      upload. The ETag ends with the number of parts, and is no MD5 of the content.

      aws s3api list-multipart-uploads --bucket NAME    what is open
      aws s3api list-parts ...                          the parts of one
      inspect s3://NAME                                 how many, and since when
      """)

  static let lifecycle = HelpTopic(
    name: "lifecycle", title: "What time does to objects: rules that move and delete",
    text: """
      aws s3api put-bucket-lifecycle-configuration --bucket NAME \\
        --lifecycle-configuration 'Rules=[{ID=old,Status=Enabled,
        Filter={Prefix=logs/},Expiration={Days=30}}]'

      Once a day, at midnight UTC, S3 does what is due; advance tells it. A period is
      counted from the writing and rounded up to the next midnight. New rules act on
      what is there already: what is overdue goes at the midnight that comes.

        Expiration={Days=30}  or  {Date=2027-01-01}   the current object
        NoncurrentVersionExpiration={NoncurrentDays=7,NewerNoncurrentVersions=3}
                              old versions, counted from the newer one; 3 are kept
        Expiration={ExpiredObjectDeleteMarker=true}   markers that hide nothing
        AbortIncompleteMultipartUpload={DaysAfterInitiation=7}    open uploads
        Transitions=[{Days=30,StorageClass=STANDARD_IA}]          to another class
        NoncurrentVersionTransitions=[{NoncurrentDays=30,StorageClass=GLACIER}]

      Filter takes Prefix, Tag={Key=k,Value=v}, ObjectSizeGreaterThan and
      ObjectSizeLessThan, several of them inside of And={...}; Filter={} is all.

      In a bucket without versions an expired object is gone for good. Where versions
      are kept it is hidden by a delete marker, and only the rule about noncurrent
      versions deletes it. No key is asked: S3 deletes what nobody can read any more,
      and a key that is lost takes objects long before a rule does.

      Classes are names here, but for GLACIER and DEEP_ARCHIVE, which cannot be read.
      Objects of less than 128 KiB stay where they are, unless Filter speaks of sizes
      or --transition-default-minimum-object-size is varies_by_storage_class.

      head-object tells Expiration, create-multipart-upload AbortDate.
      aws s3api get-bucket-lifecycle-configuration --bucket NAME
      inspect s3://NAME     when rules are at work next
      """)

  static let versions = HelpTopic(
    name: "versions", title: "Versions of objects, and the key of each",
    text: """
      aws s3api put-bucket-versioning --bucket NAME \\
        --versioning-configuration Status=Enabled

      From then on every write adds a version, and delete-object adds a delete marker:
      the object seems gone, its versions stay. With --version-id an operation means
      one version: get-object reads it, delete-object deletes it for good, and a
      delete marker that is deleted brings the object back. A version is restored by a
      copy onto its own key, from NAME/KEY?versionId=ID.

      What was written before has the id null. Suspended (Status=Suspended), a bucket
      keeps the versions that it has, and writes and deletes the version null. One
      that has kept versions is empty only when all are deleted, one by one.

      Each version is encrypted by itself: under the key that its writer, or the
      bucket's default of that time, named. A new default touches none; a copy of one
      version, or update-object-encryption, encrypts that one anew. So the deletion of
      a key can take versions that nobody reads any more: schedule-key-deletion
      --preview names them.

      Of two who write at once the second wins, and the first version stays below.
      With --if-none-match '*' a write succeeds only where nothing is yet, with
      --if-match ETAG only over what the writer has read: the other is told
      PreconditionFailed.

      Reading a version needs s3:GetObjectVersion instead of s3:GetObject, deleting
      one s3:DeleteObjectVersion, listing them s3:ListBucketVersions. A policy can
      test the id as s3:VersionId.

      aws s3api list-object-versions --bucket NAME    versions and delete markers
      inspect s3://NAME                               how many there are
      inspect s3://NAME/KEY?versionId=ID              the envelope of one
      """)
}
