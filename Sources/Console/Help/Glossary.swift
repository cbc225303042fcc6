/// What the terms mean: keys and ciphertexts, permissions, storage, records.
extension Glossary {
  static let keys: [Term] = [
    Term(
      "alias", "a second name of a key, which can be moved to another key",
      """
      It begins with alias/ and lives in one account and Region. Calls that manage a key want \
      its id or ARN instead.
      """, also: ["aliases"], page: "identifiers"),
    Term(
      "ARN", "the full name of a thing in all of AWS",
      """
      Amazon Resource Name. Read it from left to right: aws, the service, the Region, the \
      account, and what it is.
      """, page: "identifiers"),
    Term(
      "AWS managed key", "a key in your account about which AWS decides",
      """
      alias/aws/s3 is one: the first use makes it, AWS writes its policy and rotates it every \
      year. It cannot be shared with another account, and nobody deletes it.
      """,
      page: "encryption-at-rest"),
    Term(
      "AWS owned key", "a key that belongs to a service, and that you never see",
      "SSE-S3 works with one. It costs nothing, and no record tells of its use."),
    Term(
      "customer managed key", "a key of your own: you decide about its policy, rotation and end",
      "create-key makes one. It costs about a dollar a month, and every use is in the trail."),
    Term(
      "custom key store", "what keeps keys behind KMS, and is your own",
      """
      A CloudHSM cluster, or a key manager outside of AWS (XKS). Its keys work while it is \
      connected, and are Unavailable otherwise.
      """, also: ["key store", "key stores"], page: "key-stores"),
    Term(
      "ciphertext", "encrypted bytes, which mean nothing without the key",
      """
      A ciphertext of KMS says which key and which version of its material open it. KMS keeps \
      none: whoever stores the ciphertext stores the data.
      """, page: "ciphertext"),
    Term(
      "plaintext", "the bytes as they are, not encrypted",
      "The trail never holds one."),
    Term(
      "base64", "text that stands for bytes, of 64 letters, digits and signs",
      "AWS CLI takes and prints bytes so; base64 -d makes the bytes of it.", page: "blobs"),
    Term(
      "data key", "a key for data, which KMS makes and locks under a KMS key",
      """
      GenerateDataKey answers with it twice: open, to encrypt with now, and wrapped, to keep \
      beside the data. KMS keeps neither.
      """, page: "envelope-encryption"),
    Term(
      "envelope encryption", "data under a data key, and the data key under a KMS key",
      """
      So KMS encrypts 32 bytes, however large the data is. Data and wrapped key lie side by \
      side.
      """, also: ["envelope", "envelopes"], page: "envelope-encryption"),
    Term(
      "wrapped key", "a key that was encrypted under another key",
      """
      It can lie beside the data: it opens nothing without the other key. KMS unwraps it by \
      Decrypt.
      """, also: ["wrap", "wraps", "wrapped"], page: "envelope-encryption"),
    Term(
      "encryption context", "names and values that Decrypt has to repeat as Encrypt had them",
      """
      They bind a ciphertext to a purpose, and policies can test them. They are no secret: the \
      trail shows them.
      """, page: "encryption-context"),
    Term(
      "key material", "the secret bytes with which a key encrypts",
      """
      Only KMS has them, but for imported ones. A key can have several versions: the newest \
      encrypts, each opens what it encrypted.
      """, also: ["material", "materials"],
      page: "rotation"),
    Term(
      "rotation", "new material in the same key; id, alias and policy stay",
      "Old ciphertexts still open, and nothing is encrypted anew.", page: "rotation"),
    Term(
      "symmetric key", "one key that both encrypts and decrypts",
      "AWS's default. It never leaves KMS.", also: ["symmetric"]),
    Term(
      "key pair", "a private key, which KMS keeps, and the public key that belongs to it",
      """
      What the private key signs, the public one verifies; what the public key of an RSA pair \
      encrypts, the private one opens. AWS calls such a key asymmetric.
      """,
      also: ["asymmetric", "public key", "public keys", "private key", "private keys"],
      page: "key-pairs"),
    Term(
      "signature", "bytes that only a private key can have made for a message",
      """
      Whoever has the public key verifies them, without asking KMS. They hide nothing.
      """, page: "signatures"),
    Term(
      "digest", "a short number that is made of all bytes of a file",
      "SHA-256 makes 32 bytes of any file. Nobody finds another file with the same ones.",
      page: "signatures"),
    Term(
      "multi-Region key", "a set of keys in several Regions with one id and one material",
      "What one encrypts, each of them opens. It is made as such, or never.",
      page: "multi-region"),
    Term(
      "replica", "a multi-Region key's relative in another Region",
      """
      It has its own policy, aliases and state, and its id, material and rotation from the \
      primary.
      """, page: "multi-region"),
    Term(
      "initialization vector", "bytes that an encryption begins with, other ones each time",
      """
      So equal data does not give equal ciphertexts. It is no secret: it lies beside the \
      ciphertext. Short: IV.
      """, page: "openssl"),
  ]

