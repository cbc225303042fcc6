import CYAML

/// Makes nodes of what libyaml's parser reports.
@safe struct YAMLComposer: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var anchors: [String: YAMLNode] = [:]

  /// The one document of a text; nothing where it has none.
  static func document(_ text: [UInt8]) throws(YAMLFault) -> YAMLNode? {
    // libyaml reads from the text as long as it parses.
    try unsafe text.withUnsafeBufferPointer { (text) throws(YAMLFault) in
      var composer = try unsafe YAMLComposer(text)
      return try composer.onlyDocument()
    }
  }

  private init(_ text: UnsafeBufferPointer<UInt8>) throws(YAMLFault) {
    unsafe parser = .allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      throw YAMLFault("there is no memory for a parser")
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  private mutating func onlyDocument() throws(YAMLFault) -> YAMLNode? {
    _ = try next()  // The stream's start.
    guard case .other(YAML_DOCUMENT_START_EVENT, _) = try next() else { return nil }
    let root = try node(from: try next(), depth: 0)
    _ = try next()  // The document's end.
    if case .other(YAML_DOCUMENT_START_EVENT, let mark) = try next() {
      throw YAMLFault(
        "but found another document", mark,
        while: "expected a single document in the stream", YAMLMark(line: 1, column: 1))
    }
    return root
  }

  private mutating func node(from event: Event, depth: Int) throws(YAMLFault) -> YAMLNode {
    let (node, anchor): (YAMLNode, String?)
    switch event {
    case .alias(let name, let mark):
      guard let node = anchors[name] else { throw YAMLFault("found undefined alias", mark) }
      return node
    case .scalar(let scalar, let name): (node, anchor) = (.scalar(scalar), name)
    case .sequenceStart(let tag, let name, let mark):
      (node, anchor) = (.sequence(try elements(at: mark, depth: depth), tag: tag, mark), name)
    case .mappingStart(let tag, let name, let mark):
      (node, anchor) = (.mapping(try pairs(at: mark, depth: depth), tag: tag, mark), name)
    case .other(_, let mark): throw YAMLFault("found no node", mark)
    }
    // Known from its end on: within itself it is undefined.
    if let anchor { anchors[anchor] = node }
    return node
  }

  private mutating func elements(
    at mark: YAMLMark, depth: Int
  ) throws(YAMLFault) -> [YAMLNode] {
    try YAMLReader.checkDepth(depth, mark)
    var elements: [YAMLNode] = []
    while true {
      let event = try next()
      if case .other(YAML_SEQUENCE_END_EVENT, _) = event { return elements }
      elements.append(try node(from: event, depth: depth + 1))
    }
  }

  private mutating func pairs(
    at mark: YAMLMark, depth: Int
  ) throws(YAMLFault) -> [(key: YAMLNode, value: YAMLNode)] {
    try YAMLReader.checkDepth(depth, mark)
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    while true {
      let event = try next()
      if case .other(YAML_MAPPING_END_EVENT, _) = event { break }
      let key = try node(from: event, depth: depth + 1)
      pairs.append((key, try node(from: try next(), depth: depth + 1)))
    }
    try refuseDuplicates(pairs.map(\.key))
    return pairs
  }

  /// Refuses names that stand twice: the place is that of the first.
  private func refuseDuplicates(_ keys: [YAMLNode]) throws(YAMLFault) {
    var marks: [[Unicode.Scalar]: YAMLMark] = [:]
    for case .scalar(let key) in keys {
      let name = Array(key.text.unicodeScalars)
      if let mark = marks[name] {
        throw YAMLFault(
          "found duplicate key \"\(key.text)\"", mark, while: "while constructing a mapping", mark)
      }
      marks[name] = key.mark
    }
  }
}

extension YAMLComposer {
  /// What the parser reports, with the name of an anchor where one is set.
  private enum Event {
    case alias(String, YAMLMark)
    case scalar(YAMLNode.Scalar, anchor: String?)
    case sequenceStart(tag: String?, anchor: String?, YAMLMark)
    case mappingStart(tag: String?, anchor: String?, YAMLMark)
    case other(yaml_event_type_t, YAMLMark)
  }

  private func next() throws(YAMLFault) -> Event {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw unsafe YAMLFault(parser) }
    defer { unsafe yaml_event_delete(&event) }
    let mark = YAMLMark(unsafe event.start_mark)
    switch unsafe event.type {
    case YAML_ALIAS_EVENT: return .alias(unsafe text(event.data.alias.anchor) ?? "", mark)
    case YAML_SCALAR_EVENT:
      return unsafe .scalar(scalar(event, mark), anchor: text(event.data.scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return unsafe .sequenceStart(tag: text(start.tag), anchor: text(start.anchor), mark)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return unsafe .mappingStart(tag: text(start.tag), anchor: text(start.anchor), mark)
    case let type: return .other(type, mark)
    }
  }

  private func scalar(_ event: yaml_event_t, _ mark: YAMLMark) -> YAMLNode.Scalar {
    let scalar = unsafe event.data.scalar
    // With its length, since it may hold NUL.
    let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    return unsafe YAMLNode.Scalar(
      text: String(decoding: bytes, as: UTF8.self), tag: text(scalar.tag),
      isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, mark: mark)
  }

  private func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    unsafe bytes.map { unsafe String(cString: $0) }
  }
}

extension YAMLFault {
  /// What libyaml's parser found.
  fileprivate init(_ parser: UnsafePointer<yaml_parser_t>) {
    let fault = unsafe parser.pointee
    let problem = unsafe fault.problem.map { unsafe String(cString: $0) } ?? "no memory is left"
    guard unsafe fault.error != YAML_READER_ERROR else {
      // Before there are lines and columns: the place is a byte of the text.
      let character = PythonText.hex(UInt32(max(0, unsafe fault.problem_value)), 4)
      self.init(
        "unacceptable character #x\(character): \(problem)\n"
          + "  in \"<unicode string>\", position \(unsafe fault.problem_offset)")
      return
    }
    unsafe self.init(
      problem, YAMLMark(fault.problem_mark),
      while: fault.context.map { unsafe String(cString: $0) }, YAMLMark(fault.context_mark))
  }
}
