import Kernel
import Testing

@Suite struct JSONWriterTests {
  // Made with Python: json.dumps(…, ensure_ascii=False, indent=4).
  @Test func `Indented text is Python's, byte for byte`() {
    let document: Document = [
      "a": [], "b": [:], "c": [1, ["d": .null]], "é": "x\u{7F}\u{1}\"\\/",
    ]
    let text = #"""
      {
          "a": [],
          "b": {},
          "c": [
              1,
              {
                  "d": null
              }
          ],
          "é": "x\#u{7F}\u0001\"\\/"
      }
      """#
    #expect(JSONWriter.text(document, layout: .indented) == text)
  }

  @Test(
    arguments: [
      (Document.bytes([1, 2, 3]), "\"AQID\""), (.timestamp(Timestamp(secondsSinceEpoch: 5)), "5"),
      (["a": 1, "b": [true, "c"]], #"{"a":1,"b":[true,"c"]}"#),
      ("\u{8}\u{C}\n\r\t\u{0}\u{1F}", #""\b\f\n\r\t\u0000\u001f""#),
    ] as [(Document, String)])
  func `Compact text has no spaces`(document: Document, text: String) {
    #expect(JSONWriter.text(document) == text)
  }

  @Test func `Times read as AWS CLI shows them where asked`() {
    let time = Document.timestamp(Timestamp(secondsSinceEpoch: 0))
    #expect(JSONWriter.text(time, times: .iso8601) == "\"1970-01-01T00:00:00+00:00\"")
  }
}
