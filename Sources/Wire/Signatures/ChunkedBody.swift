import Kernel

/// A content in chunks (`aws-chunked`): `SIZE[;chunk-signature=…]`, the data, and so on to the
/// empty chunk, then the trailers.
struct ChunkedBody {
  private let request: HTTPRequest
  private let form: ChunkForm
  /// The bytes that are not read yet.
  private var rest: ArraySlice<UInt8>

  /// The least size in bytes of a signed chunk that is not the last.
  private static let leastSize = 8192

  init(_ request: HTTPRequest, _ form: ChunkForm) {
    self.request = request
    self.form = form
    rest = request.body[...]
  }

  /// The request with the data of the chunks as its content, and with the trailers among its
  /// headers.
  ///
  /// - Throws: that the chunks are none, or that a signature of theirs is wrong; without `chain`
  ///   nobody looks at signatures.
  consuming func opened(_ chain: ChunkSignatures?) throws(SignatureFault) -> HTTPRequest {
    var chain = chain
    do throws(ContentFault) { try checkHead() } catch { throw .content(error) }
    let data = try data(&chain)
    guard Int(request.header(Name.length) ?? "") == data.count else {
      throw .content(.incompleteBody)
    }
    let trailers = form.hasTrailer ? try trailers(&chain) : []
    if !form.hasTrailer {
      guard nextLine()?.isEmpty == true, rest.isEmpty else { throw .content(.incompleteBody) }
    }
    let replaced = ["content-length", Name.length, Name.trailer]
    let headers = request.headers.filter { !replaced.contains($0.name) }
    return HTTPRequest(
      method: request.method, target: request.target,
      headers: headers + [HTTPField("content-length", String(data.count))] + trailers, body: data,
      peer: request.peer)
  }

  private enum Name {
    static let length = "x-amz-decoded-content-length"
    static let trailer = "x-amz-trailer"
    static let checksum = "x-amz-checksum-"
    static let trailerSignature = "x-amz-trailer-signature"
  }

  /// The algorithms of checksums, as their trailers name them.
  private static let algorithms = [
    "crc32", "crc32c", "crc64nvme", "md5", "sha1", "sha256", "sha512", "xxhash3", "xxhash64",
    "xxhash128",
  ]
}

extension ChunkedBody {
  /// The name of the trailer that the head announces.
  private var announced: String? { request.header(Name.trailer)?.lowercased() }

  /// Fails where the head itself announces no good.
  private func checkHead() throws(ContentFault) {
    guard request.header(Name.length) != nil else {
      throw .missingLength(isFramed: request.header("content-length") != nil)
    }
    guard form.hasTrailer, let announced else { return }
    let checksums = ChunkedBody.algorithms.map { Name.checksum + $0 }
    guard checksums.contains(announced) else { throw .unsupportedTrailer }
    guard !request.headers.contains(where: { checksums.contains($0.name) }) else {
      throw .severalChecksums
    }
  }

  /// The data of all chunks, up to the empty one.
  private mutating func data(_ chain: inout ChunkSignatures?) throws(SignatureFault) -> [UInt8] {
    var data: [UInt8] = []
    data.reserveCapacity(rest.count)
    var number = 0
    var last: Int?
    while true {
      guard let line = nextLine(), let (size, signature) = head(line), size <= rest.count else {
        throw .content(.incompleteBody)
      }
      if form.isSigned, size > 0, let last, last < ChunkedBody.leastSize {
        throw .content(.smallChunk(number, byteCount: last))
      }
      let chunk = rest.prefix(size)
      if form.isSigned { try chain?.check(chunk: chunk, signature) }
      guard size > 0 else { return data }
      data += chunk
      rest = rest.dropFirst(size)
      guard nextLine()?.isEmpty == true else { throw .content(.incompleteBody) }
      (number, last) = (number + 1, size)
    }
  }

  /// Size and signature of a chunk; `nil` where its line is none.
  private func head(_ line: ArraySlice<UInt8>) -> (size: Int, signature: String)? {
    let parts = line.split(
      separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
    let digits = parts[0]
    guard !digits.isEmpty, digits.allSatisfy({ ChunkedBody.isDigit($0) }),
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    guard form.isSigned else { return (size, "") }
    let prefix = "chunk-signature="
    guard parts.count == 2, parts[1].starts(with: prefix.utf8) else { return nil }
    return (size, String(decoding: parts[1].dropFirst(prefix.utf8.count), as: UTF8.self))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    Hex.digit(byte) != nil || (65...70).contains(byte)
  }

  /// What stands before the next CR LF, which is read with it; `nil` where there is none.
  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\r")), end + 1 < rest.endIndex,
      rest[end + 1] == UInt8(ascii: "\n")
    else { return nil }
    defer { rest = rest[(end + 2)...] }
    return rest[..<end]
  }

  /// The trailers: those that the head announces, and where chunks are signed their signature.
  ///
  /// Blank lines between them are passed over, and lines may end with LF alone: clients differ.
  private mutating func trailers(
    _ chain: inout ChunkSignatures?
  ) throws(SignatureFault) -> [HTTPField] {
    var expected: [String] = []
    if let announced { expected = [announced] + (form.isSigned ? [Name.trailerSignature] : []) }
    var fields: [HTTPField] = []
    for line in rest.split(separator: UInt8(ascii: "\n")) where line != [UInt8(ascii: "\r")] {
      let halves = line.split(
        separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, fields.count < expected.count else {
        throw .content(.malformedTrailer)
      }
      fields.append(
        HTTPField(ChunkedBody.word(halves[0]).lowercased(), ChunkedBody.word(halves[1])))
    }
    guard fields.map(\.name) == expected, rest.last == UInt8(ascii: "\n") else {
      throw .content(.malformedTrailer)
    }
    let trailers = Array(fields.prefix(1))
    if let signature = fields.dropFirst().first?.value {
      try chain?.check(trailers: trailers, signature)
    }
    return trailers
  }

  /// A text without blanks around it.
  private static func word(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).split { " \t\r".contains($0) }.joined(separator: " ")
  }
}
