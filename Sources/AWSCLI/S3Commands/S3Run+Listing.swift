import Access
import Kernel
import Shell
import Text

extension S3Run {
  /// `aws s3 ls`.
  mutating func list() {
    let text = arguments.paths.first?.text ?? "s3://"
    let path = text.hasPrefix("s3://") ? text : "s3://" + text
    guard let (bucket, key) = S3Place.bucketAndKey(path) else { return }
    do throws(S3CallFailure) {
      guard !bucket.isEmpty else {
        try listBuckets()
        if arguments.has(.summarize) { summarize([]) }
        return
      }
      let isRecursive = arguments.has(.recursive)
      var request = listRequest(bucket, key)
      if !isRecursive { request["Delimiter"] = "/" }
      let pages = try cloud.pages("ListObjectsV2", request)
      for page in pages { write(page: page, isRecursive: isRecursive) }
      let objects = pages.flatMap { $0["Contents"]?.elements ?? [] }
      if arguments.has(.summarize) { summarize(objects) }
      let isEmpty = objects.isEmpty && pages.allSatisfy { $0.prefixes.isEmpty }
      if !key.isEmpty, isEmpty { result.status = 1 }
    } catch {
      fail("\naws: [ERROR]: \(error.text)", error, status: error.refusal == nil ? 252 : 254)
      result.errors += arguments.globals.errorFormat.lines(error.refusal?.error.wire.details ?? [])
    }
  }

  /// The request of one page of a bucket's objects.
  func listRequest(_ bucket: String, _ prefix: String) -> DocumentObject {
    var request: DocumentObject = ["Bucket": .string(bucket), "Prefix": .string(prefix)]
    if let size = arguments.value(.pageSize) { request["MaxKeys"] = size }
    return request
  }

  private mutating func listBuckets() throws(S3CallFailure) {
    var request = DocumentObject()
    if let size = arguments.value(.pageSize) { request["MaxBuckets"] = size }
    for page in try cloud.pages("ListBuckets", request, token: "ContinuationToken") {
      for bucket in page["Buckets"]?.elements ?? [] {
        write("\(bucket.moment("CreationDate")) \(bucket["Name"]?.text ?? "")")
      }
    }
  }

  private mutating func write(page: DocumentObject, isRecursive: Bool) {
    for prefix in page.prefixes {
      let step = prefix.hasSuffix("/") ? String(prefix.dropLast()).lastStep + "/" : prefix
      write("PRE".paddedLeft(30) + " " + step)
    }
    for object in page["Contents"]?.elements ?? [] {
      let key = object["Key"]?.text ?? ""
      write(
        "\(object.moment("LastModified")) \(shown(object.size).paddedLeft(10))"
          + " \(isRecursive ? key : key.lastStep)")
    }
  }

  private mutating func summarize(_ objects: [Document]) {
    let total = objects.reduce(0) { $0 + $1.size }
    write("\nTotal Objects: \(objects.count)\n" + "Total Size: ".paddedLeft(15) + shown(total))
  }

  private func shown(_ size: Int) -> String {
    arguments.has(.humanReadable) ? humanReadable(size) : String(size)
  }
}

/// A size as AWS CLI writes it for humans: `1 Byte`, `12 Bytes`, `1.0 KiB`.
func humanReadable(_ size: Int) -> String {
  if size == 1 { return "1 Byte" }
  if size < 1024 { return "\(size) Bytes" }
  var unit = 1024
  for suffix in ["KiB", "MiB", "GiB", "TiB", "PiB"] {
    // Rounds to even, as Python does; 1,048,064 bytes are 1.0 MiB, not 1024.0 KiB.
    let whole = (Double(size) / Double(unit)).rounded(.toNearestOrEven)
    if whole < 1024 {
      let tenths = (Double(size) * 10 / Double(unit)).rounded(.toNearestOrEven)
      return "\(Int(tenths) / 10).\(Int(tenths) % 10) \(suffix)"
    }
    unit *= 1024
  }
  return "\(size) Bytes"
}

extension DocumentObject {
  /// What several keys begin with.
  fileprivate var prefixes: [String] {
    (self["CommonPrefixes"]?.elements ?? []).compactMap { $0["Prefix"]?.text }
  }
}

extension Document {
  /// The size of a listed object.
  var size: Int { if case .number(let size) = self["Size"] { size.integer ?? 0 } else { 0 } }

  /// A member's moment as `ls` prints it, UTC.
  fileprivate func moment(_ name: String) -> String {
    if case .timestamp(let moment) = self[name] { moment.readable } else { "" }
  }
}
