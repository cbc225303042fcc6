import Access
import Ciphers
import Cloud
import Kernel
import Wire

extension FuzzTarget {
  /// Requests of the three protocols, whoever signed: answered, in their own protocol, and never by
  /// an error of the server.
  static let wire = FuzzTarget("wire", share: 4) { dice in
    WireInputs.mutation.mutated(WireInputs.corpus, &dice)
  } check: { input in
    let request = WireInputs.withMD5(WireInputs.request(input))
    guard let asked = try? ServiceRequest(request) else { return nil }
    var world = WireInputs.world
    let before = world.digest()
    let response: HTTPResponse
    let authenticator = Authenticator(
      world.environment.identities, ServedClock(standingAt: world.now), believesAll: true)
    do throws(HTTPFailure) {
      var keys = SigningKeys()
      let call = try ReceivedCall(
        asked, request, by: authenticator, remembering: &keys, isSecure: true)
      response = call.response(to: call.perform(in: &world), number: 1)
    } catch {
      response = asked.response(error, id: RequestID(refused: 1))
      if world.digest() != before { return "a request that was refused changed the world" }
    }
    if let complaint = world.check().first { return complaint }
    return WireCheck.complaint(response, request)
  }

  /// Requests that somebody signed and somebody else changed: what is believed is what was signed.
  static let signatures = FuzzTarget("signatures") { dice in
    WireInputs.mutation.mutated(SignedInputs.corpus, &dice)
  } check: { input in
    let request = WireInputs.request(input)
    guard let asked = try? ServiceRequest(request) else { return nil }
    let authenticator = Authenticator(
      WireInputs.world.environment.identities, ServedClock(standingAt: WireInputs.world.now))
    guard
      let authentic = try? authenticator.authenticate(request, to: asked.addressee)
    else { return nil }
    let isAsSigned = SignedInputs.requests.contains { signed in
      signed.method == request.method && signed.body == request.body
        && SignedInputs.meaning(signed) == SignedInputs.meaning(request)
    }
    return isAsSigned ? nil : "\(authentic.signer.accessKeyID) never signed this"
  }
}

/// Requests as text: the first line, headers, an empty line, the content.
enum WireInputs {
  /// A world with a key, a bucket and objects.
  static let world: World = {
    var world = World(seed: 1, start: Timestamp(secondsSinceEpoch: 1_735_689_600))
    let call = Call(principal: .root(.learner), region: .usEast1)
    let steps: [(String, Document)] = [
      ("CreateKey", [:]), ("CreateBucket", ["Bucket": "b-1"]),
      ("PutObject", ["Bucket": "b-1", "Key": "k", "Body": .bytes(Array("hello".utf8))]),
    ]
    for (name, request) in steps {
      guard let operation = Catalogue.operation(name) else { continue }
      _ = world.handle(operation, request, as: call)
    }
    return world
  }()

  static let mutation = Mutation(
    [
      "GET", "PUT", "POST", "HEAD", "DELETE", "/", "/b-1", "/b-1/k", "?", "&", "=", "%2F", "%", "+",
      "versionId=", "uploads", "uploadId=x", "partNumber=1", "list-type=2", "max-keys=0", "tagging",
      "range: bytes=0-1\n", "x-amz-acl: private\n", "x-amz-meta-a: b\n", "content-md5: AAAA\n",
      "x-amz-copy-source: b-1/k\n", "x-amz-server-side-encryption: aws:kms\n", "<", ">", "</", "/>",
      "<Tag>", "<Key>", "&amp;", "&#0;", "<![CDATA[", "<!DOCTYPE a>", "<?xml?>", "{", "}", "\"",
      "[", "1e400", "null", "\\u0000", "Action=", "Version=2010-05-08", ".member.1", ".entry.1.key",
      "host: b-1.localhost\n", "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\n",
      "x-amz-decoded-content-length: 5\n", "x-amz-trailer: x-amz-checksum-crc32\n",
      "5\r\nhello\r\n", "0\r\n", "ffffffffffffffff\r\n", "5;chunk-signature=", "\r\n", "\n\n",
    ], limit: 1500)

