import Access
import Cloud
import Kernel
import Shell

@testable import AWSCLI

/// An S3 of dictionaries, enough for the commands behind `aws s3`.
struct FakeS3: S3Cloud {
  /// An object as it was put.
  struct Object {
    var body: [UInt8]
    var etag: String
    var request: DocumentObject
  }

  var files = VirtualFiles()
  var contents = KnownContents()
  /// Objects by bucket and key.
  var buckets: [String: [String: Object]] = [:]
  /// Every call: the operation, and what it named.
  private(set) var calls: [String] = []
  /// Requests as they came, by operation.
  private(set) var requests: [(operation: String, request: DocumentObject)] = []
  /// Refusals: operation and key, or `*`, with the code.
  var refusals: [(operation: String, key: String, code: String)] = []
  private var putCount = 0
  /// How many objects a page has.
  var pageSize = 1000
  /// Whether ETags are no digest of the content, as under a KMS key.
  var hidesContent = false

  private static let moment = Timestamp(secondsSinceEpoch: 1_735_689_600)

  func link(to bucket: String, _ key: String, seconds: Int) -> String {
    "https://\(bucket)/\(key)?\(seconds)"
  }

  mutating func call(_ operation: String, _ request: DocumentObject) -> Outcome {
    let bucket = request["Bucket"]?.text ?? ""
    let key = request["Key"]?.text ?? request["Prefix"]?.text ?? ""
    calls.append("\(operation) \(bucket)/\(key)")
    requests.append((operation, request))
    if let refusal = refusals.first(where: {
      $0.operation == operation && ["*", key].contains($0.key)
    }) {
      return .failure(CallFailure.refusal(refusal.code, "Access Denied"))
    }
    switch operation {
    case "ListBuckets":
      let names = buckets.keys.sorted().map { name -> Document in
        ["Name": .string(name), "CreationDate": .timestamp(Self.moment)]
      }
      return .success(["Buckets": .list(names)])
    case "CreateBucket":
      guard buckets[bucket] == nil else {
        return .failure(CallFailure.refusal("BucketAlreadyOwnedByYou", "You own it."))
      }
      buckets[bucket] = [:]
      return .success(["Location": .string("/" + bucket)])
    default:
      guard buckets[bucket] != nil else {
        return .failure(CallFailure.refusal("NoSuchBucket", "The specified bucket does not exist"))
      }
      return object(operation, bucket, key, request)
    }
  }

  private mutating func object(
    _ operation: String, _ bucket: String, _ key: String, _ request: DocumentObject
  ) -> Outcome {
    if request["IfNoneMatch"] == "*", buckets[bucket]?[key] != nil {
      return .failure(CallFailure.refusal("PreconditionFailed", "It is there."))
    }
    switch operation {
    case "DeleteBucket":
      guard buckets[bucket]?.isEmpty == true else {
        return .failure(CallFailure.refusal("BucketNotEmpty", "The bucket is not empty"))
      }
      buckets[bucket] = nil
      return .success([:])
    case "ListObjectsV2": return .success(list(bucket, key, request))
    case "PutObject":
      guard case .bytes(let body) = request["Body"] else {
        return .failure(CallFailure.refusal("?", nil))
      }
      return .success(["ETag": .string(put(body, bucket, key, request))])
    case "CopyObject": return copy(bucket, key, request)
    case "DeleteObject":
      buckets[bucket]?[key] = nil
      return .success([:])
    default:
      guard let object = buckets[bucket]?[key] else {
        return .failure(
          operation == "HeadObject"
            ? CallFailure.refusal("404", "Not Found")
            : CallFailure.refusal("NoSuchKey", "The specified key does not exist."))
      }
      var response: DocumentObject = [
        "ContentLength": .integer(object.body.count), "ETag": .string(object.etag),
        "Body": .bytes(object.body),
      ]
      response["StorageClass"] = object.request["StorageClass"]
      return .success(response)
    }
  }

  /// Puts an object as another client would.
  @discardableResult
  mutating func put(
    _ body: [UInt8], _ bucket: String, _ key: String, _ request: DocumentObject = [:]
  ) -> String {
    putCount += 1
    let etag =
      hidesContent ? "\"etag \(putCount)\"" : "\"\(KnownContents.fingerprint(of: body))\""
    buckets[bucket, default: [:]][key] = Object(body: body, etag: etag, request: request)
    return etag
  }

