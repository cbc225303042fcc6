import Ciphers
import Kernel
import Testing

@testable import Wire

/// S3 as XML: what comes in becomes members, what goes out is what AWS's documents show.
@Suite struct RESTTests {
  /// A bucket with an object.
  private func bench() -> WireBench {
    var bench = WireBench()
    #expect(bench.answer("PUT", "/b-1").status == 200)
    #expect(bench.answer("PUT", "/b-1/k", ["content-type": "text/plain"], "hello").status == 200)
    return bench
  }

  @Test func `an object is written, read, asked for and deleted`() {
    var bench = bench()
    let got = bench.answer("GET", "/b-1/k")
    #expect(got.status == 200)
    #expect(got.text == "hello")
    #expect(got.header("ETag") == "\"5d41402abc4b2a76b9719d911017c592\"")
    #expect(got.header("Content-Type") == "text/plain")
    #expect(got.header("Last-Modified") == "Wed, 01 Jan 2025 00:00:00 GMT")
    #expect(got.header("x-amz-server-side-encryption") == "AES256")
    #expect(got.header("Content-Length") == nil, "the server tells it")
    let head = bench.answer("HEAD", "/b-1/k")
    #expect(head.status == 200 && head.body.isEmpty && head.toldLength == 5)
    #expect(bench.answer("DELETE", "/b-1/k").status == 204)
    #expect(bench.answer("HEAD", "/b-1/k").status == 404)
  }

  @Test func `a part of an object comes with status 206 and without the checksum of the whole`() {
    var bench = bench()
    let got = bench.answer(
      "GET", "/b-1/k", ["range": "bytes=1-2", "x-amz-checksum-mode": "ENABLED"])
    #expect(got.status == 206)
    #expect(got.text == "el")
    #expect(got.header("Content-Range") == "bytes 1-2/5")
    #expect(!got.headers.contains { $0.name.hasPrefix("x-amz-checksum") })
  }

  @Test(
    arguments: [
      "a b", "a+b", "a%2Fb", "//a", "a//b", "../a", ".", "ä", "a?b", "%", "\u{1F600}", "a&b=c",
      "trailing/",
    ])
  func `a key comes back as it was sent`(_ key: String) throws {
    var bench = WireBench()
    _ = bench.answer("PUT", "/b-1")
    let path = "/b-1/" + key.escapedPath
    #expect(bench.answer("PUT", path, [:], "x").status == 200)
    #expect(bench.answer("GET", path).text == "x")
    let list = bench.answer("GET", "/b-1?list-type=2")
    let root = try XMLReader.read(list.body)
    let keys = root.children.filter { $0.name == "Contents" }.map { $0.children[0].text }
    #expect(keys == [key])
  }

  @Test(arguments: [
    ("POST", "/", "GET"), ("POST", "/b-1/k", "HEAD, DELETE, GET, PUT"),
    ("PATCH", "/b-1", "HEAD, DELETE, GET, PUT"),
  ])
  func `a method that is not allowed is told which are`(
    _ method: String, _ target: String, _ allowed: String
  ) {
    var bench = bench()
    let answer = bench.answer(method, target)
    #expect(answer.headers.last { $0.name == "Allow" }?.value == allowed)
  }

