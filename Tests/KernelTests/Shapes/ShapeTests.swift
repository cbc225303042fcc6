import Kernel
import Testing

private enum Colour: String, EnumerationValue {
  case red = "RED"
  case blue = "BLUE"
}
private struct Secret: BlobValue {
  let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }
}

private struct Label: StructureValue, Equatable {
  let key: String
  let pin: String?
  static let shape = Shape(
    Label.init(key:pin:),
    Member("LabelKey", \.key, .length(1...5), help: "Name."),
    Member("Pin", \.pin, .length(2...4), sensitive: true, help: "Secret."))
}

private struct Sample: Sendable, Equatable {
  let name: String
  let size: Int?
  let colour: Colour?
  let plaintext: Secret?
  let labels: [Label]?
  let isOpen: Bool?
  let time: Timestamp?

  static let shape = Shape(
    Sample.init(name:size:colour:plaintext:labels:isOpen:time:),
    Member(
      "Name", \.name, .length(1...4), .pattern("[a-z]*") { $0.allSatisfy(\.isLowercase) },
      help: "Name."),
    Member("Size", \.size, .range(1...10), help: "Size."),
    Member("Colour", \.colour, help: "Colour."),
    Member("Plaintext", \.plaintext, .length(1...4), sensitive: true, help: "Data."),
    Member("Labels", \.labels, .length(0...2), help: "Labels."),
    Member("IsOpen", \.isOpen, help: "Open."),
    Member("Time", \.time, help: "When."))

  static func fault(_ document: Document) -> String? {
    do throws(InvalidRequest) {
      _ = try shape.decode(document)
      return nil
    } catch {
      return error.message
    }
  }
}

@Suite struct ShapeTests {
  private static let prefix = "1 validation error detected: Value"

  @Test(
    arguments: [
      ([:], "\(prefix) null at 'name' failed to satisfy constraint: Member must not be null"),
      (
        ["Name": .null],
        "\(prefix) null at 'name' failed to satisfy constraint: Member must not be null"
      ),
      (
        ["Name": ""],
        "\(prefix) '' at 'name' failed to satisfy constraint: "
          + "Member must have length greater than or equal to 1"
      ),
      (
        ["Name": "abcde"],
        "\(prefix) 'abcde' at 'name' failed to satisfy constraint: "
          + "Member must have length less than or equal to 4"
      ),
      (
        ["Name": "A"],
        "\(prefix) 'A' at 'name' failed to satisfy constraint: "
          + "Member must satisfy regular expression pattern: [a-z]*"
      ),
      (
        ["Name": "a", "Size": 0],
        "\(prefix) '0' at 'size' failed to satisfy constraint: "
          + "Member must have value greater than or equal to 1"
      ),
      (
        ["Name": "a", "Size": 11],
        "\(prefix) '11' at 'size' failed to satisfy constraint: "
          + "Member must have value less than or equal to 10"
      ),
      (
        ["Name": "a", "Colour": "red"],
        "\(prefix) 'red' at 'colour' failed to satisfy constraint: "
          + "Member must satisfy enum value set: [RED, BLUE]"
      ),
      (  // a sensitive value is not shown
        ["Name": "a", "Plaintext": .bytes([])],
        "\(prefix) at 'plaintext' failed to satisfy constraint: "
          + "Member must have length greater than or equal to 1"
      ),
      (  // base64 counts in bytes
        ["Name": "a", "Plaintext": "AQIDBAU="],
        "\(prefix) at 'plaintext' failed to satisfy constraint: "
          + "Member must have length less than or equal to 4"
      ),
      (
        ["Name": "a", "Labels": [["LabelKey": "k"], ["LabelKey": "toolong"]]],
        "\(prefix) 'toolong' at 'labels.2.member.labelKey' failed to satisfy constraint: "
          + "Member must have length less than or equal to 5"
      ),
      (
        ["Name": "a", "Labels": [["LabelKey": "k", "Pin": "12345"]]],
        "\(prefix) at 'labels.1.member.pin' failed to satisfy constraint: "
          + "Member must have length less than or equal to 4"
      ),
      (  // all at once, in the model's order, whatever the request's
        ["Colour": "x", "Size": 0, "Name": "ABCDE"],
        "4 validation errors detected: "
          + "Value 'ABCDE' at 'name' failed to satisfy constraint: "
          + "Member must have length less than or equal to 4; "
          + "Value 'ABCDE' at 'name' failed to satisfy constraint: "
          + "Member must satisfy regular expression pattern: [a-z]*; "
          + "Value '0' at 'size' failed to satisfy constraint: "
          + "Member must have value greater than or equal to 1; "
          + "Value 'x' at 'colour' failed to satisfy constraint: "
          + "Member must satisfy enum value set: [RED, BLUE]"
      ),
    ] as [(Document, String)])
  func `Broken constraints are worded as AWS words them`(request: Document, message: String) {
    #expect(Sample.fault(request) == message)
  }

