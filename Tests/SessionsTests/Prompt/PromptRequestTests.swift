import Kernel
import Testing
import Text

@testable import Sessions

/// What a prompt elsewhere sends and gets, written as JSON and read again.
struct PromptRequestTests {
  /// What is read of what was written.
  private func again(_ document: Document) throws -> Document {
    try JSONReader.read(JSONWriter.bytes(document))
  }

  @Test(arguments: [nil, false, true] as [Bool?], [nil, .plain] as [Drawing.Style?])
  func `A request is read as it was written`(isCoached: Bool?, drawing: Drawing.Style?) throws {
    let style = ResultStyle(drawing: drawing, usesColours: true)
    let request = PromptRequest("echo a\necho b", name: "n", isCoached: isCoached, style: style)
    let members = try #require(try again(request.document).members)
    #expect(Set(members.names).isSubset(of: PromptRequest.members))
    let read = try #require(PromptRequest(members))
    #expect(read.lines == request.lines && read.name == "n" && read.isCoached == isCoached)
    #expect(read.style.document == style.document)
  }

  @Test(arguments: ["lines", "name"])
  func `A request whose lines or name are no text is none`(member: String) {
    #expect(PromptRequest([member: 1]) == nil)
    #expect(PromptRequest([member: "x"]) != nil)
  }

  @Test(arguments: [nil, "ls"] as [String?])
  func `A reply is read as it was written`(nextLine: String?) throws {
    let result = ShownResult(
      picture: "│", output: Array(UInt8.min...UInt8.max), errors: "e", isProse: true,
      isColoured: false, isUnanswered: true)
    let place = PromptPlace(Session.bare())
    #expect(place.left == "2025-01-01 $ " && place.right == "alice 111122223333 us-east-1")
    let reply = PromptReply(
      results: [result], status: 3, ends: true, nextLine: nextLine, place: place)
    #expect(try PromptReply(again(reply.document)) == reply)
    #expect(PromptReply(["results": [], "status": 0]) == nil)
  }
}
