import Kernel
import Testing
import Wire

@testable import Server

/// Where a bucket is: what S3 answers to those who look for it in another Region.
@Suite struct BucketRegionTests {
  /// An endpoint that believes everybody, with a bucket in eu-west-1.
  private static func bench() -> ServerBench {
    var rules = EndpointRules()
    rules.verifiesSignatures = false
    let bench = ServerBench(rules)
    bench.lines("aws s3 mb s3://hab-eu --region eu-west-1")
    return bench
  }

  private static func headers(_ region: String?, host: String) -> [HTTPField] {
    [HTTPField("host", host)]
      + (region.map { KeptBench.signed("s3", region: $0) } ?? [])
  }

  private static let here = "127.0.0.1:4566"
  private static let ofAmerica = "s3.us-east-1.amazonaws.com"

  /// How a bucket of eu-west-1 is asked for, and the status and the code of the answer.
  @Test(
    arguments: [
      ("HEAD", "/hab-eu", here, "us-east-1", 301, nil),
      ("HEAD", "/hab-eu", here, "eu-west-1", 200, nil),
      ("GET", "/hab-eu", here, "us-east-1", 400, "AuthorizationHeaderMalformed"),
      ("GET", "/hab-eu/k", here, "us-east-1", 400, "AuthorizationHeaderMalformed"),
      ("HEAD", "/hab-eu/k", here, "us-east-1", 400, nil),
      ("GET", "/hab-eu", ofAmerica, "us-east-1", 301, "PermanentRedirect"),
      ("GET", "/hab-eu/k", ofAmerica, "eu-west-1", 301, "PermanentRedirect"),
      ("GET", "/hab-eu", "s3.amazonaws.com", "us-east-1", 301, "PermanentRedirect"),
      ("GET", "/hab-eu", "s3-us-west-2.amazonaws.com", "eu-west-1", 301, "PermanentRedirect"),
      (
        "GET", "/hab-eu", "s3.dualstack.us-west-2.amazonaws.com", "eu-west-1", 301,
        "PermanentRedirect"
      ),
      (
        "GET", "/hab-eu", "s3.eu-west-1.amazonaws.com", "us-east-1", 400,
        "AuthorizationHeaderMalformed"
      ),
      (
        "GET", "/", "hab-eu.s3.eu-west-1.amazonaws.com", "us-east-1", 400,
        "AuthorizationHeaderMalformed"
      ),
      ("HEAD", "/", "hab-eu.localhost", "us-east-1", 301, nil),
    ] as [(String, String, String, String, Int, String?)])
  func `a wrong Region is refused with the right one`(
    method: String, target: String, host: String, region: String, status: Int, code: String?
  ) {
    let answer = Self.bench().ask(method, target, "", Self.headers(region, host: host))
    #expect(answer.status == status)
    #expect(answer.header("x-amz-bucket-region") == "eu-west-1")
    #expect(answer.header("Location") == nil)
    if let code { #expect(answer.text.contains("<Code>\(code)</Code>"), "\(answer.text)") }
    #expect(answer.text.isEmpty == (method == "HEAD"))
    guard code == "PermanentRedirect" else { return }
    #expect(
      answer.text.contains(
        "<Endpoint>hab-eu.s3.eu-west-1.amazonaws.com</Endpoint><Bucket>hab-eu</Bucket>"))
  }

  @Test(arguments: ["s3.eu-west-1.amazonaws.com", here, "hab-eu.localhost:4566"])
  func `the right Region answers at its endpoint and at that of all`(host: String) {
    let target = host.hasPrefix("hab-eu.") ? "/" : "/hab-eu"
    let answer = Self.bench().ask("GET", target, "", Self.headers("eu-west-1", host: host))
    #expect(answer.status == 200)
  }

  @Test func `a refused HEAD of a bucket tells where it is`() {
    let bench = Self.bench()
    let anonymous = bench.ask("HEAD", "/hab-eu")
    #expect(anonymous.status == 403)
    #expect(anonymous.header("x-amz-bucket-region") == "eu-west-1")
    let head = ServerBench.request("HEAD", "/hab-eu")
    let early = bench.endpoint.refusal(ofHead: head, at: bench.moment)
    #expect(early?.header("x-amz-bucket-region") == "eu-west-1")
    bench.lines(
      "aws s3api put-bucket-policy --bucket hab-eu --region eu-west-1 --policy"
        + #" '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","#
        + #""Action":"s3:ListBucket","Resource":"arn:aws:s3:::hab-eu"}}'"#)
    let denied = bench.ask("HEAD", "/hab-eu", "", Self.headers("eu-west-1", host: Self.here))
    #expect(denied.status == 403)
    #expect(denied.header("x-amz-bucket-region") == "eu-west-1")
  }

  /// What browsers ask before a page of another site asks.
  @Test(arguments: [
    ("/hab-eu", "CORS is not enabled for this bucket.", "BUCKET"),
    ("/hab-eu/k", "CORS is not enabled for this bucket.", "OBJECT"),
    ("/hab-absent", "Bucket not found", "BUCKET"), ("/hab-absent/k", "Bucket not found", "OBJECT"),
  ]) func `a browser is told no, and whether the bucket is there`(
    target: String, text: String, type: String
  ) {
    let answer = Self.bench().ask(
      "OPTIONS", target, "",
      [HTTPField("origin", "http://a.com"), HTTPField("access-control-request-method", "PUT")])
    #expect(answer.status == 403)
    #expect(
      answer.text.contains(
        "<Code>AccessForbidden</Code><Message>CORSResponse: \(text)</Message><Method>PUT</Method>"
          + "<ResourceType>\(type)</ResourceType>"), "\(answer.text)")
  }

  @Test func `of a bucket that is not there, and of an object, nothing is told`() {
    let bench = Self.bench()
    for target in ["/hab-absent", "/hab-eu/k"] {
      let answer = bench.ask("HEAD", target)
      #expect(answer.status == 403)
      #expect(answer.header("x-amz-bucket-region") == nil)
    }
  }
}