  static let corpus = requests.bytes

  private static let requests = [
    "GET /b-1/k HTTP\nhost: localhost\nrange: bytes=1-2\n\n",
    "PUT /b-1/a%20b HTTP\nhost: localhost\nx-amz-meta-a: b\nx-amz-checksum-crc32: AAAAAA==\n\nx",
    "GET /b-1?list-type=2&prefix=a&max-keys=3&encoding-type=url HTTP\nhost: localhost\n\n",
    "GET /b-1?versions HTTP\nhost: localhost\n\n", "HEAD / HTTP\nhost: b-1.localhost\n\n",
    "PUT /b-1?versioning HTTP\nhost: localhost\n\n"
      + "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    "PUT /b-1/k?tagging HTTP\nhost: localhost\n\n"
      + "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
    "POST /b-1?delete HTTP\nhost: localhost\n\n"
      + "<Delete><Object><Key>k</Key></Object><Quiet>true</Quiet></Delete>",
    "PUT /b-1?lifecycle HTTP\nhost: localhost\n\n<LifecycleConfiguration><Rule><Filter><Prefix>a"
      + "</Prefix></Filter><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>"
      + "</LifecycleConfiguration>",
    "POST /b-1/k?uploads HTTP\nhost: localhost\n\n",
    "PUT /b-1/k HTTP\nhost: localhost\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\n"
      + "x-amz-decoded-content-length: 5\nx-amz-trailer: x-amz-checksum-crc32\n\n"
      + "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
    "POST /b-1 HTTP\nhost: localhost\ncontent-type: multipart/form-data; boundary=x\n\n"
      + "--x\r\nContent-Disposition: form-data; name=key\r\n\r\nk\r\n--x\r\nContent-Disposition:"
      + " form-data; name=file; filename=f\r\n\r\nhello\r\n--x--\r\n",
    "POST / HTTP\nhost: localhost\nx-amz-target: TrentService.Encrypt\n\n"
      + "{\"KeyId\":\"alias/aws/s3\",\"Plaintext\":\"aGk=\",\"EncryptionContext\":{\"a\":\"b\"}}",
    "POST / HTTP\nhost: localhost\nx-amz-target: TrentService.CreateKey\n\n"
      + "{\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"b\"}],\"MultiRegion\":true}",
    "POST / HTTP\nhost: localhost\nx-amz-target: CloudTrail_20131101.LookupEvents\n\n"
      + "{\"StartTime\":1735689600.5,\"MaxResults\":3}",
    "POST / HTTP\nhost: localhost\ncontent-type: application/x-www-form-urlencoded\n\n"
      + "Action=CreateUser&Version=2010-05-08&UserName=zoe&Tags.member.1.Key=a"
      + "&Tags.member.1.Value=b",
    "POST / HTTP\nhost: localhost\ncontent-type: application/x-www-form-urlencoded\n\n"
      + "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws&RoleSessionName=s",
  ]

  /// Reads a request; whatever lacks something has nothing there.
  static func request(_ input: [UInt8]) -> HTTPRequest {
    let end = input.firstRange(of: Array("\n\n".utf8))
    let head = String(decoding: input[..<(end?.lowerBound ?? input.count)], as: UTF8.self)
    let lines = head.split(separator: "\n")
    let words = (lines.first ?? "").split(separator: " ")
    let headers = lines.dropFirst().compactMap { line -> HTTPField? in
      let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { return nil }
      return HTTPField(pair[0].lowercased(), String(pair[1].drop { $0 == " " }))
    }
    return HTTPRequest(
      method: words.first.map(String.init) ?? "", target: words.count > 1 ? String(words[1]) : "/",
      headers: headers, body: end.map { Array(input[$0.upperBound...]) } ?? [], peer: "127.0.0.1")
  }

