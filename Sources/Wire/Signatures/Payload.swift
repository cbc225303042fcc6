import Access
import Ciphers
import Kernel

/// What a request promises of its content.
enum Payload: Sendable, Equatable {
  /// Nothing.
  case unsigned
  /// The hash that a header of S3 tells, in hexadecimal.
  case hashed(String)
  /// The hash that other services compute of what came.
  case computed(String)
  /// Chunks.
  case chunks(ChunkForm)

  /// Reads what a request promises.
  init(
    of request: HTTPRequest, _ parameters: [HTTPField], at place: SignaturePlace,
    for addressee: Addressee
  ) throws(ContentFault) {
    guard addressee.service.signsAsS3 else {
      self = .computed(Hex.encode(SHA256.hash(request.body)))
      return
    }
    let name = "x-amz-content-sha256"
    let told =
      request.header(name)
      ?? (place == .header ? nil : parameters.first { $0.name.lowercased() == name }?.value)
    guard let told else {
      guard place == .query else { throw .missingHash }
      self = .unsigned
      return
    }
    if told == SignatureV4.unsignedPayload {
      self = .unsigned
    } else if let form = ChunkForm(rawValue: told) {
      guard addressee.takesChunks else { throw .unexpectedChunks }
      self = .chunks(form)
    } else if ChunkForm.ofOtherAlgorithms.contains(told) {
      throw .unexpectedChunks
    } else {
      guard told.utf8.count == 64, Hex.decode(told) != nil else { throw .malformedHash(told) }
      self = .hashed(told)
    }
  }

  /// What stands in the canonical request.
  var signedText: String {
    switch self {
    case .unsigned: SignatureV4.unsignedPayload
    case .hashed(let hash), .computed(let hash): hash
    case .chunks(let form): form.rawValue
    }
  }

  /// What S3 is told of the content; `nil` where a link tells nothing.
  func told(by authentication: Call.Authentication) -> String? {
    switch self {
    case .unsigned: authentication == .headers ? signedText : nil
    case .hashed, .chunks: signedText
    case .computed: nil
    }
  }

  /// The request with its content as it is meant: out of its chunks, their trailers among the
  /// headers.
  ///
  /// - Throws: that the content is not what was promised.
  func opened(
    _ request: HTTPRequest, _ chain: ChunkSignatures?
  ) throws(SignatureFault) -> HTTPRequest {
    var request = request
    switch self {
    case .unsigned, .computed: break
    case .hashed(let claimed):
      let computed = Hex.encode(SHA256.hash(request.body))
      guard computed == claimed.lowercased() else {
        throw .content(.otherHash(claimed: claimed, computed: computed))
      }
    case .chunks(let form): request = try ChunkedBody(request, form).opened(chain)
    }
    return request.withoutChunkedEncoding
  }
}

/// How a content comes in chunks, as `x-amz-content-sha256` calls it.
enum ChunkForm: String, Sendable {
  /// Unsigned chunks, and a trailer with a checksum.
  case unsigned = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
  /// Chunks with a signature each.
  case signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
  /// Chunks with a signature each, and a trailer with one.
  case signedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"

  var isSigned: Bool { self != .unsigned }
  var hasTrailer: Bool { self != .signed }

  /// Words that S3 knows and that go with another algorithm than AWS4-HMAC-SHA256.
  static let ofOtherAlgorithms = [
    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER",
  ]
}

extension HTTPRequest {
  /// The request without the word `aws-chunked` among the encodings of its content.
  fileprivate var withoutChunkedEncoding: HTTPRequest {
    let name = "content-encoding"
    guard headers.contains(where: { $0.name == name && $0.value.contains("aws-chunked") }) else {
      return self
    }
    let rest = headers.compactMap { header -> HTTPField? in
      guard header.name == name else { return header }
      let words = header.value.split(separator: ",")
        .map { $0.split(separator: " ").joined(separator: " ") }
        .filter { $0 != "aws-chunked" }
      return words.isEmpty ? nil : HTTPField(name, words.joined(separator: ","))
    }
    return HTTPRequest(method: method, target: target, headers: rest, body: body, peer: peer)
  }
}
