import Kernel
import Testing

@testable import Text

/// What ruamel.yaml 0.17.21, AWS CLI v2's reader, makes of the same texts (`YAML(typ='safe')`, with
/// its C parser), but where a row's comment says otherwise.
struct YAMLReaderTests {
  @Test(
    arguments: [
      ("KeyId: abc\nLimit: 010", #"{"KeyId": "abc", "Limit": 10}"#), ("- x", #"["x"]"#),
      ("", "null"), ("# only a comment", "null"), ("hello", #""hello""#), ("a: *", nil),
      ("a: yes\nb: on\nc: Yes", #"{"a": "yes", "b": "on", "c": "Yes"}"#),
      ("a: true\nb: FALSE\nc: ~\nd:\ne: Null", #"{"a":true,"b":false,"c":null,"d":null,"e":null}"#),
      ("[0o17, 0x1f, 0b11, 1_000, 017, 09, -0, +5]", "[15, 31, 3, 1000, 17, 9, 0, 5]"),
      ("[1e3, 1.5e3, .5, -1.25, 1_0.5]", "[1000.0, 1500.0, 0.5, -1.25, 10.5]"),
      ("[123456789012345678901234567890]", "[123456789012345678901234567890]"),
      ("a: 1:30", #"{"a": "1:30"}"#), ("{a: 1, b}", #"{"a": 1, "b": null}"#),
      ("a: '2025-01-01'\nb: \"\\u00e9\\n\"", #"{"a": "2025-01-01", "b": "\#u{e9}\n"}"#),
      ("a: |\n  x\n  y\nb: >\n  x\n  y\n", #"{"a": "x\ny\n", "b": "x y\n"}"#),
      ("1: 2\n1.5: x", #"{"1": 2, "1.5": "x"}"#),
      ("a: !!str 12\nb: !!int '12'", #"{"a":"12","b":12}"#),
      ("[!!bool yes, !!bool Off, !!null x, !!float 3.0]", "[true, false, null, 3.0]"),
      ("!!map {a: !!seq [1]}", #"{"a":[1]}"#),
      ("x: &x {q: 1}\ny:\n  <<: *x\n  z: 2", #"{"x":{"q":1},"y":{"q":1,"z":2}}"#),
      (
        "a: &a {p: 1, q: 1}\nb: &b {q: 2, r: 2}\nc: {<<: [*a, *b], r: 3}",
        #"{"a":{"p":1,"q":1},"b":{"q":2,"r":2},"c":{"q":1,"r":3,"p":1}}"#
      ),
      ("'<<': 1", #"{"<<": 1}"#), ("%YAML 1.1\n---\na: yes", #"{"a": "yes"}"#),
      ("a: \"\\uFEFFx\"\nb: \"a\\0b\"", #"{"a": "\uFEFFx", "b": "a\u0000b"}"#),
      ("\u{FEFF}a: 1", #"{"a": 1}"#), ("- ! 1\n- ! '1'\n- ! [1]", #"["1", "1", [1]]"#),
      ("---\na: 1\n...\n", #"{"a": 1}"#), ("{\"a\": [1, {\"b\": null}]}", #"{"a":[1,{"b":null}]}"#),
    ] as [(String, String?)])
  func `YAML is what AWS CLI's reader makes of it`(row: (yaml: String, json: String?)) throws {
    if let json = row.json {
      #expect(try YAMLReader.read(row.yaml) == (try JSONReader.read(json)))
    } else {
      #expect(throws: YAMLFault.self) { try YAMLReader.read(row.yaml) }
    }
  }

  @Test(
    arguments: [
      ("a: {b: 1", "while parsing a flow mapping@1:4|did not find expected ',' or '}'@2:1"),
      ("a: [1,2", "while parsing a flow sequence@1:4|did not find expected ',' or ']'@2:1"),
      ("a: 'x", "while scanning a quoted scalar@1:4|found unexpected end of stream@1:6"),
      (
        "\ta: 1",
        "while scanning for the next token|found character that cannot start any token@1:1"
      ),
      (
        "a: @x", "while scanning for the next token|found character that cannot start any token@1:4"
      ),
      ("a: b: c", "mapping values are not allowed in this context@1:5"),
      ("a: *b", "found undefined alias@1:4"),
      (
        "a: 1\n---\nb: 2",
        "expected a single document in the stream@1:1|but found another document@2:1"
      ),
      ("a: !foo x", "could not determine a constructor for the tag '!foo'@1:4"),
      ("a: !foo [x]", "could not determine a constructor for the tag '!foo'@1:4"),
      ("a: =", "could not determine a constructor for the tag 'tag:yaml.org,2002:value'@1:4"),
      ("a: <<", "could not determine a constructor for the tag 'tag:yaml.org,2002:merge'@1:4"),
      // Its text goes on with both values, and its place is the second key's.
      ("a: 1\na: 2", "while constructing a mapping|found duplicate key \"a\"@1:1"),
      // Ours: Python has its own words, or takes what JSON has not.
      ("a: !!int x", "\"x\" is none of tag:yaml.org,2002:int@1:4"),
      ("a: .nan", "\".nan\" is none of tag:yaml.org,2002:float@1:4"),
      ("a: !!binary x", "\"x\" is none of tag:yaml.org,2002:binary@1:4"),
      ("a: 0xFFFFFFFFFFFFFFFFF", "\"0xFFFFFFFFFFFFFFFFF\" is none of tag:yaml.org,2002:int@1:4"),
      ("a: 2025-13-01", "\"2025-13-01\" is none of tag:yaml.org,2002:timestamp@1:4"),
      ("b: 1\na: 2\na: 3\nb: 4", "while constructing a mapping|found duplicate key \"a\"@2:1"),
      ("a: \u{1}", "unacceptable character #x0001: control characters are not allowed@position 3"),
      ("é: \u{1}", "unacceptable character #x0001: control characters are not allowed@position 4"),
      ("? [1, 2]\n: 3", "a list or a map is no name of a member@1:3"),
      ("a: &x [*x]", "found undefined alias@1:8"),
    ])
  func `A fault has its words and its place`(row: (yaml: String, fault: String)) {
    let words = row.fault.split(separator: "|").map { line in
      let parts = line.split(separator: "@", maxSplits: 1)
      if parts.count > 1, parts[1].hasPrefix("position") {
        return parts[0] + "\n  in \"<unicode string>\", " + parts[1]
      }
      let place = parts.count > 1 ? parts[1].split(separator: ":") : []
      return parts[0]
        + (place.count == 2
          ? "\n  in \"<unicode string>\", line \(place[0]), column \(place[1])" : "")
    }
    let error = #expect(throws: YAMLFault.self) { try YAMLReader.read(row.yaml) }
    #expect(error?.description == words.joined(separator: "\n"))
  }

  @Test func `Bytes and moments are themselves`() throws {
    let moment = try #require(Timestamp("2025-01-01T10:20:30Z"))
    #expect(
      try YAMLReader.read("a: !!binary |\n  aGVs\n  bG8=\nb: 2025-01-01T10:20:30Z")
        == ["a": .bytes(Array("hello".utf8)), "b": .timestamp(moment)])
  }

  @Test func `A text cannot grow or nest without bounds`() {
    let bomb = (1...20).map {
      "a\($0): &a\($0) [\(String(repeating: "*a\($0 - 1), ", count: 9))]\n"
    }
    let deep = String(repeating: "[", count: 100_000)
    let closed = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let block = String(repeating: "- ", count: 100_000) + "x"
    for text in ["a0: &a0 x\n" + bomb.joined(), deep, closed, "- " + deep, block] {
      #expect(throws: YAMLFault.self) { try YAMLReader.read(text) }
    }
  }
}
