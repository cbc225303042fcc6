import Lab
import Testing

/// Predicates as learners read them.
struct PredicateWordsTests {
  @Test(arguments: [
    ("key alias/k exists", "the key alias/k exists"),
    ("key alias/k is PendingDeletion", "alias/k is PendingDeletion"),
    ("key alias/k is gone", "alias/k is deleted"),
    ("key alias/k rotates", "alias/k rotates by itself"),
    ("key alias/k rotates every 90", "alias/k rotates every 90 days"),
    ("key alias/k has 1 material", "alias/k has 1 version of its material"),
    ("key alias/k has 2 materials", "alias/k has 2 versions of its material"),
    ("key alias/k has 0 grants", "alias/k has 0 grants"),
    ("key alias/k has spec RSA_2048", "alias/k has the spec RSA_2048"),
    (
      "key alias/k has spec RSA_2048 for SIGN_VERIFY",
      "alias/k has the spec RSA_2048, for SIGN_VERIFY"
    ),
    ("key alias/k is primary in eu-west-1", "the primary of alias/k is in eu-west-1"),
    ("key alias/k has replica in eu-west-1", "alias/k has a replica in eu-west-1"),
    ("alias alias/a names alias/b", "alias/a and alias/b name the same key"),
    (
      "policy of alias/k names bob for kms:Encrypt,kms:Decrypt",
      "the key policy of alias/k names bob for kms:Encrypt, kms:Decrypt"
    ),
    ("bob may kms:Decrypt on alias/k", "bob may kms:Decrypt on alias/k"),
    ("bob may not kms:Decrypt on *", "bob may not kms:Decrypt on every key"),
    (
      "bob may kms:Decrypt on alias/k via S3 with a=b,c=d resting on key-policy",
      "bob may kms:Decrypt on alias/k through S3 with the context a=b,c=d, by the key policy"
    ),
    (
      "bob may s3:GetObject on s3://b/k resting on bucket-policy",
      "bob may s3:GetObject on s3://b/k, by the bucket policy"
    ),
    (
      "on 2026-03-01 bob could not kms:Decrypt on alias/k",
      "on 2026-03-01 bob could not kms:Decrypt on alias/k"
    ),
    ("blob f opens with a=b", "f opens with the context a=b"),
    ("blob f opens for nobody", "f opens for nobody"),
    ("blob f is under alias/k", "f is encrypted under alias/k"),
    (
      "blob f opens for bob under alias/k by RSAES_OAEP_SHA_1",
      "f opens for bob under alias/k by RSAES_OAEP_SHA_1"
    ),
    ("file f signs file g under alias/k", "f is a signature of g under alias/k"),
    (
      "file f signs file g under alias/k by ECDSA_SHA_256",
      "f is a signature of g under alias/k, by ECDSA_SHA_256"
    ),
    ("file f is the public key of alias/k", "f is the public key of alias/k"),
    (
      "bucket b default is aws:kms with alias/k bucket key",
      "the default of b is aws:kms under alias/k, with a bucket key"
    ),
    ("object s3://b/x is aws:kms under alias/k", "s3://b/x is aws:kms under alias/k"),
    ("object s3://b/x is lost", "s3://b/x is lost for ever"),
    ("every object under s3://b/ is AES256", "every object under s3://b/ is AES256"),
    ("version 1 of s3://b/x is lost", "version 1 of s3://b/x is lost for ever"),
    ("bucket b versions are off", "b keeps no versions"),
    ("bucket b versions are Suspended", "versioning of b is Suspended"),
    ("object s3://b/x has 1 version", "s3://b/x has 1 version"),
    ("object s3://b/x has 2 markers", "s3://b/x has 2 delete markers"),
    (
      "object s3://b/x is locked as COMPLIANCE until 2027-01-01",
      "s3://b/x is locked as COMPLIANCE until 2027-01-01"
    ),
    ("object s3://b/x has legal hold", "s3://b/x has a legal hold"),
    ("object s3://b/x has no legal hold", "s3://b/x has no legal hold"),
    ("link l opens no more", "the link in l opens no more"),
    ("trail has Encrypt", "somebody called Encrypt"),
    ("trail has Encrypt by bob on alias/k", "bob called Encrypt on alias/k"),
    ("trail has not Encrypt by bob", "bob did not call Encrypt"),
    ("trail has not Encrypt refused", "nobody was refused Encrypt"),
    (
      "trail has Encrypt by bob on no key refused as AccessDeniedException saying no policy",
      "bob was refused Encrypt on a key that does not exist: AccessDeniedException, “no policy”"
    ),
    ("at most 1 call of Decrypt", "Decrypt was called at most once in this step"),
    ("at most 2 calls of Decrypt since step 1", "Decrypt was called at most 2 times since step 1"),
    ("file f holds Q4 numbers", "the file f holds: Q4 numbers"),
    ("file f is missing", "there is no file f"),
    ("clock is past 2026-03-01", "it is 2026-03-01 or later"),
    ("audit of alias/k has no findings", "audit alias/k finds nothing"),
    ("audit of s3://b has no finding above LOW", "audit s3://b finds nothing above LOW"),
  ])
  func `A claim is a sentence`(text: String, words: String) throws {
    #expect(try Predicate(text).words == words)
  }

  @Test(arguments: Predicate.forms.map(\.example))
  func `Every form has words`(example: String) throws {
    let words = try Predicate(example).words
    #expect(!words.isEmpty && !words.hasPrefix("trail has") && !words.hasPrefix("blob "))
  }
}
