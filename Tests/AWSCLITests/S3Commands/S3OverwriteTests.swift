import Kernel
import Shell
import Testing

@testable import AWSCLI

/// `--no-overwrite`, which the newest AWS CLI has.
struct S3OverwriteTests {
  @Test(arguments: [
    "cp note.txt s3://b/x", "mv note.txt s3://b/x", "cp - s3://b/x",
    "cp s3://b/photos/a.jpg s3://b/x", "mv s3://b/photos/a.jpg s3://b/x",
    "cp s3://b/x note.txt", "mv s3://b/x note.txt",
  ])
  func `What is there stays, without a word`(line: String) {
    var s3 = FakeS3.filled
    #expect(s3.run(line + " --no-overwrite", input: "new") == ("", "", 0))
    #expect(s3.object("b", "x") == "hello")
    #expect(s3.object("b", "photos/a.jpg") == "aa")
    #expect(s3.file("note.txt") == "hi\n")
  }

  @Test(arguments: [
    ("mv note.txt s3://b/n", "move: ./note.txt to s3://b/n\n"),
    ("cp s3://b/x s3://e/x", "copy: s3://b/x to s3://e/x\n"),
    ("cp s3://b/x got", "download: s3://b/x to ./got\n"),
    ("cp photos s3://b/photos --recursive", "upload: photos/z to s3://b/photos/z\n"),
    ("sync photos s3://b/photos", "upload: photos/z to s3://b/photos/z\n"),
    (
      "cp s3://b . --recursive",
      "download: s3://b/photos/b c.txt to photos/b c.txt\n"
        + "download: s3://b/x to ./x\n"
    ),
  ])
  func `What is not there is written`(row: (line: String, output: String)) {
    var s3 = FakeS3.filled
    #expect(s3.run(row.line + " --no-overwrite") == (row.output, "", 0))
  }

  @Test func `A change at either end is no reason to write`() {
    var s3 = FakeS3.filled
    s3.put(Array("other".utf8), "b", "photos/z")
    #expect(s3.run("sync photos s3://b/photos --no-overwrite") == ("", "", 0))
    #expect(!s3.calls.contains { $0.hasPrefix("PutObject") })
  }

  @Test func `Other refusals are told`() {
    var s3 = FakeS3.filled
    s3.refusals = [("PutObject", "x", "AccessDenied")]
    #expect(s3.run("cp note.txt s3://b/x --no-overwrite").status == 1)
    #expect(
      s3.run("cp s3://b/x - --no-overwrite")
        == ("", "--no-overwrite parameter is not supported for streaming downloads\n", 252))
  }

  @Test func `An upload in parts asks at its end, and is given up`() throws {
    var bench = CommandBench()
    bench.enter("aws s3 mb s3://b-1; echo hi > note; aws s3 cp note s3://b-1/k")
    try bench.files.write([UInt8](repeating: 7, count: Multipart.threshold), to: "big")
    #expect(bench.enter("aws s3 cp big s3://b-1/k --no-overwrite") == "")
    #expect(bench.enter("aws s3 cp s3://b-1/k -") == "hi\n")
    #expect(
      bench.enter("aws s3api list-multipart-uploads --bucket b-1 --query Uploads") == "null\n")
    #expect(
      bench.enter("aws s3 cp big s3://b-1/big --no-overwrite") == "upload: ./big to s3://b-1/big\n")
    #expect(bench.enter("aws s3 cp s3://b-1/big s3://b-1/k --no-overwrite") == "")
    #expect(bench.lastStatus == 0)
  }
}
