import Cloud
import Kernel
import S3

extension RESTRequest {
  /// Fails where a document is not the one that the digests in the headers are of, or where one is
  /// wanted and none is there; an operation that takes bytes compares them itself.
  func checkContent(of operation: AnyOperation) throws(HTTPFailure) {
    guard !body.isEmpty, !operation.members.contains(where: { $0.type == .stream }) else { return }
    guard tellsChecksum || !operation.needsChecksum else {
      throw HTTPFailure(
        400, "InvalidRequest",
        "Missing required header for this request: Content-MD5 OR x-amz-checksum-*")
    }
    var digests = DocumentObject()
    for name in ChecksumHeaders.memberNames where name != "ChecksumAlgorithm" {
      let header = MemberPlace.header(name).lowercased()
      digests.append(name, self.header(header).map { .string($0) })
    }
    do throws(S3Failure) {
      for header in headers where header.name.hasPrefix(RESTRequest.checksumPrefix) {
        let algorithm = header.name.dropFirst(RESTRequest.checksumPrefix.count)
        try ChecksumAlgorithm.checkComputed(String(algorithm))
      }
      try ChecksumHeaders.check(body, digests)
    } catch {
      throw HTTPFailure(error.status, error.wire)
    }
  }

  /// Whether a header has a checksum, and not only the name of an algorithm.
  private var tellsChecksum: Bool {
    let names = ["algorithm", "mode", "type"].map { RESTRequest.checksumPrefix + $0 }
    return headers.contains { header in
      header.name == "content-md5"
        || header.name.hasPrefix(RESTRequest.checksumPrefix) && !names.contains(header.name)
    }
  }

  /// What stands before an algorithm in the name of a header.
  private static let checksumPrefix = "x-amz-checksum-"
}

extension AnyOperation {
  /// The operations whose documents real clients send without a checksum, though AWS's service
  /// model demands one.
  static let takenWithoutChecksum: Set<String> = [
    "PutBucketAcl", "PutBucketPolicy", "PutObjectAcl",
  ]

  /// Whether its document comes with a checksum: AWS's service model demands one of all that can
  /// name the algorithm of the request.
  var needsChecksum: Bool {
    !AnyOperation.takenWithoutChecksum.contains(name) && !members.contains { $0.type == .stream }
      && zip(members, MemberPlaces.of(self).request).contains { member, place in
        member.name == "ChecksumAlgorithm" && place == .header("x-amz-sdk-checksum-algorithm")
      }
  }
}

extension World {
  /// Fails for a content that S3 would lock, where a request tells no checksum of it.
  func checkLockedContent(
    of operation: AnyOperation, _ members: DocumentObject
  ) throws(HTTPFailure) {
    do throws(S3Failure) {
      try storage.s3.checkLockedContent(of: operation.name, members)
    } catch {
      throw HTTPFailure(error.status, error.wire)
    }
  }
}
