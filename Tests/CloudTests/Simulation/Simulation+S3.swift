import Access
import Cloud
import KMS
import Kernel
import S3

/// The model of buckets and objects: a shadow of what was last written, and under which key.
extension Simulation {
  /// What the model knows of a bucket.
  struct ModelBucket {
    let name: String
    let owner: AccountID
    var objects: [ModelObject] = []
    var readers = Readers.none
    var blocksPublicPolicy = true
    var restrictsPublicBuckets = true
    /// The one rule of its lifecycle.
    var rule: Document?

    /// Takes away what the rule ends by a midnight.
    mutating func expire(by midnight: Timestamp) {
      guard let rule, rule["Status"] == "Enabled" else { return }
      let prefix = rule["Filter"]?["Prefix"]?.text ?? ""
      let isBig = rule["Filter"]?["ObjectSizeGreaterThan"] != nil
      let day = { (time: Timestamp) in (time.secondsSinceEpoch + 86_399) / 86_400 }
      objects.removeAll { object in
        guard object.name.hasPrefix(prefix), !isBig || object.body.count > 8 else { return false }
        let end: Int? =
          switch (rule["Expiration"]?["Days"], rule["Expiration"]?["Date"]) {
          case (.number(let days)?, _): day(object.written.adding(days: days.integer ?? 0))
          case (_, .timestamp(let date)?): max(day(date), day(object.written))
          default: nil
          }
        return end.map { $0 <= day(midnight) } ?? false
      }
    }

    /// Whether somebody may read, as far as policies of S3 decide.
    func isReadable(for caller: Principal, _ account: PublicAccess) -> Bool {
      switch readers {
      case _ where caller.account == owner: true
      case .everybody: !restrictsPublicBuckets && !account.isRestricted
      case .bob: caller == .user(.learner, name: "bob")
      case .none: false
      }
    }
  }

  /// What an account forbids of all its buckets.
  struct PublicAccess {
    var blocksPolicy = false
    var isRestricted = false
  }

  /// Whom the policy of a bucket lets read.
  enum Readers { case none, bob, everybody }

  /// What the model knows of an object.
  struct ModelObject {
    let name: String
    let body: [UInt8]
    var protection: Protection
    var tagCount = 0
    let written: Timestamp
  }

  /// Lets the rules of buckets act on the days between two moments.
  mutating func expireObjects(from start: Timestamp, to end: Timestamp) {
    let midnight = Timestamp(secondsSinceEpoch: end.secondsSinceEpoch / 86_400 * 86_400)
    guard midnight > start else { return }
    for index in present.buckets.indices { present.buckets[index].expire(by: midnight) }
  }

  /// What the model knows of an open multipart upload.
  struct ModelUpload {
    let bucket: String
    let key: String
    let id: String
    let protection: Protection
    let tagCount: Int
    let begun: Timestamp
    var parts: [(number: Int, eTag: Document, body: [UInt8])] = []
  }

  /// A request that names an upload, aimed at one that there is.
  func filledWithUpload(_ template: DocumentObject) -> DocumentObject {
    guard let text = template["UploadId"]?.text, text.hasPrefix("<upload"),
      let number = Int(text.filter(\.isNumber)), !present.uploads.isEmpty
    else { return template }
    let upload = present.uploads[number % present.uploads.count]
    var request = template
    request["UploadId"] = .string(upload.id)
    if template["Bucket"]?.text?.hasPrefix("sim-") == true {
      request["Bucket"] = .string(upload.bucket)
    }
    if template["Key"]?.text?.hasPrefix("o") == true { request["Key"] = .string(upload.key) }
    if template["MultipartUpload"] == "<parts>" {
      request["MultipartUpload"] = [
        "Parts": .list(
          upload.parts.map { ["PartNumber": .integer($0.number), "ETag": $0.eTag] })
      ]
    }
    return request
  }

  /// What an object's data key is under.
  enum Protection {
    /// A key of S3's own.
    case owned
    /// The AWS managed key of the bucket's account.
    case managed
    /// A customer managed key, by its number.
    case key(Int)
    /// A key that its writer keeps, by its MD5.
    case customer(Document)
  }

  /// Bob may do everything in S3, so that the keys' policies alone stand between him and objects.
  mutating func letBobUseS3() {
    let statement = PolicyStatement(
      sid: nil, effect: .allow, principals: [], actions: [Wildcard("s3:*", ignoringCase: true)],
      resources: [Wildcard("*")])
    present.world.environment.identities.setPolicies(
      [IdentityPolicy(name: "S3", document: PolicyDocument(statements: [statement]))],
      ofUser: "bob", in: .learner)
  }

