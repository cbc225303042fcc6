import Kernel
import Testing

@testable import Wire

/// What is signed for services that are not here, and queries that ask for nothing.
@Suite struct OtherServicesTests {
  static func signed(for service: String) -> (String, String) {
    (
      "authorization",
      "AWS4-HMAC-SHA256 Credential=AKIA/20261129/us-east-1/\(service)/aws4_request,"
        + " SignedHeaders=host, Signature=x"
    )
  }

  static let form = ("content-type", "application/x-www-form-urlencoded; charset=utf-8")

  static func answer(
    _ method: String, _ target: String, _ headers: [(String, String)], _ body: String = ""
  ) -> HTTPResponse {
    var bench = WireBench()
    return bench.answer(
      method, target, Dictionary(headers) { first, _ in first }, body, withMD5: false)
  }

  /// The name in a signature, what is sent beside it, the name that is told, and the code.
  struct Row: Sendable, CustomTestStringConvertible {
    let signed: String
    var method = "POST"
    var target = "/"
    var header = ("accept", "*/*")
    var told: String?
    let code: String
    var testDescription: String { signed }
  }

  static let rows = [
    Row(
      signed: "secretsmanager", header: ("x-amz-target", "secretsmanager.GetSecretValue"),
      code: "UnknownOperationException"),
    Row(
      signed: "dynamodb", header: ("x-amz-target", "DynamoDB_20120810.GetItem"),
      code: "UnknownOperationException"),
    Row(
      signed: "states", header: ("x-amz-target", "AWSStepFunctions.ListStateMachines"),
      told: "stepfunctions", code: "UnknownOperationException"),
    Row(
      signed: "lambda", method: "GET", target: "/2015-03-31/functions",
      code: "UnknownOperationException"),
    Row(signed: "ec2", header: form, code: "InvalidAction"),
    Row(signed: "elasticloadbalancing", header: form, told: "elbv2", code: "InvalidAction"),
    Row(
      signed: "route53", method: "GET", target: "/2013-04-01/hostedzone", code: "InvalidAction"),
  ]

  @Test(arguments: rows) func `a service that is not here is named, with those that are`(
    row: Row
  ) throws {
    let answer = Self.answer(
      row.method, row.target, [Self.signed(for: row.signed), row.header],
      row.header == Self.form ? "Action=DescribeThings&Version=2016-11-15" : "")
    let text =
      "kmslab does not simulate \(row.told ?? row.signed); it has kms, s3, s3control, iam, sts,"
      + " cloudtrail"
    #expect(answer.status == 400)
    guard row.code == "InvalidAction" else {
      let object = try JSONReader.read(answer.body)
      #expect(object["__type"]?.text == row.code && object["message"]?.text == text)
      return
    }
    #expect(
      answer.text.contains("<Code>InvalidAction</Code><Message>\(text)</Message>"),
      "\(answer.text)")
  }

  @Test func `a name that AWS has not is refused as AWS refuses it`() {
    let target = ("x-amz-target", "Nothing.DoIt")
    let answer = Self.answer("POST", "/", [Self.signed(for: "nothing"), target])
    #expect(answer.text.contains("UnknownOperationException"))
    #expect(!answer.text.contains("simulate"), "\(answer.text)")
  }

  /// A query, the name in its signature, and the status and the code of the answer.
  @Test(arguments: [
    ("Version=2011-06-15", "sts", 400, "MissingAction"), ("", "iam", 400, "MissingAction"),
    ("Version=2010-05-08", "s3", 400, "MissingAction"),
    ("Action=GetCallerIdentity&X=%zz", "sts", 404, "MalformedQueryString"),
    ("Action=CreateUser&UserName=%ff", "iam", 404, "MalformedQueryString"),
    ("Action=Nothing", "iam", 400, "InvalidAction"),
  ]) func `a query that asks for nothing is refused in its own form`(
    body: String, service: String, status: Int, code: String
  ) {
    for (method, target, header, content) in [
      ("POST", "/", Self.form, body), ("GET", "/?\(body)", ("accept", "*/*"), ""),
    ] where method == "POST" || service != "s3" {
      let answer = Self.answer(method, target, [Self.signed(for: service), header], content)
      #expect(answer.status == status)
      #expect(
        answer.text.hasPrefix("<ErrorResponse xmlns=")
          && answer.text.contains("<Type>Sender</Type><Code>\(code)</Code>"), "\(answer.text)")
    }
  }
}