  @Test func `of an ACL that nobody knows S3 tells no text`() throws {
    var bench = bench()
    let answer = bench.answer("PUT", "/b-1?acl", ["x-amz-acl": "nobody"])
    let error = try XMLReader.read(answer.body)
    #expect(answer.status == 400)
    #expect(
      error.children.map(\.name)
        == ["Code", "ArgumentName", "ArgumentValue", "RequestId", "HostId"])
  }

  @Test(
    arguments: [
      ("GET", "/none/k", 404, "NoSuchBucket"), ("GET", "/b-1/none", 404, "NoSuchKey"),
      ("PUT", "/B_1", 400, "InvalidBucketName"), ("POST", "/", 405, "MethodNotAllowed"),
      ("POST", "/b-1/k", 405, "MethodNotAllowed"), ("PATCH", "/b-1", 405, "MethodNotAllowed"),
      ("GET", "/b-1/%zz", 400, "InvalidURI"), ("GET", "/b-1/%ff", 400, "InvalidURI"),
      ("GET", "/b-1?abac", 501, "NotImplemented"), ("PUT", "/b-1?website", 501, "NotImplemented"),
      ("GET", "/b-1?max-keys=many", 400, "InvalidArgument"),
      ("GET", "/b-1?max-keys=-1", 400, "InvalidArgument"),
      ("PUT", "/b-1?versioning", 400, "MissingRequestBodyError"),
      ("DELETE", "/b-1", 409, "BucketNotEmpty"),
      ("GET", "/b-1?policy", 404, "NoSuchBucketPolicy"),
    ])
  func `a refusal has S3's status and code`(
    _ method: String, _ target: String, _ status: Int, _ code: String
  ) throws {
    var bench = bench()
    let answer = bench.answer(method, target)
    #expect(answer.status == status)
    let error = try XMLReader.read(answer.body)
    #expect(error.name == "Error")
    #expect(error.children.first == XMLElement(name: "Code", text: code))
    #expect(error.children.suffix(2).map(\.name) == ["RequestId", "HostId"])
    #expect(answer.header("x-amz-request-id")?.count == 16)
  }

  @Test func `configurations go in and out as documents`() {
    var bench = bench()
    let rules = """
      <ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule>\
      <ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>\
      </ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>\
      </ServerSideEncryptionConfiguration>
      """
    #expect(bench.answer("PUT", "/b-1?encryption", [:], rules).status == 200)
    let got = bench.answer("GET", "/b-1?encryption").text
    #expect(got.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ServerSideEncryption"))
    #expect(got.contains("<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSE"))
    #expect(got.contains("<BucketKeyEnabled>true</BucketKeyEnabled>"))
    let tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>1 + 2</Value></Tag></TagSet></Tagging>"
    let put = bench.answer("PUT", "/b-1?tagging", [:], tags)
    #expect(put.status == 204, "\(put.text)")
    #expect(
      bench.answer("GET", "/b-1?tagging").text.contains(
        "<TagSet><Tag><Key>a</Key><Value>1 + 2</Value></Tag></TagSet>"))
  }

  @Test(
    arguments: [
      "<Wrong/>",
      "<VersioningConfiguration><Status>Enabled</Status><What/></VersioningConfiguration>",
      "<VersioningConfiguration>",
      "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>",
      "<VersioningConfiguration><Status/><Status/></VersioningConfiguration>",
      "{}",
    ])
  func `a document that S3's schema has not is malformed`(_ body: String) {
    var bench = bench()
    let answer = bench.answer("PUT", "/b-1?versioning", [:], body)
    #expect(answer.status == 400)
    #expect(answer.text.contains("<Code>MalformedXML</Code>"))
  }

  @Test func `a bucket in us-east-1 has a location without a word`() {
    var bench = bench()
    #expect(
      bench.answer("GET", "/b-1?location").text
        == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint"
        + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>")
  }

  @Test func `metadata outside of ASCII comes back in an encoded word`() {
    var bench = bench()
    _ = bench.answer("PUT", "/b-1/m", ["x-amz-meta-who": "Zoë", "x-amz-meta-plain": "a b"])
    let got = bench.answer("HEAD", "/b-1/m")
    #expect(got.header("x-amz-meta-who") == "=?UTF-8?Q?Zo=C3=AB?=")
    #expect(got.header("x-amz-meta-plain") == "a b")
    #expect(EncodedWord.decode("=?UTF-8?Q?Zo=C3=AB?=") == "Zoë")
    #expect(EncodedWord.decode("=?utf-8?B?Wm/Dqw==?=") == "Zoë")
    #expect(EncodedWord.decode("=?latin-1?Q?a?=") == "=?latin-1?Q?a?=")
  }

  @Test func `a digest that is not the document's is refused, one that is goes with any document`()
  {
    var bench = bench()
    let body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
    let wrong = bench.answer(
      "PUT", "/b-1?versioning", ["content-md5": "XrY7u+Ae7tCTyyK7j1rNww=="], body)
    #expect(wrong.text.contains("<Code>BadDigest</Code>"))
    let none = bench.answer("PUT", "/b-1?versioning", ["content-md5": "x"], body)
    #expect(none.text.contains("<Code>InvalidDigest</Code>"))
    let right = bench.answer(
      "PUT", "/b-1?versioning",
      ["content-md5": "\(Base64.encode(Insecure.MD5.hash(Array(body.utf8))))"],
      body)
    #expect(right.status == 200, "\(right.text)")
  }

  @Test(arguments: [
    ("GET", "/b-1/k"), ("HEAD", "/b-1/k"), ("PUT", "/b-1/k?partNumber=1&uploadId=x"),
    ("GET", "/b-1/k?X-Amz-Server-Side-Encryption=AES256"),
  ]) func `a reader and a part ask for no encryption`(_ method: String, _ target: String) {
    var bench = bench()
    let name = "x-amz-server-side-encryption"
    let headers = target.contains("Encryption") ? [:] : [name: "AES256"]
    let answer = bench.answer(method, target, headers, method == "PUT" ? "x" : "")
    #expect(answer.status == 400)
    guard method != "HEAD" else { return }
    #expect(
      answer.text.contains(
        "<Code>InvalidArgument</Code><Message>\(name) header is not supported for this"
          + " operation.</Message><ArgumentName>\(name)</ArgumentName>"
          + "<ArgumentValue>AES256</ArgumentValue>"))
  }

  @Test(arguments: [
    ("", "MalformedXML"), ("<Complete", "MalformedXML"),
    ("<CompleteMultipartUpload/>", "InvalidRequest"),
  ]) func `a completion has a document, and that a part`(_ body: String, _ code: String) throws {
    var bench = bench()
    let begun = try XMLReader.read(bench.answer("POST", "/b-1/k?uploads").body)
    let id = try #require(begun.children.first { $0.name == "UploadId" }?.text)
    let answer = bench.answer("POST", "/b-1/k?uploadId=\(id)", [:], body)
    #expect(answer.status == 400)
    #expect(answer.text.contains("<Code>\(code)</Code>"))
  }

  @Test(arguments: ["response-content-type", "response-content-disposition"])
  func `what an answer's header cannot be is refused`(_ name: String) {
    var bench = bench()
    let answer = bench.answer("GET", "/b-1/k?\(name)=%E6%97%A5")
    #expect(answer.status == 400)
    #expect(answer.text.contains("<ArgumentName>\(name)</ArgumentName>"))
  }

  @Test func `no value of a header ends it`() {
    var bench = bench()
    let got = bench.answer("GET", "/b-1/k?response-content-type=a%0D%0AX-Evil:%201")
    #expect(got.header("Content-Type") == "a  X-Evil: 1")
  }

  @Test(
    arguments: [
      ("b-1.localhost:4566", "b-1"), ("b-1.s3.localhost", "b-1"),
      ("a.b.s3.us-east-1.amazonaws.com", "a.b"), ("b-1.s3.amazonaws.com", "b-1"),
      ("b-1.s3-eu-west-1.amazonaws.com", "b-1"), ("s3.us-east-1.amazonaws.com", nil),
      ("localhost:4566", nil), ("127.0.0.1:4566", nil), ("[::1]:4566", nil), ("", nil),
      ("b-1.s3.us-east-1.localhost.localstack.cloud:4566", "b-1"), ("example.com", nil),
    ] as [(String, String?)])
  func `a host names a bucket, or S3`(_ host: String, _ bucket: String?) {
    #expect(S3Address.bucket(inHost: host) == bucket)
  }
}

extension String {
  /// The text as a part of a path that clients send: every byte escaped but letters, digits and
  /// slashes.
  fileprivate var escapedPath: String {
    utf8.map { byte in
      switch byte {
      case 48...57, 65...90, 97...122, 47: String(Unicode.Scalar(byte))
      default: "%" + Hex.encode([byte]).uppercased()
      }
    }.joined()
  }
}
