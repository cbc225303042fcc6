import Kernel
import Shell
import Testing

@testable import AWSCLI

/// Transfers with ACLs into a bucket that has them off, as AWS CLI 2.9.19 told of the endpoint.
struct S3ACLTests {
  /// Options with an ACL, and whether S3 takes it.
  static let options =
    S3Option.cannedACLs.map { ("--acl \($0)", $0 == "bucket-owner-full-control") }
    + [("--grants read=uri=http://x full=id=1", false)]

  /// Transfers that write, what they are called, and the call that does it.
  static let lines = [
    ("cp note s3://b-1/", "upload", "PutObject"), ("mv note s3://b-1/", "move", "PutObject"),
    ("sync . s3://b-1/", "upload", "PutObject"), ("cp s3://b-1/k s3://b-1/l", "copy", "CopyObject"),
    ("mv s3://b-1/k s3://b-1/l", "move", "CopyObject"),
  ]

  @Test(arguments: options, lines)
  func `A transfer with an ACL is answered as s3api is`(
    option: (words: String, isTaken: Bool), row: (line: String, verb: String, operation: String)
  ) {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://b-1; echo hi > note; aws s3 cp note s3://b-1/k")
    let text = bench.enter("aws s3 \(row.line) \(option.words)")
    #expect((bench.lastStatus == 0) == option.isTaken, "\(text)")
    let refusal = Self.refusal(of: row.operation)
    if option.isTaken {
      #expect(text.hasPrefix("\(row.verb): "))
    } else {
      #expect(text.hasPrefix("\(row.verb) failed: ") && text.hasSuffix(refusal), "\(text)")
    }
  }

  @Test func `An upload in parts begins with its ACL`() throws {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://b-1")
    try bench.files.write([UInt8](repeating: 7, count: Multipart.threshold), to: "big")
    let text = bench.enter("aws s3 cp big s3://b-1/ --acl private")
    #expect(text.hasSuffix(Self.refusal(of: "CreateMultipartUpload")), "\(text)")
  }

  private static func refusal(of operation: String) -> String {
    "An error occurred (AccessControlListNotSupported) when calling the \(operation) operation: The"
      + " bucket does not allow ACLs\n"
  }
}
