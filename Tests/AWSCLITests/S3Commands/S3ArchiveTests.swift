import Kernel
import Shell
import Testing

@testable import AWSCLI

/// What is archived, as AWS CLI 2.9.19 treated it at the endpoint.
struct S3ArchiveTests {
  /// Bucket `a` with objects of several classes, which the fake lets everybody read.
  private static var archive: FakeS3 {
    var s3 = FakeS3.filled
    for (key, storageClass) in [
      ("cold", "GLACIER"), ("deep", "DEEP_ARCHIVE"), ("ir", "GLACIER_IR"), ("warm", "STANDARD"),
    ] {
      s3.put(Array(key.utf8), "a", key, ["StorageClass": .string(storageClass)])
    }
    return s3
  }

  /// The warning about an object.
  private static func warning(_ key: String, _ verb: String) -> String {
    "warning: Skipping file s3://a/\(key). Object is of storage class GLACIER. Unable to perform"
      + " \(verb) operations on GLACIER objects. You must restore the object to be able to perform"
      + " the operation. See aws s3 \(verb) help for additional parameter options to ignore or"
      + " force these transfers.\n"
  }

  @Test(arguments: [
    ("cp s3://a/cold f", "download"), ("cp s3://a/cold s3://e/f", "copy"),
    ("mv s3://a/cold f", "download"), ("mv s3://a/cold s3://e/f", "copy"),
    ("cp s3://a/cold f --dryrun", "download"), ("cp s3://a/cold f --only-show-errors", "download"),
  ])
  func `An archived object is left out with a warning`(row: (line: String, verb: String)) {
    var s3 = Self.archive
    let result = s3.run(row.line)
    #expect(result == ("", Self.warning("cold", row.verb), 2))
    #expect(s3.calls == ["HeadObject a/cold"])
    #expect(s3.object("a", "cold") == "cold")
  }

  @Test(arguments: ["cp s3://a . --recursive", "mv s3://a . --recursive", "sync s3://a ."])
  func `The others go on where one is archived`(line: String) {
    var s3 = Self.archive
    let verb = line.hasPrefix("mv") ? "move" : "download"
    let result = s3.run(line)
    #expect(result.errors == Self.warning("cold", "download") + Self.warning("deep", "download"))
    #expect(result.output == "\(verb): s3://a/ir to ./ir\n\(verb): s3://a/warm to ./warm\n")
    #expect(result.status == 2)
    #expect(s3.object("a", "deep") == "deep")
  }

  @Test func `Failures count more than warnings`() {
    for key in ["able", "zeta"] {
      var s3 = Self.archive
      s3.put([1], "a", key)
      s3.refusals = [("GetObject", key, "AccessDenied")]
      #expect(s3.run("sync s3://a .").status == 1)
    }
  }

  @Test func `An archived object can be left out without a word, or asked for all the same`() {
    var s3 = Self.archive
    #expect(s3.run("cp s3://a/cold f --ignore-glacier-warnings") == ("", "", 0))
    #expect(s3.run("cp s3://a/cold f --quiet") == ("", "", 2))
    #expect(s3.file("f") == nil)
    let copy = s3.run("cp s3://a/cold f --force-glacier-transfer")
    #expect(copy == ("download: s3://a/cold to ./f\n", "", 0))
    let sync = "sync s3://a s3://e --force-glacier-transfer --ignore-glacier-warnings"
    #expect(s3.run(sync).output.hasPrefix("copy: s3://a/cold to s3://e/cold\n"))
  }

  @Test(arguments: ["cp s3://a/cold -", "rm s3://a/cold", "sync s3://e s3://a --delete"])
  func `What is written to the output or deleted is not asked for its class`(line: String) {
    var s3 = Self.archive
    #expect(s3.run(line).errors == "")
  }

  @Test func `A learner is told once that nothing is restored here`() {
    var s3 = Self.archive
    let errors = s3.run("cp s3://a . --recursive", isCoached: true).errors
    #expect(errors.ranges(of: "restores nothing").count == 1)
  }
}