  /// A fingerprint of all that a refused call of S3 must not change.
  static func digestOfS3(_ world: World) -> String {
    var digest = WorldDigest()
    world.storage.s3.feed(&digest)
    return digest.value
  }

  /// Takes over what a call of S3 that succeeded changed; what the model finds strange.
  mutating func learnFromS3(
    _ name: String, _ request: DocumentObject, _ response: DocumentObject, _ caller: Principal,
    _ region: Region
  ) -> [String] {
    guard let bucket = request["Bucket"]?.text else { return [] }
    if name == "CreateBucket" {
      if !present.buckets.contains(where: { $0.name == bucket }) {
        present.buckets.append(ModelBucket(name: bucket, owner: caller.account))
      }
      return []
    }
    guard let place = present.buckets.firstIndex(where: { $0.name == bucket }) else {
      return ["\(name) found a bucket \(bucket) that was never made"]
    }
    // DeleteObjects answers strangers too, and refuses them each object.
    let isRefused = name == "DeleteObjects" && response["Deleted"] == nil
    let isPermitted =
      ["GetObject", "HeadObject"].contains(name) && isReadable(present.buckets[place], for: caller)
    if present.buckets[place].owner != caller.account, !isRefused, !isPermitted {
      return ["\(caller.arn) did \(name) with a bucket of another account"]
    }
    let key = request["Key"]?.text ?? ""
    let underKMS = response["SSEKMSKeyId"]?.text.map { arn in
      index(arn, caller, region).map(Protection.key) ?? .managed
    }
    let protection = underKMS ?? response["SSECustomerKeyMD5"].map { .customer($0) }
    switch name {
    case "DeleteBucket":
      let isEmpty = present.buckets.remove(at: place).objects.isEmpty
      present.uploads.removeAll { $0.bucket == bucket }
      return isEmpty ? [] : ["a bucket with objects was deleted"]
    case "PutObject":
      let object = ModelObject(
        name: key, body: Simulation.body(request["Body"]), protection: protection ?? .owned,
        tagCount: Simulation.tagCount(request["Tagging"]), written: world.now)
      present.buckets[place].put(object)
    case "PutBucketLifecycleConfiguration":
      present.buckets[place].rule = request["LifecycleConfiguration"]?["Rules"]?.elements?.first
    case "DeleteBucketLifecycle": present.buckets[place].rule = nil
    case "CopyObject":
      guard let source = object(request["CopySource"]?.text ?? "") else {
        return ["a copy of what was never written"]
      }
      guard source.opens(with: request["CopySourceSSECustomerKeyMD5"]) else {
        return ["a copy without the key of its source"]
      }
      let isReplaced = request["TaggingDirective"] == "REPLACE"
      let object = ModelObject(
        name: key, body: source.body, protection: protection ?? .owned,
        tagCount: isReplaced ? Simulation.tagCount(request["Tagging"]) : source.tagCount,
        written: world.now)
      present.buckets[place].put(object)
    case "CreateMultipartUpload":
      present.uploads.append(
        ModelUpload(
          bucket: bucket, key: key, id: response["UploadId"]?.text ?? "",
          protection: protection ?? .owned, tagCount: Simulation.tagCount(request["Tagging"]),
          begun: world.now))
    case "GetObject":
      let read = object("\(bucket)/\(key)")
      return read?.opens(with: request["SSECustomerKeyMD5"]) ?? true
        ? [] : ["an object was read without its writer's key"]
    case "UploadPart":
      keepPart(request, response["ETag"], Simulation.body(request["Body"]))
    case "UploadPartCopy":
      guard let source = object(request["CopySource"]?.text ?? "") else {
        return ["a part copied of what was never written"]
      }
      let range = request["CopySourceRange"]?.text
      let body = range == "bytes=0-0" ? source.body.prefix(1) : source.body[...]
      keepPart(
        request, response["CopyPartResult"]?["ETag"],
        Array(range == "bytes=1-3" ? source.body[1...3] : body))
    case "CompleteMultipartUpload", "AbortMultipartUpload":
      guard let index = present.uploads.firstIndex(where: { $0.id == request["UploadId"]?.text })
      else { return ["\(name) of an upload that was never begun"] }
      let upload = present.uploads.remove(at: index)
      guard name == "CompleteMultipartUpload" else { break }
      present.buckets[place].put(
        ModelObject(
          name: key, body: upload.parts.flatMap(\.body), protection: upload.protection,
          tagCount: upload.tagCount, written: upload.begun))
    case "UpdateObjectEncryption":
      let arn = request["ObjectEncryption"]?["SSEKMS"]?["KMSKeyArn"]?.text ?? ""
      present.buckets[place].protect(
        key, index(arn, caller, region).map(Protection.key) ?? .managed)
    case "DeleteObject": present.buckets[place].remove(key)
    case "DeleteObjects":
      for entry in response["Deleted"]?.elements ?? [] {
        present.buckets[place].remove(entry["Key"]?.text ?? "")
      }
    case "PutObjectTagging":
      present.buckets[place].tag(key, request["Tagging"]?["TagSet"]?.elements?.count ?? 0)
    case "DeleteObjectTagging": present.buckets[place].tag(key, 0)
    default: return learnAccess(name, request, at: place)
    }
    return []
  }

