import Access
import Ciphers
import Kernel
import TestBench
import Testing

@testable import Wire

/// Contents in chunks: AWS's own examples, and what S3 answers to chunks that are none.
@Suite struct ChunkedBodyTests {
  static let credentials = LinkTests.documented
  static let scope = CredentialScope(date: "20130524T000000Z", region: "us-east-1")

  static func authenticator(believesAll: Bool = false) throws -> Authenticator {
    try Authenticator.documented(machine: scope.date, believesAll: believesAll)
  }

  /// Signs the head of an upload whose content comes in chunks.
  static func head(
    _ form: ChunkForm, _ more: [HTTPField] = [], length: String? = "66560", body: [UInt8] = []
  ) -> HTTPRequest {
    let unsorted =
      [
        HTTPField("content-encoding", "aws-chunked"), HTTPField("host", "s3.amazonaws.com"),
        HTTPField("x-amz-content-sha256", form.rawValue), HTTPField("x-amz-date", scope.date),
        HTTPField("x-amz-storage-class", "REDUCED_REDUNDANCY"),
      ] + (length.map { [HTTPField("x-amz-decoded-content-length", $0)] } ?? []) + more
    let headers = unsorted.sorted { $0.name < $1.name }
    let path = "/examplebucket/chunkObject.txt"
    let signature = SignatureV4.signature(
      of: SignedRequest(
        method: "PUT", path: path, query: [], headers: headers, payload: form.rawValue),
      scope, credentials)
    let names = headers.map(\.name).joined(separator: ";")
    return HTTPRequest(
      method: "PUT", target: path,
      headers: headers + [
        HTTPField(
          "authorization",
          "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope.text),"
            + "SignedHeaders=\(names),Signature=\(signature)")
      ], body: body, peer: "127.0.0.1")
  }

  static func seed(of request: HTTPRequest) -> String {
    String(request.header("authorization")?.suffix(64) ?? "")
  }

  static let trailer = HTTPField("x-amz-trailer", "x-amz-checksum-crc32c")
  static let checksum = "x-amz-checksum-crc32c:sOO8/Q=="
  static let data = [UInt8](repeating: UInt8(ascii: "a"), count: 66_560)

  /// The content of AWS's examples under their signatures.
  static func documented(_ signatures: [String], trailers: String) -> [UInt8] {
    let empty: [UInt8] = []
    return zip([data[..<65_536], data[65_536...], empty[...]], signatures).flatMap { chunk, text in
      let line = "\(String(chunk.count, radix: 16));chunk-signature=\(text)\r\n"
      return Array(line.utf8) + chunk + (chunk.isEmpty ? [] : Array("\r\n".utf8))
    } + Array("\(trailers)\r\n".utf8)
  }

  // Amazon S3 API reference, "Signature calculations for the authorization header: transferring
  // payload in multiple chunks", and the same with trailing headers.
  static let signedChunks = [
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
  ]
  static let signedBeforeTrailer = [
    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
  ]
  static let signedTrailer =
    "\(checksum)\r\nx-amz-trailer-signature:"
    + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n"

