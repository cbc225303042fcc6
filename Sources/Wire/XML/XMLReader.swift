private import CExpat
import Kernel

/// Reads XML by Expat: one document in UTF-8 without a document type, so that nothing in it can
/// grow or point elsewhere.
enum XMLReader {
  /// Elements in one another that are read; S3's own documents have nine at most.
  static let depthLimit = 32
  /// Elements in one document that are read: 1,000 keys and 10,000 parts have fewer.
  static let elementLimit = 200_000

  /// The outermost element.
  ///
  /// - Throws: MalformedXML, for what is not well-formed, has a document type, or goes beyond the
  ///   limits.
  static func read(_ bytes: [UInt8]) throws(HTTPFailure) -> XMLElement {
    guard let count = Int32(exactly: bytes.count),
      let parser = unsafe XML_ParserCreate("UTF-8")
    else { throw .malformedXML }
    defer { unsafe XML_ParserFree(parser) }
    let builder = XMLBuilder()
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
    unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      unsafe XMLBuilder.of(data)?.isRefused = true
    }
    unsafe XML_SetElementHandler(
      parser,
      { data, name, attributes in
        unsafe XMLBuilder.of(data)?.begin(name, attributes)
      },
      { data, _ in unsafe XMLBuilder.of(data)?.end() })
    unsafe XML_SetCharacterDataHandler(parser) { data, text, count in
      unsafe XMLBuilder.of(data)?.add(text, Int(count))
    }
    // In pieces, so that what was refused is not read to its end.
    var start = 0
    repeat {
      let end = min(start + 65536, Int(count))
      let status = unsafe bytes[start..<end].withUnsafeBytes { piece in
        unsafe XML_Parse(
          parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count),
          end == Int(count) ? 1 : 0)
      }
      guard status == XML_STATUS_OK, !builder.isRefused else { throw .malformedXML }
      start = end
    } while start < Int(count)
    guard let root = builder.root else { throw .malformedXML }
    return root
  }
}

/// What Expat tells its events to.
private final class XMLBuilder {
  /// The outermost element, once it has ended.
  var root: XMLElement?
  /// Whether the document has what is not read here.
  var isRefused = false
  private var open: [XMLElement] = []
  private var count = 0

  /// The builder behind the pointer that Expat hands back.
  static func of(_ data: UnsafeMutableRawPointer?) -> XMLBuilder? {
    unsafe data.map { unsafe Unmanaged<XMLBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  func begin(
    _ name: UnsafePointer<CChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    count += 1
    guard !isRefused, open.count < XMLReader.depthLimit, count <= XMLReader.elementLimit,
      let name = unsafe name
    else {
      isRefused = true
      return
    }
    var element = XMLElement(name: XMLBuilder.local(unsafe String(cString: name)))
    var place = 0
    while let attribute = unsafe attributes?[place], let value = unsafe attributes?[place + 1] {
      element.attributes.append(
        HTTPField(
          XMLBuilder.local(unsafe String(cString: attribute)), unsafe String(cString: value)))
      place += 2
    }
    open.append(element)
  }

  func end() {
    guard !isRefused, let element = open.popLast() else { return }
    if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
  }

  func add(_ text: UnsafePointer<CChar>?, _ count: Int) {
    guard !isRefused, !open.isEmpty, let text = unsafe text else { return }
    let bytes = unsafe UnsafeRawBufferPointer(start: text, count: count)
    open[open.count - 1].text += unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// A name without its prefix.
  private static func local(_ name: String) -> String {
    name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.utf8.index(after: $0)...]) }
      ?? name
  }
}
