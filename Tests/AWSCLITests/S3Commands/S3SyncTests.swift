import Kernel
import Shell
import Testing

@testable import AWSCLI

struct S3SyncTests {
  @Test(arguments: [false, true])
  func `A second sync does nothing, whatever the ETags are`(hidesContent: Bool) {
    var s3 = FakeS3.filled
    s3.hidesContent = hidesContent
    #expect(
      s3.run("sync . s3://e").output == """
        upload: ./note.txt to s3://e/note.txt
        upload: photos/a.jpg to s3://e/photos/a.jpg
        upload: photos/z to s3://e/photos/z

        """)
    #expect(s3.run("sync . s3://e").output == "")
    #expect(
      s3.run("sync s3://e copy/").output.contains("download: s3://e/photos/z to copy/photos/z"))
    #expect(s3.run("sync s3://e copy/").output == "")
    #expect(
      s3.run("sync s3://e s3://b/e").output.contains("copy: s3://e/note.txt to s3://b/e/note.txt"))
    #expect(s3.run("sync s3://e s3://b/e").output == "")
    #expect(s3.run("sync . s3://b/e --exclude copy/*").output == "")
  }

  @Test(arguments: [false, true])
  func `A change of the same size is seen at either end`(hidesContent: Bool) {
    var s3 = FakeS3.filled
    s3.hidesContent = hidesContent
    _ = s3.run("sync photos s3://e")
    try? s3.files.write(Array("ZZ".utf8), to: "photos/z")
    #expect(s3.run("sync photos s3://e --size-only").output == "")
    #expect(s3.run("sync photos s3://e").output == "upload: photos/z to s3://e/z\n")
    s3.put(Array("00".utf8), "e", "z")
    #expect(s3.run("sync s3://e photos").output == "download: s3://e/z to photos/z\n")
    #expect(s3.file("photos/z") == "00")
  }

  @Test func `What nothing is known about is copied again`() {
    var s3 = FakeS3.filled
    s3.put(Array("zz".utf8), "e", "z")
    #expect(s3.run("sync photos s3://e --exclude a*").output == "upload: photos/z to s3://e/z\n")
    #expect(s3.run("sync photos s3://e --exclude a*").output == "")
  }

  @Test func `Only --delete takes away what the source lacks`() {
    var s3 = FakeS3.filled
    _ = s3.run("sync photos s3://b")
    #expect(s3.object("b", "x") == "hello")
    #expect(
      s3.run("sync photos s3://b --delete --exclude photos/*").output == "delete: s3://b/x\n")
    #expect(s3.object("b", "photos/b c.txt") == "bb")
    #expect(
      s3.run("sync s3://e photos --delete --dryrun").output.hasPrefix("(dryrun) delete: photos/a"))
    #expect(s3.run("sync s3://e photos --delete").output.hasSuffix("delete: photos/z\n"))
    #expect(s3.files.names == ["note.txt"])
  }

  @Test func `A file as the source of sync deletes nothing`() {
    var s3 = FakeS3.filled
    let result = s3.run("sync note.txt s3://b --delete")
    #expect(result.errors == "warning: Skipping file note.txt/. File does not exist.\n")
    #expect(result.status == 2)
    #expect(s3.buckets["b"]?.count == 3)
  }

  @Test func `What is excluded is neither copied nor deleted`() {
    var s3 = FakeS3.filled
    let result = s3.run("sync photos s3://b --delete --exclude *")
    #expect(result.output == "")
    #expect(s3.buckets["b"]?.count == 3)
  }
}
