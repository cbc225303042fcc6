import Kernel
import Testing

@testable import Wire

@Suite struct MultipartFormTests {
  static let contentType = "multipart/form-data; boundary=\"x y\""

  /// A form of these parts.
  private func body(_ parts: [(head: String, content: String)], ends: Bool = true) -> [UInt8] {
    var text = ""
    for part in parts { text += "--x y\r\n\(part.head)\r\n\r\n\(part.content)\r\n" }
    return Array((text + (ends ? "--x y--\r\n" : "")).utf8)
  }

  @Test func `fields and the file are read; what stands behind the file is not`() throws {
    let form = try MultipartForm(
      contentType: Self.contentType,
      body: body([
        ("Content-Disposition: form-data; name=\"key\"", "up/${filename}"),
        ("content-disposition: form-data; name=empty", ""),
        (
          "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: t/p",
          "a\r\n--x\r\nb"
        ), ("Content-Disposition: form-data; name=\"late\"", "x"),
      ]))
    #expect(form.fields == [HTTPField("key", "up/${filename}"), HTTPField("empty", "")])
    #expect(form.fileName == "a.txt")
    #expect(String(decoding: form.file, as: UTF8.self) == "a\r\n--x\r\nb")
  }

  @Test(
    arguments: [
      (nil, "", 412, "PreconditionFailed"), ("text/plain", "", 412, "PreconditionFailed"),
      ("multipart/form-data", "", 412, "PreconditionFailed"),
      (contentType, "", 400, "MalformedPOSTRequest"),
      (contentType, "--x y\r\nContent-Disposition: form-data; name=a", 400, "MalformedPOSTRequest"),
      (contentType, "--x y\r\nA: b\r\n\r\nc\r\n--x y--", 400, "MalformedPOSTRequest"),
      (contentType, "--x y--\r\n", 400, "InvalidArgument"),
      (
        contentType,
        "--x y\r\nContent-Disposition: form-data; name=a\r\n\r\n"
          + String(repeating: "a", count: 20_001) + "\r\n--x y--", 400,
        "MaxPostPreDataLengthExceeded"
      ),
    ] as [(String?, String, Int, String)])
  func `what is no form with a file is refused`(
    _ contentType: String?, _ body: String, _ status: Int, _ code: String
  ) {
    #expect {
      try MultipartForm(contentType: contentType, body: Array(body.utf8))
    } throws: { error in
      (error as? HTTPFailure).map { $0.status == status && $0.error.code == code } ?? false
    }
  }
}