  /// Takes over what an account forbids of all its buckets.
  mutating func learnOfAccount(
    _ name: String, _ request: DocumentObject, _ account: AccountID
  ) {
    if name == "DeletePublicAccessBlock" { present.publicAccess[account] = nil }
    guard let settings = request["PublicAccessBlockConfiguration"] else { return }
    present.publicAccess[account] = PublicAccess(
      blocksPolicy: settings["BlockPublicPolicy"] == true,
      isRestricted: settings["RestrictPublicBuckets"] == true)
  }

  private func isReadable(_ bucket: ModelBucket, for caller: Principal) -> Bool {
    bucket.isReadable(for: caller, present.publicAccess[bucket.owner] ?? PublicAccess())
  }

  /// Takes over who may read a bucket.
  private mutating func learnAccess(
    _ name: String, _ request: DocumentObject, at place: Int
  ) -> [String] {
    switch name {
    case "PutBucketPolicy":
      let isPublic = request["Policy"]?.text?.contains("\"*\"") == true
      present.buckets[place].readers = isPublic ? .everybody : .bob
      let bucket = present.buckets[place]
      let isBlocked =
        bucket.blocksPublicPolicy || present.publicAccess[bucket.owner]?.blocksPolicy == true
      return isPublic && isBlocked
        ? ["a public policy was taken where BlockPublicPolicy is on"] : []
    case "DeleteBucketPolicy": present.buckets[place].readers = .none
    case "PutPublicAccessBlock", "DeletePublicAccessBlock":
      let settings = request["PublicAccessBlockConfiguration"]
      present.buckets[place].blocksPublicPolicy = settings?["BlockPublicPolicy"] == true
      present.buckets[place].restrictsPublicBuckets = settings?["RestrictPublicBuckets"] == true
    default: break
    }
    return []
  }

  /// Takes over a part, in the place of another of the same number.
  private mutating func keepPart(_ request: DocumentObject, _ eTag: Document?, _ body: [UInt8]) {
    guard let index = present.uploads.firstIndex(where: { $0.id == request["UploadId"]?.text }),
      case .number(let text) = request["PartNumber"], let number = text.integer
    else { return }
    present.uploads[index].parts.removeAll { $0.number == number }
    present.uploads[index].parts.append((number, eTag ?? .null, body))
    present.uploads[index].parts.sort { $0.number < $1.number }
  }

  private static func body(_ document: Document?) -> [UInt8] {
    switch document {
    case .bytes(let bytes): bytes
    case .string(let text): Base64.decode(text.utf8) ?? []
    default: []
    }
  }

  private static func tagCount(_ header: Document?) -> Int {
    header?.text?.split(separator: "&").count ?? 0
  }

  /// The object of `bucket/key`.
  private func object(_ path: String) -> ModelObject? {
    let halves = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard halves.count == 2, let bucket = present.buckets.first(where: { $0.name == halves[0] })
    else { return nil }
    return bucket.objects.first { $0.name == halves[1] }
  }

  /// The world has the buckets and objects of the model; an object is read exactly if its key
  /// lives, its state allows it and the caller may, and what is read is what was last written.
  func readings() -> [String] {
    let found = present.world.storage.s3.buckets.flatMap { entry in
      [entry.key.text] + entry.value.objects.keys.map { "\(entry.key)/\($0)" }
    }
    let wanted = present.buckets.flatMap { bucket in
      [bucket.name] + bucket.objects.map { "\(bucket.name)/\($0.name)" }
    }
    guard found.sorted() == wanted.sorted() else {
      return ["buckets and objects are \(found) instead of \(wanted)"]
    }
    let objects = present.buckets.flatMap { bucket in bucket.objects.map { (bucket, $0) } }
    guard !objects.isEmpty else { return [] }
    return (0..<2).flatMap { offset in
      let (bucket, object) = objects[(turn * 5 + offset * 3) % objects.count]
      let caller = Simulation.callers[(turn + offset) % Simulation.callers.count]
      return reading(object, in: bucket, by: caller) + telling(object, in: bucket)
    }
  }

