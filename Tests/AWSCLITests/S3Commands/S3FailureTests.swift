import Kernel
import Shell
import Testing

@testable import AWSCLI

struct S3FailureTests {
  @Test(arguments: ["cp s3://b/x note.txt", "mv s3://b/x note.txt", "sync s3://b ."])
  func `A download that fails leaves file and object as they were`(line: String) {
    var s3 = FakeS3.filled
    s3.refusals = [("GetObject", "*", "KMS.DisabledException")]
    let result = s3.run(line)
    #expect(result.errors.contains("failed: s3://b/x to ./"))
    #expect(result.errors.contains("(KMS.DisabledException) when calling the GetObject operation"))
    #expect(result.status == 1)
    #expect(s3.file("note.txt") == "hi\n")
    #expect(s3.object("b", "x") == "hello")
  }

  @Test(arguments: [
    ("mv note.txt s3://b/n", "PutObject"), ("mv s3://b/x s3://b/y", "CopyObject"),
  ])
  func `A move that fails leaves its source`(row: (line: String, operation: String)) {
    var s3 = FakeS3.filled
    s3.refusals = [(row.operation, "*", "AccessDenied")]
    #expect(s3.run(row.line).errors.hasPrefix("move failed: "))
    #expect(s3.file("note.txt") == "hi\n")
    #expect(s3.object("b", "x") == "hello")
  }

  @Test func `A move whose source cannot be deleted has failed`() {
    var s3 = FakeS3.filled
    s3.refusals = [("DeleteObject", "*", "AccessDenied")]
    let result = s3.run("mv s3://b/x got")
    #expect(
      result.errors
        == "move failed: s3://b/x to ./got An error occurred (AccessDenied) when calling the"
        + " DeleteObject operation: Access Denied\n")
    #expect(result.output == "")
    #expect(s3.file("got") == "hello")
  }

  @Test func `The others go on where one fails`() {
    var s3 = FakeS3.filled
    s3.refusals = [("PutObject", "photos/a.jpg", "AccessDenied")]
    let result = s3.run("cp . s3://e --recursive")
    #expect(result.status == 1)
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.output.split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    ("/x", "cp s3://b/k /tmp/x"), ("../x", "cp s3://b/k ../x"), ("a//b", "cp s3://b/k a//b"),
  ])
  func `A name outside the virtual files is refused before its object is read`(
    row: (name: String, line: String)
  ) {
    var s3 = FakeS3.filled
    s3.put([1], "b", "k")
    let count = s3.files.count
    let result = s3.run(row.line)
    guard row.name != "a//b" else { return #expect(s3.file("a/b") != nil) }
    #expect(result.errors.hasPrefix("download failed: s3://b/k to "))
    #expect(!s3.calls.contains("GetObject b/k"))
    #expect(s3.files.count == count)
  }

  @Test(arguments: [
    ("../up", 2), ("a/../../up", 2), ("/root", 1), ("a//b", 1), ("./note.txt", 1), ("a/./b", 1),
  ])
  func `A key that is no name of a file harms none`(row: (key: String, status: Int)) {
    var s3 = FakeS3.filled
    s3.buckets["b"] = [:]
    s3.put([1], "b", row.key)
    s3.put([2], "b", "good")
    let before = s3.file("note.txt")
    let result = s3.run("mv s3://b . --recursive")
    #expect(result.status == row.status)
    #expect(result.output == "move: s3://b/good to ./good\n")
    #expect(s3.object("b", row.key) != nil)
    #expect(s3.file("note.txt") == before)
    if row.status == 2 {
      #expect(
        result.errors
          == "warning: Skipping file \(row.key). File references a parent directory.\n")
    }
  }

  @Test func `Keys that differ only in form are two objects`() {
    var s3 = FakeS3.filled
    s3.put([1], "b", "\u{E9}")
    let result = s3.run("mv s3://b/\u{E9} s3://b/e\u{301}")
    // The fake knows them as one; that the copy was asked for is what counts.
    #expect(!result.errors.contains("onto itself"))
    #expect(s3.requests.last?.request["CopySource"]?.text == "b/%C3%A9")
  }
}
