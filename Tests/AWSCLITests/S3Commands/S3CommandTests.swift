import Kernel
import Shell
import Testing

@testable import AWSCLI

struct S3CommandTests {
  @Test(arguments: s3Rows)
  func `A command prints what AWS CLI prints`(row: S3Row) {
    var s3 = FakeS3.filled
    let result = s3.run(row.line, input: "new")
    #expect(result.output == row.output)
    #expect(result.errors == row.errors)
    #expect(result.status == row.status)
  }

  @Test(arguments: [
    ("cp note.txt s3://b/n", ["PutObject b/n"]),
    ("cp s3://b/x f", ["HeadObject b/x", "GetObject b/x"]),
    ("cp s3://b/x -", ["HeadObject b/x", "GetObject b/x"]),
    ("cp s3://b/x s3://e/y", ["HeadObject b/x", "CopyObject e/y"]),
    ("mv s3://b/x s3://e/y", ["HeadObject b/x", "CopyObject e/y", "DeleteObject b/x"]),
    ("mv s3://b/x f", ["HeadObject b/x", "GetObject b/x", "DeleteObject b/x"]),
    ("rm s3://b/x", ["DeleteObject b/x"]), ("cp s3://b/x f --dryrun", ["HeadObject b/x"]),
    ("rm s3://b/ph --recursive", ["ListObjectsV2 b/ph/"]), ("ls", ["ListBuckets /"]),
    ("sync s3://e s3://b", ["ListObjectsV2 e/", "ListObjectsV2 b/"]),
    ("cp note.txt s3://", []), ("mb s3://a,b", []),
  ])
  func `A command makes AWS CLI's calls`(row: (line: String, calls: [String])) {
    var s3 = FakeS3.filled
    _ = s3.run(row.line)
    #expect(s3.calls == row.calls)
  }

  @Test(arguments: requestRows)
  func `Options become members of the request`(row: RequestRow) {
    var s3 = FakeS3.filled
    try? s3.files.write(Array("e=f".utf8), to: "m")
    let result = s3.run(row.line, input: "in")
    #expect(result.errors == "")
    var request = s3.requests.last?.request ?? [:]
    for name in ["Bucket", "Key", "Body"] { request[name] = nil }
    #expect(Set(request.names) == Set(row.members.names))
    for entry in row.members.entries { #expect(request[entry.name] == entry.value) }
  }

  @Test(arguments: [("us-east-1", nil), ("eu-west-1", "eu-west-1")] as [(String, String?)])
  func `A bucket is made in the Region of the call`(row: (region: String, place: String?)) {
    var s3 = FakeS3()
    _ = s3.run("mb s3://n", region: row.region)
    let configuration = s3.requests[0].request["CreateBucketConfiguration"]
    #expect(configuration?["LocationConstraint"]?.text == row.place)
  }

  @Test func `A bucket is made with its tags`() {
    var s3 = FakeS3()
    #expect(s3.run("mb --tags team photos s3://n --tags stage _", region: "eu-west-1").status == 0)
    #expect(
      s3.requests[0].request["CreateBucketConfiguration"] == [
        "LocationConstraint": "eu-west-1",
        "Tags": [["Key": "team", "Value": "photos"], ["Key": "stage", "Value": " "]],
      ])
    _ = s3.run("mb s3://m --tags team photos")
    #expect(
      s3.requests[1].request["CreateBucketConfiguration"]
        == ["Tags": [["Key": "team", "Value": "photos"]]])
  }

  @Test(arguments: [
    "mb s3://n --tags", "mb s3://n --tags team", "mb s3://n --tags=team photos",
    "mb s3://n --tags team --region x",
  ])
  func `A tag is two words`(line: String) {
    var s3 = FakeS3()
    #expect(s3.run(line) == ("", "argument --tags: expected 2 arguments\n", 252))
  }

  @Test func `A transfer carries the bytes`() {
    var s3 = FakeS3.filled
    _ = s3.run("cp note.txt s3://e/a")
    _ = s3.run("cp - s3://e/b", input: "from the pipe")
    _ = s3.run("cp s3://e/a s3://e/c")
    _ = s3.run("mv s3://e/c back/")
    _ = s3.run("mv note.txt s3://e/d")
    #expect(s3.object("e", "a") == "hi\n")
    #expect(s3.object("e", "b") == "from the pipe")
    #expect(s3.object("e", "c") == nil)
    #expect(s3.file("back/c") == "hi\n")
    #expect(s3.file("note.txt") == nil)
    #expect(s3.object("e", "d") == "hi\n")
  }

  @Test(arguments: ["cp - s3://e/", "cp - s3://e"])
  func `The input has the name - where the key is left out`(line: String) {
    var s3 = FakeS3.filled
    _ = s3.run(line, input: "in")
    #expect(s3.object("e", "-") == "in")
  }

  @Test func `All pages of a list are taken`() {
    var s3 = FakeS3()
    s3.pageSize = 2
    for index in 0..<7 { s3.put([0], "b", "k\(index)") }
    #expect(s3.run("ls s3://b").output.split(separator: "\n").count == 7)
    #expect(s3.run("cp s3://b . --recursive").output.split(separator: "\n").count == 7)
    #expect(s3.run("rm s3://b --recursive").status == 0)
    #expect(s3.buckets["b"]?.isEmpty == true)
  }

  @Test func `An object that stands for a folder is deleted but not downloaded`() {
    var s3 = FakeS3()
    s3.put([], "b", "folder/")
    s3.put([1], "b", "folder/a")
    #expect(
      s3.run("cp s3://b . --recursive").output == "download: s3://b/folder/a to folder/a\n")
    #expect(
      s3.run("rm s3://b --recursive").output
        == "delete: s3://b/folder/\ndelete: s3://b/folder/a\n")
  }

  @Test func `A learner is told why nothing was done`() {
    var s3 = FakeS3.filled
    #expect(s3.run("rm s3://b", isCoached: true).errors.contains("--recursive"))
    #expect(s3.run("cp s3://b .", isCoached: true).errors.contains("--recursive"))
    #expect(s3.run("cp photos s3://b/p", isCoached: true).errors.contains("--recursive"))
    #expect(s3.run("cp note.txt s3://b --recursive", isCoached: true).errors.contains("one file"))
  }

  @Test(arguments: [
    (1, "1 Byte"), (0, "0 Bytes"), (1023, "1023 Bytes"), (1024, "1.0 KiB"), (1536, "1.5 KiB"),
    (1_048_063, "1023.5 KiB"), (1_048_575, "1.0 MiB"), (1 << 20, "1.0 MiB"), (1 << 30, "1.0 GiB"),
  ])
  func `Sizes are written as AWS CLI writes them for humans`(row: (size: Int, text: String)) {
    #expect(humanReadable(row.size) == row.text)
  }
}
