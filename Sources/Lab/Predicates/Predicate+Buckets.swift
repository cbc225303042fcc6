import KMS
import Kernel
import S3

/// Buckets.
extension Predicate {
  static let buckets: [Form] = [
    Form("bucket B exists", example: "bucket q4-reports exists", openings: ["bucket B exists"]) {
      (words) throws(PredicateError) in
      let name = try words.word("a bucket", after: "bucket")
      try words.expect("exists")
      return Claim("the bucket \(name) exists") { stage in
        let names = stage.s3.buckets.keys.map(\.text)
        return Finding(
          names.contains(name),
          found: names.isEmpty ? "no buckets" : "buckets: \(names.joined(separator: ", "))",
          wanted: "a bucket \(name)", shows: "aws s3 ls")
      }
    },
    Form(
      "bucket B default is KIND [with K] [bucket key]",
      example: "bucket q4-reports default is aws:kms with alias/lab-key bucket key"
    ) { (words) throws(PredicateError) in
      let name = try words.word("a bucket", after: "bucket")
      let kind = try words.kind(after: "default is", ofDefault: true)
      let key = words.take("with") ? try words.word("a key") : nil
      let usesBucketKey = words.take("bucket")
      if usesBucketKey { try words.expect("key") }
      return Claim(
        "the default of \(name) is \(kind)" + (key.map { " under \($0)" } ?? "")
          + (usesBucketKey ? ", with a bucket key" : "")
      ) { encryption(of: name, kind, key, usesBucketKey, $0) }
    },
    Form(
      "bucket B versions are Enabled | Suspended | off",
      example: "bucket q4-reports versions are Enabled", openings: ["bucket B versions"]
    ) { (words) throws(PredicateError) in
      let name = try words.word("a bucket", after: "bucket")
      let state = try words.word("Enabled, Suspended or off", after: "versions are")
      guard state == "off" || Versioning(rawValue: state) != nil else {
        throw PredicateError(message: "\(state): versions are Enabled, Suspended or off")
      }
      return Claim(
        state == "off" ? "\(name) keeps no versions" : "versioning of \(name) is \(state)"
      ) { stage in
        // A bucket that was never told to keep versions has no state.
        let found = stage.s3.buckets[BucketName(name)].map { $0.versioning?.rawValue ?? "off" }
        return Finding(
          found == state, found: found ?? "no bucket \(name)", wanted: state,
          shows: "aws s3api get-bucket-versioning --bucket \(name)")
      }
    },
  ]

  private static func encryption(
    of name: String, _ kind: String, _ key: String?, _ usesBucketKey: Bool, _ stage: Stage
  ) -> Finding {
    var wanted = kind + (key.map { " with \($0)" } ?? "")
    if usesBucketKey { wanted += ", bucket key on" }
    guard let encryption = stage.s3.buckets[BucketName(name)]?.encryption else {
      return Finding(false, found: "no bucket \(name)", wanted: wanted, shows: "aws s3 ls")
    }
    let present = encryption.keyID.flatMap(stage.key)
    let namesKey = key == nil || present != nil && present?.arn == key.flatMap(stage.key)?.arn
    let lacksKey = encryption.keyID != nil && present == nil
    let found =
      encryption.algorithm.rawValue
      + (encryption.algorithm.usesKMS ? " with \(encryption.keyID ?? "alias/aws/s3")" : "")
      + (lacksKey ? ", which is no key" : "")
      + (encryption.bucketKeyEnabled == true ? ", bucket key on" : "")
    return Finding(
      encryption.algorithm.rawValue == kind && namesKey
        && (!usesBucketKey || encryption.bucketKeyEnabled == true),
      found: found, wanted: wanted, shows: "aws s3api get-bucket-encryption --bucket \(name)")
  }
}