  private mutating func copy(
    _ bucket: String, _ key: String, _ request: DocumentObject
  ) -> Outcome {
    let source = request["CopySource"]?.text?.split(separator: "/", maxSplits: 1) ?? []
    guard source.count == 2,
      let object = buckets[String(source[0])]?[String(source[1]).replacing("%20", with: " ")]
    else { return .failure(CallFailure.refusal("NoSuchKey", "The specified key does not exist.")) }
    let etag = put(object.body, bucket, key, request)
    return .success(["CopyObjectResult": ["ETag": .string(etag)]])
  }

  private func list(
    _ bucket: String, _ prefix: String, _ request: DocumentObject
  ) -> DocumentObject {
    var objects: [Document] = []
    var prefixes: [String] = []
    for (key, object) in (buckets[bucket] ?? [:]).sorted(by: { $0.key < $1.key })
    where key.hasPrefix(prefix) {
      let rest = key.dropFirst(prefix.count)
      if request["Delimiter"] != nil, let slash = rest.firstIndex(of: "/") {
        let step = prefix + rest[...slash]
        if !prefixes.contains(step) { prefixes.append(step) }
        continue
      }
      objects.append([
        "Key": .string(key), "Size": .integer(object.body.count), "ETag": .string(object.etag),
        "LastModified": .timestamp(Self.moment),
        "StorageClass": object.request["StorageClass"] ?? "STANDARD",
      ])
    }
    let start = Int(request["ContinuationToken"]?.text ?? "0") ?? 0
    let end = min(objects.count, start + pageSize)
    var page: DocumentObject = [
      "Contents": .list(Array(objects[start..<end])), "IsTruncated": .bool(end < objects.count),
    ]
    if start == 0 {
      page["CommonPrefixes"] = .list(prefixes.map { ["Prefix": .string($0)] })
    }
    if end < objects.count { page["NextContinuationToken"] = .string(String(end)) }
    return page
  }
}

extension FakeS3 {
  /// Bucket `b` with three objects, an empty bucket `e`, and three virtual files.
  static var filled: FakeS3 {
    var s3 = FakeS3()
    s3.buckets = ["b": [:], "e": [:]]
    for (key, text) in [("x", "hello"), ("photos/a.jpg", "aa"), ("photos/b c.txt", "bb")] {
      s3.put(Array(text.utf8), "b", key)
    }
    for (name, text) in [("note.txt", "hi\n"), ("photos/a.jpg", "aa"), ("photos/z", "zz")] {
      try? s3.files.write(Array(text.utf8), to: name)
    }
    return s3
  }

  /// Runs the words behind `aws s3`; output, errors and status.
  mutating func run(
    _ line: String, input: String = "", isCoached: Bool = false, region: String = "us-east-1"
  ) -> (output: String, errors: String, status: Int) {
    let words = line.split(separator: " ").map {
      Argument(text: String($0).replacing("_", with: " "))
    }
    do throws(CLIError) {
      let arguments = try S3Arguments(words, files: files)
      guard case .command(let command) = arguments.request else { return ("help", "", 0) }
      var run = S3Run(
        cloud: self, arguments: arguments, region: region, input: Array(input.utf8),
        isCoached: isCoached)
      try run.perform(command)
      self = run.cloud
      return (
        String(decoding: run.result.output, as: UTF8.self), run.result.errors, run.result.status
      )
    } catch {
      return ("", error.message + "\n", error.status)
    }
  }

  /// A virtual file as text.
  func file(_ name: String) -> String? { files[name].map { String(decoding: $0, as: UTF8.self) } }

  /// An object as text.
  func object(_ bucket: String, _ key: String) -> String? {
    buckets[bucket]?[key].map { String(decoding: $0.body, as: UTF8.self) }
  }
}

extension CallFailure {
  /// A refusal of the fake, which has no cause behind its code.
  fileprivate static func refusal(_ code: String, _ message: String?) -> CallFailure {
    CallFailure(WireError(code, message), .injected)
  }
}
