import Kernel
import S3
import Shell

/// How AWS CLI carries what is large, by its own defaults: in parts of 8 MiB.
enum Multipart {
  /// The size in bytes from which on a file or object goes in parts.
  static let threshold = 8 << 20
  /// The length of a part in bytes; the last one has the rest.
  static let partSize = 8 << 20

  /// What an object has beside its content and its tags.
  static let headers = [
    "CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "ContentType",
    "Expires", "Metadata",
  ]

  /// The parts of so many bytes.
  static func ranges(of size: Int) -> [Range<Int>] {
    stride(from: 0, to: size, by: partSize).map { $0..<min(size, $0 + partSize) }
  }
}

extension S3Run {
  /// Uploads a large content in parts.
  mutating func upload(
    inParts body: [UInt8], _ headers: DocumentObject
  ) throws(S3CallFailure) -> DocumentObject {
    var headers = headers
    // AWS CLI has S3 compare each part with a checksum, whether one is named or not.
    if headers["ChecksumAlgorithm"] == nil {
      headers["ChecksumAlgorithm"] = .string(ChecksumAlgorithm.crc64nvme.rawValue)
    }
    return try carry(body.count, headers) { (run, request, range) throws(S3CallFailure) in
      var request = request
      request["Body"] = .bytes(Array(body[range]))
      return try run.cloud.perform("UploadPart", request)
    }
  }

  /// Copies a large object in parts, inside of S3.
  mutating func copy(
    inParts size: Int, from source: Document, _ headers: DocumentObject
  ) throws(S3CallFailure) -> DocumentObject {
    let ofSource = headers.entries.filter { $0.name.hasPrefix("CopySource") }
    var headers = headers
    for entry in ofSource { headers[entry.name] = nil }
    return try carry(size, headers) { (run, request, range) throws(S3CallFailure) in
      var request = request
      for entry in ofSource { request[entry.name] = entry.value }
      request["CopySource"] = source
      request["CopySourceRange"] = .string("bytes=\(range.lowerBound)-\(range.upperBound - 1)")
      return try run.cloud.perform("UploadPartCopy", request)["CopyPartResult"]?.members ?? [:]
    }
  }

  /// Begins an upload, carries part by part, and completes it; what fails on the way is given up,
  /// as AWS CLI does, so that no part is paid for.
  private mutating func carry(
    _ size: Int, _ headers: DocumentObject,
    _ part: (inout Self, DocumentObject, Range<Int>) throws(S3CallFailure) -> DocumentObject
  ) throws(S3CallFailure) -> DocumentObject {
    var request = DocumentObject()
    request["Bucket"] = headers["Bucket"]
    request["Key"] = headers["Key"]
    var headers = headers
    // Whether the object is there counts at the end alone.
    let condition = headers["IfNoneMatch"]
    headers["IfNoneMatch"] = nil
    request["UploadId"] = try cloud.perform("CreateMultipartUpload", headers)["UploadId"]
    let upload = request
    // A key of the caller's own goes with every call that reads or writes under it.
    add(arguments.membersToRead(), to: &request)
    do throws(S3CallFailure) {
      var parts: [Document] = []
      let ranges = Multipart.ranges(of: size)
      for (index, range) in ranges.enumerated() {
        guard !pace.isStopped() else { throw S3CallFailure("cancelled: ctrl-c received") }
        pace.progress(Progress(pace.what, index, of: ranges.count, "part"))
        request["PartNumber"] = .integer(index + 1)
        let answer = try part(&self, request, range)
        var told: DocumentObject = ["PartNumber": .integer(index + 1)]
        for entry in answer.entries where entry.name == "ETag" || entry.name.hasPrefix("Checksum") {
          told[entry.name] = entry.value
        }
        parts.append(.object(told))
      }
      request["PartNumber"] = nil
      request["MultipartUpload"] = ["Parts": .list(parts)]
      request["IfNoneMatch"] = condition
      return try cloud.perform("CompleteMultipartUpload", request)
    } catch {
      var failure = error
      failure.remark = giveUp(upload)
      throw failure
    }
  }

  /// What is to be said where an upload could not be given up either.
  private mutating func giveUp(_ upload: DocumentObject) -> String? {
    guard case .failure = cloud.tidy("AbortMultipartUpload", upload) else { return nil }
    return "the upload could not be given up either, and stays open: "
      + "aws s3api list-multipart-uploads --bucket \(upload["Bucket"]?.text ?? "")"
  }

  /// Reads an object; a large one range by range, which asks KMS once for each.
  mutating func read(
    _ request: DocumentObject, size: Int?
  ) throws(S3CallFailure) -> (body: [UInt8], eTag: String?) {
    let ranges = Multipart.ranges(of: size ?? 0)
    guard let size, size >= Multipart.threshold else {
      return try read(request)
    }
    var (body, eTag): ([UInt8], String?) = ([], nil)
    body.reserveCapacity(size)
    for (index, range) in ranges.enumerated() {
      guard !pace.isStopped() else { throw S3CallFailure("cancelled: ctrl-c received") }
      pace.progress(Progress(pace.what, index, of: ranges.count, "part"))
      var request = request
      let end = index == ranges.count - 1 ? "" : String(range.upperBound - 1)
      request["Range"] = .string("bytes=\(range.lowerBound)-\(end)")
      let part = try read(request)
      body += part.body
      eTag = part.eTag
    }
    return (body, eTag)
  }

  private mutating func read(
    _ request: DocumentObject
  ) throws(S3CallFailure) -> (body: [UInt8], eTag: String?) {
    let response = try cloud.perform("GetObject", request)
    guard case .bytes(let body) = response["Body"] else {
      throw S3CallFailure("GetObject answered without a body")
    }
    return (body, response["ETag"]?.text)
  }

  /// Adds what a copy has to be told of its source where S3 copies nothing but bytes, or takes all
  /// headers from the call; `known` is what HeadObject has already answered.
  mutating func addHeaders(
    ofSource source: DocumentObject, _ known: DocumentObject?, to request: inout DocumentObject
  ) throws(S3CallFailure) {
    let head = if let known { known } else { try cloud.perform("HeadObject", source) }
    for name in Multipart.headers where request[name] == nil { request[name] = head[name] }
  }

  /// The tags of an object as a header has them; `nil` for none.
  mutating func tagging(
    of bucket: String, _ key: String
  ) throws(S3CallFailure) -> Document? {
    let request: DocumentObject = ["Bucket": .string(bucket), "Key": .string(key)]
    let set = try cloud.perform("GetObjectTagging", request)["TagSet"]?.elements ?? []
    let pairs = set.map { tag in
      [tag["Key"], tag["Value"]].map { PercentEncoding.encode($0?.text ?? "") }
        .joined(separator: "=")
    }
    return pairs.isEmpty ? nil : .string(pairs.joined(separator: "&"))
  }
}
