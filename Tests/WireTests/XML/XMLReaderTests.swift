import Kernel
import Testing

@testable import Wire

@Suite struct XMLReaderTests {
  @Test func `elements, attributes and text are read without their prefixes`() throws {
    let root = try XMLReader.read(
      Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <s3:Tagging xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/">
          <TagSet a:kind="x"><Tag><Key>a&amp;b</Key><Value>1<![CDATA[<2>]]></Value></Tag></TagSet>
        </s3:Tagging>
        """.utf8))
    #expect(root.name == "Tagging")
    #expect(root.children.map(\.name) == ["TagSet"])
    #expect(root.children[0].attributes == [HTTPField("kind", "x")])
    #expect(root.children[0].children[0].children.map(\.text) == ["a&b", "1<2>"])
  }

  @Test(
    arguments: [
      "", " ", "<a>", "<a></b>", "<a/><b/>", "<a>&unknown;</a>", "<a b=c/>", "\u{FEFF}", "{}",
      "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
      "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>",
      "<!DOCTYPE a><a/>", "<?xml version=\"1.0\" encoding=\"latin-1\"?><a>\u{FF}",
      String(repeating: "<a>", count: 10_000) + String(repeating: "</a>", count: 10_000),
      String(repeating: "<a>", count: 33) + String(repeating: "</a>", count: 33),
    ])
  func `what is not well-formed, defines something or is too deep is malformed`(_ text: String) {
    #expect(throws: HTTPFailure.malformedXML) { try XMLReader.read(Array(text.utf8)) }
  }

  @Test func `bytes that are no UTF-8 are malformed`() {
    #expect(throws: HTTPFailure.malformedXML) {
      try XMLReader.read(Array("<a>".utf8) + [0xFF] + Array("</a>".utf8))
    }
  }

  @Test func `more elements than any request needs are malformed`() {
    let many = "<a>" + String(repeating: "<b/>", count: XMLReader.elementLimit) + "</a>"
    #expect(throws: HTTPFailure.malformedXML) { try XMLReader.read(Array(many.utf8)) }
  }

  @Test(
    arguments: [
      ("a<b", "a&lt;b"), ("\"e\"", "&quot;e&quot;"), ("x&y>z", "x&amp;y&gt;z"),
      ("\u{1}", "\u{FFFD}"), ("\r\n\t", "&#13;\n\t"), ("ä\u{FFFE}", "ä\u{FFFD}"),
      ("plain", "plain"),
    ])
  func `text is escaped as AWS does`(_ text: String, _ escaped: String) {
    var writer = XMLWriter(part: ())
    writer.element("K", text)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "<K>\(escaped)</K>")
  }

  @Test func `an element with nothing in it is one tag`() {
    var writer = XMLWriter()
    writer.element("Prefix", "")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Prefix/>")
  }
}