  private func expected(
    _ object: ModelObject, in bucket: ModelBucket, for caller: Principal
  ) -> String {
    guard isReadable(bucket, for: caller) else { return "AccessDenied" }
    guard case .key(let number) = object.protection else {
      if case .customer = object.protection, turn.isMultiple(of: 2) { return "InvalidRequest" }
      // The policy of an AWS managed key lets no other account in, and cannot be changed.
      if case .managed = object.protection, caller.account != bucket.owner {
        return "AccessDenied"
      }
      return "read"
    }
    guard mayDecrypt(caller, number, ["aws:s3:arn": "an object"]) else { return "AccessDenied" }
    guard let code = present.keys[number].obstacle(at: present.world.now) else { return "read" }
    return code == "AccessDeniedException" ? "AccessDenied" : "KMS.\(code)"
  }

  private func reading(
    _ object: ModelObject, in bucket: ModelBucket, by caller: Principal
  ) -> [String] {
    let wanted = expected(object, in: bucket, for: caller)
    let found: String
    // Every other turn nobody brings a key.
    let brings = !turn.isMultiple(of: 2)
    switch ask("GetObject", object, in: bucket, as: caller, brings ? object.customerKey : [:]) {
    case .failure(let error): found = error.code
    case .success(let response):
      found = response["Body"] == .bytes(object.body) ? "read" : "another content"
    }
    guard found != wanted else { return [] }
    return ["\(bucket.name)/\(object.name) for \(caller.arn): \(found) instead of \(wanted)"]
  }

  /// HeadObject tells size and tags, whatever became of the key.
  private func telling(_ object: ModelObject, in bucket: ModelBucket) -> [String] {
    guard
      case .success(let response) = ask(
        "HeadObject", object, in: bucket, as: .root(bucket.owner), object.customerKey)
    else { return ["\(bucket.name)/\(object.name) is not told"] }
    let tags: Document? = object.tagCount == 0 ? nil : .integer(object.tagCount)
    guard response["ContentLength"] == .integer(object.body.count), response["TagCount"] == tags
    else { return ["\(bucket.name)/\(object.name) is told to be \(response)"] }
    return []
  }

  private func ask(
    _ name: String, _ object: ModelObject, in bucket: ModelBucket, as caller: Principal,
    _ key: DocumentObject
  ) -> Outcome {
    guard let operation = Catalogue.operation(name) else {
      return .failure(CallFailure(WireError(name, nil), .injected))
    }
    var copy = present.world
    var request = key
    request["Bucket"] = .string(bucket.name)
    request["Key"] = .string(object.name)
    return copy.handle(
      operation, .object(request), as: Call(principal: caller, region: .usEast1))
  }
}

extension Simulation.ModelObject {
  /// The headers of the key that opens it; none where it needs none.
  var customerKey: DocumentObject {
    guard case .customer(let md5) = protection else { return [:] }
    return [0, 1].map(Simulation.customerKey).first { $0["SSECustomerKeyMD5"] == md5 } ?? [:]
  }

  /// Whether a key of the caller's opens it.
  func opens(with md5: Document?) -> Bool {
    if case .customer(let own) = protection { own == md5 } else { md5 == nil }
  }
}

extension Simulation {
  /// The headers of one of two keys of callers.
  static func customerKey(_ number: Int) -> DocumentObject {
    let (key, md5) = [
      ("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "4Funlf7OsLF0HL+vKU+fkg=="),
      ("AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=", "F3apf5enN9TQbA8CaOS4/g=="),
    ][number]
    return [
      "SSECustomerAlgorithm": "AES256", "SSECustomerKey": .string(key),
      "SSECustomerKeyMD5": .string(md5),
    ]
  }
}

extension Simulation.ModelBucket {
  mutating func put(_ object: Simulation.ModelObject) {
    remove(object.name)
    objects.append(object)
  }

  mutating func remove(_ name: String) { objects.removeAll { $0.name == name } }

  mutating func protect(_ name: String, _ protection: Simulation.Protection) {
    for index in objects.indices where objects[index].name == name {
      objects[index].protection = protection
    }
  }

  mutating func tag(_ name: String, _ count: Int) {
    for index in objects.indices where objects[index].name == name {
      objects[index].tagCount = count
    }
  }
}