  static let permissions: [Term] = [
    Term(
      "IAM", "AWS's service for users, roles and their policies",
      "Identity and Access Management. help iam lists its operations here.", page: "policies"),
    Term(
      "statement", "one part of a policy: it allows or denies somebody something",
      "Effect says which, Principal whom, Action what, Resource on what, Condition when.",
      page: "policies"),
    Term(
      "principal", "who a statement is about: a user, a role, an account, a service",
      """
      In a key policy or bucket policy it is written as Principal. A policy of IAM names none: \
      it is about whoever has it.
      """, page: "policies"),
    Term(
      "identity policy", "a policy that a user or a role has, kept by IAM",
      """
      Errors call it identity-based policy. For KMS it counts only where the key policy lets \
      IAM count.
      """,
      also: ["identity-based policy", "identity-based policies", "IAM policy", "IAM policies"],
      page: "policies"),
    Term(
      "inline policy", "a policy written onto one user or role, and shared with none",
      "put-user-policy and put-role-policy write one; it goes with its user.", also: ["inline"],
      page: "policies"),
    Term(
      "key policy", "the policy that every key has: who may do what with it",
      """
      Nobody gets in without it: it allows by itself, or lets IAM count by its statement about \
      root.
      """, page: "key-policy"),
    Term(
      "resource-based policy", "a policy on a thing: of a key or of a bucket",
      "Errors call a key policy and a bucket policy so.",
      also: ["resource policy", "resource policies"], page: "policies"),
    Term(
      "root user", "the owner of an account, who may do everything in it",
      """
      A Deny binds it too. The Principal …:root in a policy means the whole account, not this \
      user.
      """, page: "roles"),
    Term(
      "condition", "the part of a statement that says when it counts",
      "It compares a condition key, a value of the call, with what the policy wants.",
      page: "policies"),
    Term(
      "condition key", "a value of the call that policies can test",
      """
      kms:ViaService tells the service that calls KMS for somebody; aws:CurrentTime tells the \
      time.
      """, page: "policies"),
    Term(
      "explicit deny", "a statement with the Effect Deny, which no Allow outweighs",
      "What no statement allows is refused too; that is the implicit deny.",
      page: "policies"),
    Term(
      "grant", "a permit beside the policies, for one key",
      """
      It names who gets it and for which operations. It never forbids, has no date, and ends \
      when it is retired or revoked.
      """, page: "grants"),
    Term("grantee", "whom a grant lets do something", page: "grants"),
    Term(
      "grant token", "what proves a new grant until it is in force everywhere",
      "CreateGrant answers with it; calls take it as --grant-tokens. It is no secret.",
      page: "grants"),
    Term(
      "role", "an identity without a password, which somebody takes on for some hours",
      "Its trust policy says who may; its other policies say what it may.", page: "roles"),
    Term(
      "session", "credentials of a role for some hours, under a name that the caller chose",
      """
      as role/NAME begins one here, and so does aws sts assume-role. (kmslab's own sessions, \
      what is kept of your work: help sessions.)
      """, page: "roles"),
    Term(
      "trust policy", "the policy of a role that says who may take it on",
      "aws iam get-role shows it as AssumeRolePolicyDocument.", page: "roles"),
    Term(
      "assume", "to take on a role, by AssumeRole", also: ["assumed", "assuming"],
      page: "roles"),
    Term(
      "access key", "an id and a secret, with which a user signs calls",
      "Those of a session begin with ASIA and end with it, those of a user with AKIA."),
    Term(
      "tag", "a label: a name and a value, on a key, a user, a bucket",
      "Policies can compare them; who may set tags may open what they open.",
      also: ["tagged"], page: "policies"),
    Term(
      "separation of duties", "one administers the key, another uses it",
      "No one person can do both without leaving a record.", page: "key-policy"),
  ]