  @Test func `A list that is too long is shown without its elements' secrets`() throws {
    let label: Document = ["LabelKey": "k", "Pin": "1234"]
    let message = try #require(Sample.fault(["Name": "a", "Labels": [label, label, label]]))
    #expect(message.contains("at 'labels' failed"))
    #expect(!message.contains("1234"))
  }

  @Test(
    arguments: [
      ("x", "The value at '' can not be converted to a structure"),
      (["Name": 1], "The value at 'name' can not be converted to a string"),
      (["Name": "a", "Size": "1"], "The value at 'size' can not be converted to an integer"),
      (
        ["Name": "a", "Size": .number(Number(validLiteral: "1.5"))],
        "The value at 'size' can not be converted to an integer"
      ),
      (
        ["Name": "a", "Size": .number(Number(validLiteral: "99999999999999999999"))],
        "The value at 'size' can not be converted to an integer"
      ),
      (["Name": "a", "Colour": true], "The value at 'colour' can not be converted to a string"),
      (["Name": "a", "Plaintext": "!"], "The value at 'plaintext' can not be converted to a blob"),
      (["Name": "a", "Labels": [:]], "The value at 'labels' can not be converted to a list"),
      (
        ["Name": "a", "Labels": [1]],
        "The value at 'labels.1.member' can not be converted to a structure"
      ),
      (["Name": "a", "IsOpen": "true"], "The value at 'isOpen' can not be converted to a boolean"),
      (["Name": "a", "Time": 1], "The value at 'time' can not be converted to a timestamp"),
      // A wrong type comes before constraints.
      (["Name": "ABCDE", "Size": []], "The value at 'size' can not be converted to an integer"),
    ] as [(Document, String)])
  func `A value of another kind is told first and alone`(request: Document, message: String) {
    #expect(Sample.fault(request) == message)
  }

  @Test func `Unknown members are passed over, and null is as good as absent`() throws {
    let sample = try Sample.shape.decode(
      ["Name": "a", "Size": .null, "Labels": .null, "Unknown": ["x": 1], "name": 5])
    #expect(
      sample
        == Sample(
          name: "a", size: nil, colour: nil, plaintext: nil, labels: nil, isOpen: nil, time: nil))
  }

  @Test func `A request survives a round trip`() throws {
    let document: Document = [
      "Name": "a", "Size": 5, "Colour": "BLUE", "Plaintext": .bytes([1, 2]),
      "Labels": [["LabelKey": "k", "Pin": "12"], ["LabelKey": "l"]], "IsOpen": false,
      "Time": .timestamp(Timestamp(secondsSinceEpoch: 9)),
    ]
    #expect(Sample.shape.document(try Sample.shape.decode(document)) == document)
  }

  @Test func `The redacted request has no sensitive member, however deep`() throws {
    let sample = try Sample.shape.decode([
      "Name": "a", "Plaintext": .bytes([1]), "Labels": [["LabelKey": "k", "Pin": "1234"]],
    ])
    #expect(Sample.shape.redacted(sample) == ["Name": "a", "Labels": [["LabelKey": "k"]]])
  }

  @Test(
    arguments: [
      (["Name": Document.bytes([1])], [:]),  // a blob strayed into a string
      (["Labels": "secret"], [:]),
      (["Labels": ["secret", ["Pin": "1", "LabelKey": ["Pin": "1"]]]], ["Labels": [[:]]]),
      (["Size": 99, "Unknown": 1], ["Size": 99]),
      (["Name": .null], [:]),
    ] as [(DocumentObject, DocumentObject)])
  func `Of a wrong request the trail gets what surely is no secret`(
    request: DocumentObject, redacted: DocumentObject
  ) {
    #expect(Sample.shape.members.redacted(request) == redacted)
  }

  @Test func `Members are described for help and completion`() {
    let members = Sample.shape.members
    #expect(
      members.map(\.name)
        == ["Name", "Size", "Colour", "Plaintext", "Labels", "IsOpen", "Time"])
    #expect(members.filter(\.isRequired).map(\.name) == ["Name"])
    #expect(members.filter(\.isSensitive).map(\.name) == ["Plaintext"])
    #expect(members[2].type == .enumeration(["RED", "BLUE"], simulated: ["RED", "BLUE"]))
    #expect(members[4].type == .list(.structure(Label.shape.members)))
  }

  @Test(
    arguments: [
      (Document.string("é😀e\u{301}"), 4), (.bytes([1, 2]), 2), ([1, 2, 3], 3), (["a": 1], 1),
    ] as [(Document, Int)])
  func `Length counts characters, bytes, elements or entries`(document: Document, length: Int) {
    #expect(Constraint.length(of: document) == length)
    #expect(Constraint.length(of: .null) == nil)
  }
}