  /// The request with the checksum that S3 wants of documents, where it says none itself.
  static func withMD5(_ request: HTTPRequest) -> HTTPRequest {
    guard !request.body.isEmpty, request.header("content-md5") == nil else { return request }
    let md5 = HTTPField("content-md5", Base64.encode(Insecure.MD5.hash(request.body)))
    return HTTPRequest(
      method: request.method, target: request.target, headers: request.headers + [md5],
      body: request.body, peer: request.peer)
  }
}

/// What must hold of every answer.
private enum WireCheck {
  static func complaint(_ response: HTTPResponse, _ request: HTTPRequest) -> String? {
    guard (200..<500).contains(response.status) || response.status == 501 else {
      return "status \(response.status): \(String(decoding: response.body, as: UTF8.self))"
    }
    for header in response.headers
    where header.value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return "the header \(header.name) has \(header.value.debugDescription)"
    }
    let type = response.headers.last { $0.name == "Content-Type" }?.value ?? ""
    guard !response.body.isEmpty, request.header("x-amz-target") != nil else { return nil }
    if type.contains("json"), (try? JSONReader.read(response.body)) == nil {
      return "the answer is no JSON"
    }
    return nil
  }
}

/// Requests with good signatures.
private enum SignedInputs {
  static let requests = corpus.map(WireInputs.request)

  static let corpus: [[UInt8]] = [
    signed("GET", "/b-1/k", "s3", [("range", "bytes=0-1")], ""),
    signed("PUT", "/b-1/a%20b", "s3", [("x-amz-acl", "private")], "hello"),
    signed("GET", "/b-1", "s3", [], "", query: [("list-type", "2"), ("prefix", "a b")]),
    signed("POST", "/", "kms", [("x-amz-target", "TrentService.ListKeys")], "{}"),
    signed(
      "POST", "/", "sts", [("content-type", "application/x-www-form-urlencoded")],
      "Action=GetCallerIdentity&Version=2011-06-15"),
  ]

  private static func signed(
    _ method: String, _ path: String, _ service: String, _ headers: [(String, String)],
    _ body: String, query: [(String, String)] = []
  ) -> [UInt8] {
    let world = WireInputs.world
    let credentials = world.environment.identities.credentials(of: .root(.learner))
    let scope = CredentialScope(
      date: world.now.basicText, region: "us-east-1", service: service)
    let hash = Hex.encode(SHA256.hash(Array(body.utf8)))
    var all = headers + [("host", "localhost"), ("x-amz-date", scope.date)]
    if service == "s3" { all.append(("x-amz-content-sha256", hash)) }
    let fields = all.sorted { $0.0 < $1.0 }.map { HTTPField($0.0, $0.1) }
    let signature = SignatureV4.signature(
      of: SignedRequest(
        method: method, path: path, query: query.map { HTTPField($0.0, $0.1) }, headers: fields,
        payload: hash), scope, credentials)
    let parameters = query.map { "\($0.0)=\($0.1.replacing(" ", with: "%20"))" }
    let target = path + (query.isEmpty ? "" : "?" + parameters.joined(separator: "&"))
    let names = fields.map(\.name).joined(separator: ";")
    let authorization =
      "authorization: AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope.text),"
      + " SignedHeaders=\(names), Signature=\(signature)"
    let head =
      ["\(method) \(target) HTTP"] + fields.map { "\($0.name): \($0.value)" } + [authorization]
    return Array((head.joined(separator: "\n") + "\n\n" + body).utf8)
  }

  /// What a signature covers: path, parameters and signed headers, as they mean.
  static func meaning(_ request: HTTPRequest) -> [String] {
    let query = request.query.split(separator: "&").map { part in
      part.hasSuffix("=") ? String(part.dropLast()) : String(part)
    }
    let authorization = request.header("authorization") ?? ""
    let list = authorization.split(separator: "SignedHeaders=").last?.prefix { $0 != "," } ?? ""
    let headers = list.split(separator: ";").map { name in
      let values = request.headers.filter { $0.name == name }.map(\.value)
      return values.joined(separator: ",").split(separator: " ").joined(separator: " ")
    }
    return [String(request.path)] + query.sorted() + headers
  }
}
