import Ciphers
package import Kernel

/// The id of a request, as the answers of each protocol tell it.
package struct RequestID: Sendable, Equatable {
  /// `7a62c49f-347e-4fc4-9331-6e8e1fe4b04d`: JSON and query services.
  package let long: String

  /// Makes the id of what the trail notes of a call.
  package init(_ id: UniqueID) { long = id.description }

  /// Makes the id of a request that became no call: the number of it among all requests, hashed.
  package init(refused number: Int) {
    let digest = SHA256.hash(Array("refused \(number)".utf8))
    long = UniqueID(bytes: digest[..<16]).map { "\($0)" } ?? ""
  }

  /// The 16 letters and digits of S3's `x-amz-request-id`.
  var short: String { String(long.uppercased().filter { $0 != "-" }.prefix(16)) }

  /// S3's `x-amz-id-2`, which follows from the id.
  var extended: String {
    Base64.encode(SHA512.hash(Array(long.utf8)))
  }

  /// What every answer of S3 has.
  var s3Headers: [HTTPField] {
    [
      HTTPField("x-amz-request-id", short), HTTPField("x-amz-id-2", extended),
      HTTPField("Server", "AmazonS3"),
    ]
  }
}
