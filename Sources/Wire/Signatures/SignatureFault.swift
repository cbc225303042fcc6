package import Kernel

/// Why a request is not believed to be from whom it says.
package enum SignatureFault: Error, Sendable, Equatable {
  /// It says no good what it is signed with.
  case claim(ClaimFault)
  /// Nobody has the access key, or its token is missing.
  case unknownKey(String)
  /// The token is not that of the access key.
  case malformedToken(String)
  /// The session has ended.
  case expiredToken(String)
  /// The signature is in force another time.
  case time(TimeFault)
  /// The signature is for another Region.
  case otherRegion(SignaturePlace, String, expecting: Region)
  /// Headers came that have to be signed, and were not.
  case unsignedHeaders([String])
  /// The signature is not that of the request.
  case mismatch(Mismatch)
  /// The content is not what its hash or its chunks announce.
  case content(ContentFault)

  /// A signature that is not the right one, and what it should have been made of.
  package struct Mismatch: Sendable, Equatable {
    let keyID: String
    let stringToSign: String
    let provided: String
    /// The canonical request, where there is one.
    let canonical: String?
  }
}

/// Where a request has its signature.
package enum SignaturePlace: Sendable, Equatable {
  /// In the header `Authorization`.
  case header
  /// Among the parameters of the address.
  case query
}

/// What is wrong with how a signature is told, before anybody looks whose it is.
package enum ClaimFault: Error, Sendable, Equatable {
  /// Nothing is signed.
  case missing
  /// Header and parameters tell a signature each.
  case several
  /// `Authorization` tells something else, as `Basic`; what, only by its hash.
  case unsupportedType(hash: String)
  /// Another algorithm than AWS4-HMAC-SHA256.
  case unsupportedAlgorithm(SignaturePlace, String)
  /// Parts are missing, by their names; the header is told by its hash.
  case incomplete(SignaturePlace, [String], hash: String)
  /// A part of the header that is none.
  case malformedPart(String)
  /// Parameters of Signature Version 2 are missing.
  case incompleteVersion2
  /// The credential has not five parts that end with `aws4_request`.
  case malformedCredential(SignaturePlace, String)
  /// Neither `X-Amz-Date` nor `Date` is a moment.
  case missingDate(SignaturePlace)
  /// The credential's day is not that of the date.
  case otherDay(SignaturePlace, day: String, date: String)
  /// The credential is for another service.
  case otherService(SignaturePlace, String, expecting: Service)
  /// `X-Amz-Expires`, or `Expires` of version 2, is no number that it may be.
  case malformedExpiry(ExpiryFault)
}

/// What is wrong with how long a link shall hold.
package enum ExpiryFault: Sendable, Equatable {
  case notNumber
  case negative
  case overWeek
  case notMoment(String)
}

/// Why a signature is not in force at this moment.
package enum TimeFault: Sendable, Equatable {
  /// The client's clock is wrong by more than is allowed.
  case skewed(date: Timestamp, machine: Timestamp, allowed: Int)
  /// A link from the future.
  case early
  /// A link that has ended.
  case expired(date: Timestamp?, seconds: Int, end: Timestamp, now: Timestamp)
}

/// What is wrong with a content whose hash or whose chunks are signed.
package enum ContentFault: Error, Sendable, Equatable {
  /// There is no `x-amz-content-sha256`.
  case missingHash
  /// `x-amz-content-sha256` is neither hash nor word.
  case malformedHash(String)
  /// The hash is that of another content.
  case otherHash(claimed: String, computed: String)
  /// Chunks, for an operation that takes none.
  case unexpectedChunks
  /// `x-amz-decoded-content-length` is missing; and the length of all as well?
  case missingLength(isFramed: Bool)
  /// Chunks that are none, or that make another length.
  case incompleteBody
  /// A chunk that is too small and not the last, by its number.
  case smallChunk(Int, byteCount: Int)
  /// Trailers that are none, or others than were announced.
  case malformedTrailer
  /// An announced trailer that S3 does not know.
  case unsupportedTrailer
  /// A checksum among the headers beside that of the trailer.
  case severalChecksums
}
