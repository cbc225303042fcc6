extension Predicate {
  /// One form of a predicate, for help and authors.
  package struct Form: Sendable {
    /// The form; words in capitals stand for the author's own.
    package let form: String
    /// One that can be read.
    package let example: String
  }

  /// All forms, in the order in which help lists them.
  package static let forms = [
    Form(form: "key K exists", example: "key alias/lab-key exists"),
    Form(
      form: "key K is Enabled | Disabled | PendingImport | PendingDeletion\n"
        + "      | PendingReplicaDeletion | Unavailable | gone",
      example: "key alias/lab-key is PendingDeletion"),
    Form(form: "key K rotates [every DAYS]", example: "key alias/lab-key rotates every 90"),
    Form(form: "key K has N materials", example: "key alias/lab-key has 2 materials"),
    Form(
      form: "key K has spec SPEC [for USAGE]",
      example: "key alias/signing has spec ECC_NIST_P256 for SIGN_VERIFY"),
    Form(form: "key K has N grants", example: "key alias/lab-key has 1 grant"),
    Form(form: "key K is primary in REGION", example: "key alias/lab-key is primary in us-east-1"),
    Form(
      form: "key K has replica in REGION", example: "key alias/lab-key has replica in eu-west-1"),
    Form(
      form: "audit of K|s3://B has no findings | has no finding above LOW|MEDIUM",
      example: "audit of alias/lab-key has no findings"),
    Form(form: "alias A names K", example: "alias alias/lab-key names alias/other"),
    Form(
      form: "policy of K names P for ACTION,ACTION",
      example: "policy of alias/lab-key names alice for kms:Encrypt,kms:Decrypt"),
    Form(
      form: "P may [not] ACTION on K|s3://B/KEY|* [via S3] [with NAME=VALUE,…]\n"
        + "      [where KEY=VALUE,…] [resting on key-policy | bucket-policy | iam | grant]",
      example: "bob may not kms:Decrypt on alias/lab-key via S3"),
    Form(
      form: "on DATE P could [not] ACTION on K|s3://B/KEY [via S3]",
      example: "on 2026-03-01 bob could not kms:Decrypt on alias/lab-key"),
    Form(
      form: "blob FILE opens [for P] [with NAME=VALUE,…]",
      example: "blob note.enc opens for alice with app=photos"),
    Form(form: "blob FILE opens for nobody", example: "blob note.enc opens for nobody"),
    Form(form: "blob FILE is under K", example: "blob note.enc is under alias/lab-key"),
    Form(
      form: "blob FILE opens [for P] under K by ALGORITHM",
      example: "blob note.rsa opens under alias/inbox by RSAES_OAEP_SHA_256"),
    Form(
      form: "file F signs file G under K [by ALGORITHM]",
      example: "file letter.sig signs file letter.txt under alias/signing by ECDSA_SHA_256"),
    Form(
      form: "file F is the public key of K",
      example: "file public.der is the public key of alias/signing"),
    Form(form: "bucket B exists", example: "bucket q4-reports exists"),
    Form(
      form: "bucket B default is KIND [with K] [bucket key]",
      example: "bucket q4-reports default is aws:kms with alias/lab-key bucket key"),
    Form(
      form: "bucket B versions are Enabled | Suspended | off",
      example: "bucket q4-reports versions are Enabled"),
    Form(form: "object O exists", example: "object s3://q4-reports/a.txt exists"),
    Form(
      form: "object O is KIND [under K]",
      example: "object s3://q4-reports/a.txt is aws:kms under alias/lab-key"),
    Form(
      form: "every object [and version] under PREFIX is KIND [under K]",
      example: "every object under s3://q4-reports/2025/ is AES256"),
    Form(form: "object O opens for P | nobody", example: "object s3://b/k opens for alice"),
    Form(form: "object O is lost", example: "object s3://q4-reports/a.txt is lost"),
    Form(
      form: "object O is locked [as GOVERNANCE | COMPLIANCE] [until DATE]",
      example: "object s3://q4-reports/a.txt is locked as COMPLIANCE until 2027-01-01"),
    Form(
      form: "object O has [no] legal hold", example: "object s3://q4-reports/a.txt has legal hold"),
    Form(
      form: "object O has N versions | has N markers",
      example: "object s3://q4-reports/a.txt has 3 versions"),
    Form(
      form: "version N of O …, as of an object; 1 is the oldest that there is",
      example: "version 1 of s3://q4-reports/a.txt is aws:kms under alias/lab-key"),
    Form(form: "link FILE opens | opens no more", example: "link link.txt opens no more"),
    Form(
      form: "trail has [not] EVENT [by P] [on R | on no key]\n"
        + "      [refused [as CODE] [saying TEXT]]",
      example: "trail has Decrypt by bob on alias/lab-key refused as AccessDeniedException"),
    Form(
      form: "at most N calls of EVENT [since step NUMBER]",
      example: "at most 2 calls of GenerateDataKey since step 1"),
    Form(form: "file F exists | is missing", example: "file copy.txt exists"),
    Form(form: "file F holds TEXT", example: "file copy.txt holds Q4 numbers"),
    Form(form: "no file holds TEXT", example: "no file holds Q4 numbers"),
    Form(
      form: "file F counts calls of EVENT [since step NUMBER]",
      example: "file calls.txt counts calls of GenerateDataKey"),
    Form(form: "clock is past DATE", example: "clock is past 2027-01-01"),
  ]

  /// The page of `help predicates`.
  package static var page: String {
    """
    Statements about the world that labs check. K is a key: an alias, an id or
    an ARN; P a caller: alice, root, role/App, role/App/SESSION; O an object:
    s3://bucket/key; KIND AES256, aws:kms, aws:kms:dsse, and of objects SSE-C;
    CODE what AWS calls an error; TEXT a part of what it says of it; SPEC, USAGE
    and ALGORITHM what AWS calls them. A signature is of the whole file, whatever
    state its key is in; files hold bytes, base64 or, of keys, PEM. What the
    trail has and how many calls there were is counted from the beginning of the
    step; calls that were refused count too. A statement that this world cannot
    tell, such as one about a day that is not in its past, says so and never holds.


    """
      + forms.map { "  \($0.form)\n      \($0.example)\n" }.joined()
  }
}