  static let storage: [Term] = [
    Term(
      "bucket", "a place for objects in S3, of a name unique in all of AWS",
      "aws s3 mb s3://NAME makes one."),
    Term(
      "default encryption", "how a bucket encrypts what asks for nothing else",
      "It is for new objects only; older ones stay as they were written.",
      page: "encryption-at-rest"),
    Term(
      "SSE-S3", "objects under a key that S3 owns; AES256 in calls",
      "It costs nothing, and no key of yours can be taken away.", page: "encryption-at-rest"),
    Term(
      "SSE-KMS", "objects under a key of KMS; aws:kms in calls",
      "Who reads needs the key too: S3 asks KMS in the reader's name.",
      page: "encryption-at-rest"),
    Term(
      "DSSE-KMS", "two layers of encryption under a key of KMS; aws:kms:dsse in calls",
      page: "encryption-at-rest"),
    Term(
      "SSE-C", "objects under a key that the caller sends with each request",
      "S3 keeps none of it: who loses the key has lost the object.", page: "customer-keys"),
    Term(
      "bucket key", "a key of a whole bucket, from which S3 makes data keys by itself",
      "KMS is asked once for many objects; the encryption context then names the bucket.",
      page: "bucket-keys"),
    Term(
      "bucket policy", "the policy of a bucket: who may do what with it and its objects",
      "It can let other accounts in, and it can refuse.", page: "bucket-policies"),
    Term(
      "header", "a line of a request that says something beside the data",
      "--sse AES256 travels as x-amz-server-side-encryption; policies can test it.",
      page: "bucket-policies"),
    Term(
      "delete marker", "what a deletion adds in a bucket that keeps versions",
      "The object seems gone, and its versions stay below.", page: "versions"),
    Term(
      "lifecycle rule", "what S3 does with objects when time has passed",
      also: ["lifecycle"], page: "lifecycle"),
    Term(
      "Object Lock", "versions that nobody can delete before a date",
      "It keeps the bytes. It does not keep the key that opens them.", page: "object-lock"),
    Term(
      "multipart upload", "a large object sent in parts",
      "aws s3 cp does it from 8 MiB on; with SSE-KMS the writer needs kms:Decrypt then.",
      page: "multipart"),
    Term(
      "presigned link", "a link by which somebody without a name in AWS does one thing",
      "Whoever signs it lends his own rights, as they are when it is opened.",
      page: "links"),
  ]

  static let records: [Term] = [
    Term(
      "trail", "the list of all calls: who, when, on what, and whether it was refused",
      "The command trail lists it; AWS's service for it is CloudTrail.", page: "cloudtrail"),
    Term(
      "event history", "what CloudTrail shows unasked: calls of the last 90 days",
      "Data events are not in it. aws cloudtrail lookup-events reads it.", page: "cloudtrail"),
    Term(
      "data event", "the reading or writing of an object, which event history leaves out",
      "The calls of KMS that S3 makes for it are there.", page: "cloudtrail"),
  ]
}
