import Kernel
import Testing

@Suite struct JSONReaderTests {
  // Made once with Python 3.11: json.loads(text), the text of its JSONDecodeError.
  @Test(arguments: [
    ("", "Expecting value: line 1 column 1 (char 0)"),
    (" ", "Expecting value: line 1 column 2 (char 1)"),
    ("nul", "Expecting value: line 1 column 1 (char 0)"),
    ("True", "Expecting value: line 1 column 1 (char 0)"),
    ("/* c */ 1", "Expecting value: line 1 column 1 (char 0)"),
    ("\u{FEFF}{}", "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)"),
    // Lists
    ("[", "Expecting value: line 1 column 2 (char 1)"),
    ("[1", "Expecting ',' delimiter: line 1 column 3 (char 2)"),
    ("[1,", "Expecting value: line 1 column 4 (char 3)"),
    ("[1,]", "Expecting value: line 1 column 4 (char 3)"),
    ("[,1]", "Expecting value: line 1 column 2 (char 1)"),
    ("[1 2]", "Expecting ',' delimiter: line 1 column 4 (char 3)"),
    ("[[[]", "Expecting ',' delimiter: line 1 column 5 (char 4)"),
    ("[\n  1,\n  x\n]", "Expecting value: line 3 column 3 (char 9)"),
    ("[\"é\",\n \"ü\" \"x\"]", "Expecting ',' delimiter: line 2 column 6 (char 11)"),
    // Objects
    ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    ("{a:1}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    ("{'a':1}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    ("{1:2}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    (#"{"a""#, "Expecting ':' delimiter: line 1 column 5 (char 4)"),
    (#"{"a" 1}"#, "Expecting ':' delimiter: line 1 column 6 (char 5)"),
    (#"{"a":"#, "Expecting value: line 1 column 6 (char 5)"),
    (#"{"é":}"#, "Expecting value: line 1 column 6 (char 5)"),
    (#"{"a":1"#, "Expecting ',' delimiter: line 1 column 7 (char 6)"),
    (#"{"a":1 "b":2}"#, "Expecting ',' delimiter: line 1 column 8 (char 7)"),
    (#"{"a":1,"#, "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"),
    (#"{"a":1,}"#, "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"),
    (
      #"{"a":1,,"b":2}"#,
      "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"
    ),
    // Strings
    (#""abc"#, "Unterminated string starting at: line 1 column 1 (char 0)"),
    (#""a\"#, "Unterminated string starting at: line 1 column 1 (char 0)"),
    (#""a\x""#, #"Invalid \escape: line 1 column 3 (char 2)"#),
    (#""a\u12""#, #"Invalid \uXXXX escape: line 1 column 4 (char 3)"#),
    (#""a\u12"#, #"Invalid \uXXXX escape: line 1 column 4 (char 3)"#),
    (#""\u1234"#, #"Invalid \uXXXX escape: line 1 column 3 (char 2)"#),
    (#""a\u12G4""#, #"Invalid \uXXXX escape: line 1 column 4 (char 3)"#),
    (#""\ud800\u12G4""#, #"Invalid \uXXXX escape: line 1 column 9 (char 8)"#),
    (#""\ud83d\ude00"#, #"Invalid \uXXXX escape: line 1 column 9 (char 8)"#),
    (#""\ud83d\"#, "Unterminated string starting at: line 1 column 1 (char 0)"),
    ("\"a\nb\"", "Invalid control character at: line 1 column 3 (char 2)"),
    ("\"\u{0}\"", "Invalid control character at: line 1 column 2 (char 1)"),
    // Numbers
    ("-", "Expecting value: line 1 column 1 (char 0)"),
    ("-a", "Expecting value: line 1 column 1 (char 0)"),
    ("+1", "Expecting value: line 1 column 1 (char 0)"),
    (".5", "Expecting value: line 1 column 1 (char 0)"),
    ("01", "Extra data: line 1 column 2 (char 1)"),
    ("1.", "Extra data: line 1 column 2 (char 1)"),
    ("1.e5", "Extra data: line 1 column 2 (char 1)"),
    ("1e+", "Extra data: line 1 column 2 (char 1)"),
    // What follows a value
    ("1 2", "Extra data: line 1 column 3 (char 2)"),
    ("\"é\" x", "Extra data: line 1 column 5 (char 4)"),
    ("{\"a\":1}\n]", "Extra data: line 2 column 1 (char 8)"),
  ])
  func `Faults are worded and placed as Python words and places them`(text: String, error: String) {
    #expect(throws: JSONError.self) { try JSONReader.read(text) }
    do throws(JSONError) {
      _ = try JSONReader.read(text)
    } catch let fault {
      #expect(fault.description == error)
    }
  }

  @Test(
    arguments: [
      ("null", Document.null), ("true", true), ("false", false), (" \t\r\n1 ", 1), ("[]", []),
      ("{}", [:]), (#"{"a":[1,{"b":null}]}"#, ["a": [1, ["b": .null]]]),
      (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
      (#""\u00e9\ud83d\ude00""#, "é😀"),
      (#""\ud83d""#, "\u{FFFD}"),  // half a pair
      (#""\ude00x""#, "\u{FFFD}x"),  // the other half
      (#""\ud83d\u0041""#, "\u{FFFD}A"),  // half a pair before another character
    ] as [(String, Document)])
  func `A text reads as its document`(text: String, document: Document) throws {
    #expect(try JSONReader.read(text) == document)
  }

  @Test(arguments: [
    "0", "-0", "1.10", "1E5", "1e-400", "123456789012345678901234567890", "-1.5e+10",
  ])
  func `Numbers keep their digits`(literal: String) throws {
    let document = try JSONReader.read(literal)
    #expect(document == .number(Number(validLiteral: literal)))
    #expect(JSONWriter.text(document) == literal)
  }

  @Test func `Of equal names the last value stays, in the first's place`() throws {
    let document = try JSONReader.read(#"{"a":1,"b":2,"a":3}"#)
    #expect(document == ["a": 3, "b": 2])
    #expect(document.members?.names == ["a", "b"])
  }

  @Test func `Names that differ in bytes only are two members`() throws {
    let document = try JSONReader.read(#"{"\u00e9":1,"e\u0301":2}"#)
    #expect(document.members?.count == 2)
    #expect(document["\u{E9}"] == 1)
    #expect(document["e\u{301}"] == 2)
  }

  @Test func `Values may lie 200 deep in each other, no deeper`() throws {
    let depth = JSONReader.depthLimit
    let deepest = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    #expect(JSONWriter.text(try JSONReader.read(deepest)) == deepest)
    let fault = #expect(throws: JSONError.self) { try JSONReader.read("[" + deepest + "]") }
    #expect(fault?.reason == "Nested too deep")
    #expect(fault?.offset == depth + 1)
    #expect(throws: JSONError.self) {
      try JSONReader.read(String(repeating: #"{"a":"#, count: 1_000_000))
    }
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1, 2),
      ([0x22, 0xC3, 0xA9, 0x0A, 0xC3], 4, 1),  // cut off, in the second line
      ([0xC0, 0x80], 0, 1),  // longer than needed
    ] as [([UInt8], Int, Int)])
  func `Bytes that are no UTF-8 are refused where they stand`(
    bytes: [UInt8], offset: Int, column: Int
  ) {
    let fault = #expect(throws: JSONError.self) { try JSONReader.read(bytes) }
    #expect(fault?.reason == "Invalid UTF-8")
    #expect(fault?.offset == offset)
    #expect(fault?.column == column)
  }

  @Test func `A text cut at any byte is refused, not accepted and no crash`() {
    let text = Array(#"{"é😀":[1.5e3,"\ud83d\ude00\n",true,{"a":null}],"b":"c"}"#.utf8)
    for count in text.indices {
      #expect(throws: JSONError.self) { try JSONReader.read(Array(text[..<count])) }
    }
  }

  @Test func `Random garbage never crashes, and what is accepted survives a round trip`() throws {
    var random = SeededGenerator(seed: 5)
    let pieces = Array(#"{}[]:,"\u0123eE+-. truefalsn"#.utf8) + [0xC3, 0xA9, 0, 10]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<12, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? 0 }
      guard let document = try? JSONReader.read(text) else { continue }
      #expect(try JSONReader.read(JSONWriter.text(document)) == document)
      #expect(try JSONReader.read(JSONWriter.text(document, layout: .indented)) == document)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `Long texts and many members take linear time`() throws {
    let long = String(repeating: "é\\", count: 1 << 19)
    #expect(try JSONReader.read(JSONWriter.text(.string(long))) == .string(long))
    let members = (0..<100_000).map { ("name\($0)", Document.integer($0)) }
    let object = Document.object(DocumentObject(members))
    #expect(try JSONReader.read(JSONWriter.text(object)) == object)
  }
}
