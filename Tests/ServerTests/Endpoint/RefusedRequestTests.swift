import Kernel
import Testing
import Wire

@testable import Server

/// What is told of requests that became no call.
@Suite struct RefusedRequestTests {
  /// A request with a signature of nobody's.
  private static func signed(by id: String, for service: String) -> [HTTPField] {
    let scope = "\(id)/20250101/us-east-1/\(service)/aws4_request"
    return [
      HTTPField("x-amz-date", "20250101T000000Z"),
      HTTPField("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
      HTTPField(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=\(scope), SignedHeaders=host;x-amz-date, Signature="
          + String(repeating: "0", count: 64)),
    ]
  }

  @Test func `explain tells of the last request, though it became no call`() {
    var rules = EndpointRules()
    rules.keepsPast = true
    let bench = ServerBench(rules)
    bench.lines("aws kms list-keys")
    let target = HTTPField("x-amz-target", "TrentService.ListAliases")
    let headers = Self.signed(by: "AKIANOBODY", for: "kms") + [target]
    #expect(bench.ask("POST", "/", "{}", headers).status == 400)
    let told = bench.lines("explain")
    #expect(told.hasPrefix("  A request to kms: refused, "))
    #expect(told.contains("the access key AKIANOBODY, which nobody has"))
    #expect(!told.contains("ListKeys"))
  }

  @Test func `A link that is not good is explained as at the prompt`() {
    let bench = ServerBench()
    bench.lines("aws s3 mb s3://papers-1\nexport AWS_ENDPOINT_URL=http://127.0.0.1:4566")
    let link = bench.lines("aws s3 presign s3://papers-1/a --expires-in 60")
    let path = String(link.dropFirst("http://127.0.0.1:4566".count).dropLast())
    bench.lines("advance 1d")
    #expect(bench.ask("GET", path).status == 403)
    #expect(bench.lines("explain").hasPrefix("  GetObject by a link: refused, AccessDenied"))
    #expect(bench.ask("GET", "/papers-1/a").status == 403)
    #expect(bench.lines("explain").hasPrefix("  A request to s3: refused, AccessDenied"))
  }

  @Test func `A refusal is told with AWS's code, whether it became a call or not`() {
    let bench = ServerBench()
    _ = bench.ask("GET", "/papers-1/a", "", Self.signed(by: "AKIANOBODY", for: "s3"))
    #expect(bench.notes.texts.last?.hasSuffix(" 403 InvalidAccessKeyId") == true)
  }
}