  @Test func `the documented chunks are believed`() throws {
    let body = Self.documented(Self.signedChunks, trailers: "")
    #expect(body.count == 66_824)
    let request = Self.head(.signed, [HTTPField("content-length", "66824")], body: body)
    #expect(
      Self.seed(of: request) == "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9")
    let opened = try Self.authenticator().authenticate(
      request, to: Addressee(.s3, takesChunks: true)
    ).request
    #expect(opened.body == Self.data)
    #expect(opened.header("content-length") == "66560")
    #expect(opened.header("content-encoding") == nil)
    #expect(opened.header("x-amz-storage-class") == "REDUCED_REDUNDANCY")
  }

  @Test func `the documented trailer is believed`() throws {
    let body = Self.documented(Self.signedBeforeTrailer, trailers: Self.signedTrailer)
    let request = Self.head(.signedWithTrailer, [Self.trailer], body: body)
    #expect(
      Self.seed(of: request) == "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e")
    let opened = try Self.authenticator().authenticate(
      request, to: Addressee(.s3, takesChunks: true)
    ).request
    #expect(opened.body == Self.data)
    #expect(opened.headers.last == HTTPField("x-amz-checksum-crc32c", "sOO8/Q=="))
  }

  /// Where the signature of the chunk, of the last chunk and of the trailer stand.
  @Test(arguments: [0, 1, 2, 3], [0, 31, 63])
  func `each byte of the signature of a chunk counts`(chunk: Int, place: Int) throws {
    var body = Self.documented(Self.signedBeforeTrailer, trailers: Self.signedTrailer)
    let text = String(decoding: body, as: UTF8.self)
    let start = text.ranges(of: "signature")[chunk].upperBound
    let index = text.utf8.distance(from: text.startIndex, to: start) + 1 + place
    body[index] = body[index] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
    let refusal = try Self.authenticator().refusal(
      Self.head(.signedWithTrailer, [Self.trailer], body: body), of: .s3)
    #expect(refusal?.status == 403 && refusal?.error.code == "SignatureDoesNotMatch")
    #expect(
      try Self.authenticator(believesAll: true).refusal(
        Self.head(.signedWithTrailer, [Self.trailer], body: body), of: .s3) == nil)
  }

  @Test func `each byte of a signed chunk and of a signed trailer counts`() throws {
    let body = Self.documented(Self.signedBeforeTrailer, trailers: Self.signedTrailer)
    for index in [90, 65_700, body.count - 100] {
      var changed = body
      changed[index] ^= 1
      let refusal = try Self.authenticator().refusal(
        Self.head(.signedWithTrailer, [Self.trailer], body: changed), of: .s3)
      #expect(refusal != nil, "\(index)")
    }
  }

  /// A content and what S3 answers; "" where it takes it.
  struct Row: Sendable {
    let name: String
    var form = ChunkForm.unsigned
    var more: [HTTPField] = [trailer]
    var length: String? = "5"
    let body: String
    let status: Int
    let code: String
  }

  static let end = "\(checksum)\r\n\r\n"

  static let rows: [Row] = [
    Row(name: "one chunk", body: "5\r\nhello\r\n0\r\n" + end, status: 0, code: ""),
    Row(
      name: "several", body: "1\r\nh\r\n01;a=b\r\ne\r\n3\r\nllo\r\n0\r\n" + end, status: 0, code: ""
    ),
    Row(name: "none", length: "0", body: "0\r\n" + end, status: 0, code: ""),
    Row(
      name: "no trailer announced", more: [], body: "5\r\nhello\r\n0\r\n\r\n", status: 0, code: ""),
    Row(
      name: "lines that end with LF", body: "5\r\nhello\r\n0\r\n\(checksum)\n\r\n", status: 0,
      code: ""),
    Row(
      name: "a name in capitals", more: [HTTPField("x-amz-trailer", "X-Amz-Checksum-CRC32C")],
      body: "5\r\nhello\r\n0\r\nX-Amz-Checksum-CRC32C: sOO8/Q==\r\n\r\n", status: 0, code: ""),
    Row(name: "no size", body: "\r\nhello\r\n0\r\n" + end, status: 400, code: "IncompleteBody"),
    Row(name: "bad size", body: "5x\r\nhello\r\n0\r\n" + end, status: 400, code: "IncompleteBody"),
    Row(name: "a sign", body: "+5\r\nhello\r\n0\r\n" + end, status: 400, code: "IncompleteBody"),
    Row(
      name: "below zero", body: "-5\r\nhello\r\n0\r\n" + end, status: 400, code: "IncompleteBody"),
    Row(
      name: "a size that overflows", body: "10000000000000005\r\nhello\r\n0\r\n" + end, status: 400,
      code: "IncompleteBody"),
    Row(
      name: "the largest size", body: "7fffffffffffffff\r\nhello\r\n0\r\n" + end, status: 400,
      code: "IncompleteBody"),
    Row(
      name: "zeros without end", body: String(repeating: "0", count: 100_000) + "5\r\nhello\r\n",
      status: 400, code: "IncompleteBody"),
    Row(
      name: "an extension without end", body: "5;" + String(repeating: "a", count: 1_000_000),
      status: 400, code: "IncompleteBody"),
    Row(name: "too large", body: "6\r\nhello\r\n0\r\n" + end, status: 400, code: "IncompleteBody"),
    Row(name: "too small", body: "4\r\nhello\r\n0\r\n" + end, status: 400, code: "IncompleteBody"),
    Row(name: "no CR LF", body: "5\r\nhello0\r\n" + end, status: 400, code: "IncompleteBody"),
    Row(name: "LF alone", body: "5\nhello\n0\n" + end, status: 400, code: "IncompleteBody"),
    Row(name: "no last chunk", body: "5\r\nhello\r\n", status: 400, code: "IncompleteBody"),
    Row(name: "no chunk at all", body: "", status: 400, code: "IncompleteBody"),
    Row(
      name: "another length", length: "6", body: "5\r\nhello\r\n0\r\n" + end, status: 400,
      code: "IncompleteBody"),
    Row(
      name: "a length that is none", length: "five", body: "5\r\nhello\r\n0\r\n" + end, status: 400,
      code: "IncompleteBody"),
    Row(
      name: "no length", length: nil, body: "5\r\nhello\r\n0\r\n" + end, status: 411,
      code: "MissingContentLength"),
    Row(
      name: "no length but that of all", more: [trailer, HTTPField("content-length", "50")],
      length: nil, body: "5\r\nhello\r\n0\r\n" + end, status: 403, code: "SignatureDoesNotMatch"),
    Row(
      name: "no trailer", body: "5\r\nhello\r\n0\r\n\r\n", status: 400,
      code: "MalformedTrailerError"),
    Row(name: "nothing", body: "5\r\nhello\r\n0\r\n", status: 400, code: "MalformedTrailerError"),
    Row(
      name: "a trailer that is none", body: "5\r\nhello\r\n0\r\nx-amz-checksum-crc32c\r\n\r\n",
      status: 400, code: "MalformedTrailerError"),
    Row(
      name: "another trailer", body: "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
      status: 400, code: "MalformedTrailerError"),
    Row(
      name: "a trailer twice", body: "5\r\nhello\r\n0\r\n\(checksum)\r\n" + end, status: 400,
      code: "MalformedTrailerError"),
    Row(
      name: "a trailer that was not announced", more: [], body: "5\r\nhello\r\n0\r\n" + end,
      status: 400, code: "MalformedTrailerError"),
    Row(
      name: "a trailer that ends early", body: "5\r\nhello\r\n0\r\n" + checksum, status: 400,
      code: "MalformedTrailerError"),
    Row(
      name: "an algorithm that is none", more: [HTTPField("x-amz-trailer", "x-amz-checksum-crc16")],
      body: "5\r\nhello\r\n0\r\n" + end, status: 400, code: "InvalidRequest"),
    Row(
      name: "trailer and header", more: [trailer, HTTPField("x-amz-checksum-crc32", "NhCmhg==")],
      body: "5\r\nhello\r\n0\r\n" + end, status: 400, code: "InvalidRequest"),
    Row(
      name: "no signature", form: .signed, more: [], body: "5\r\nhello\r\n0\r\n\r\n", status: 400,
      code: "IncompleteBody"),
    Row(
      name: "a signature misspelt", form: .signed, more: [],
      body: "5;chunk-signatur=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n", status: 400,
      code: "IncompleteBody"),
    Row(
      name: "a signature that is wrong", form: .signed, more: [],
      body: "5;chunk-signature=00\r\nhello\r\n0;chunk-signature=00\r\n\r\n", status: 403,
      code: "SignatureDoesNotMatch"),
  ]

  @Test(arguments: rows.indices) func `chunks are read to the byte`(index: Int) throws {
    let row = Self.rows[index]
    let request = Self.head(row.form, row.more, length: row.length, body: Array(row.body.utf8))
    let refusal = try Self.authenticator().refusal(request, of: .s3)
    #expect(refusal?.error.code ?? "" == row.code, "\(row.name)")
    #expect(refusal?.status ?? 0 == row.status, "\(row.name)")
  }

  /// A content in chunks of these sizes, each under its signature.
  static func signed(_ sizes: [Int], after seed: String) -> [UInt8] {
    let key = SignatureV4.signingKey(scope, secret: credentials.secret)
    var previous = seed
    return (sizes + [0]).flatMap { size in
      let chunk = [UInt8](repeating: 7, count: size)
      let hashes = [[], chunk].map { Hex.encode(SHA256.hash($0)) }.joined(separator: "\n")
      previous = SignatureV4.signature(
        of: "AWS4-HMAC-SHA256-PAYLOAD\n\(scope.date)\n\(scope.text)\n\(previous)\n\(hashes)",
        with: key)
      return Array("\(String(size, radix: 16));chunk-signature=\(previous)\r\n".utf8) + chunk
        + Array("\r\n".utf8)
    }
  }

  @Test(
    arguments: [
      ([8192, 8192, 1], nil), ([5], nil), ([], nil), ([8191, 1], (0, 8191)),
      ([8192, 100, 8192], (1, 100)),
    ] as [([Int], (Int, Int)?)])
  func `signed chunks but for the last have 8 KiB`(sizes: [Int], small: (Int, Int)?) throws {
    let length = String(sizes.reduce(0, +))
    let head = Self.head(.signed, length: length)
    let request = head.with(body: Self.signed(sizes, after: Self.seed(of: head)))
    let refusal = try Self.authenticator().refusal(request, of: .s3)
    #expect((refusal == nil) == (small == nil))
    if let small {
      #expect(refusal?.error.code == "InvalidChunkSizeError")
      #expect(refusal?.error.details.map(\.value) == [String(small.0 + 1), String(small.1)])
    }
    let more = request.with(body: request.body + [0])
    #expect(try Self.authenticator().refusal(more, of: .s3) != nil, "nothing may follow")
  }

  @Test func `many small chunks are read as quickly as one`() throws {
    let count = 100_000
    let body =
      [[UInt8]](repeating: Array("1\r\na\r\n".utf8), count: count).flatMap { $0 }
      + Array("0\r\n\(Self.end)".utf8)
    let request = Self.head(.unsigned, [Self.trailer], length: String(count), body: body)
    let opened = try Self.authenticator().authenticate(
      request, to: Addressee(.s3, takesChunks: true))
    #expect(opened.request.body.count == count)
  }
}
