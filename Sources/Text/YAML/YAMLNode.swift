import CYAML

/// A part of a YAML document as it is written: what plain texts mean is not decided yet.
indirect enum YAMLNode {
  case scalar(Scalar)
  case sequence([YAMLNode], tag: String?, YAMLMark)
  case mapping([(key: YAMLNode, value: YAMLNode)], tag: String?, YAMLMark)

  /// A text with its tag, where it has one.
  struct Scalar {
    let text: String
    let tag: String?
    /// Whether it stands without quotes, so that it may be something else than text.
    let isPlain: Bool
    let mark: YAMLMark
  }

  /// Where it begins.
  var mark: YAMLMark {
    switch self {
    case .scalar(let scalar): scalar.mark
    case .sequence(_, _, let mark), .mapping(_, _, let mark): mark
    }
  }
}

/// A place in a text, line and column counted from 1.
struct YAMLMark: Equatable {
  let line: Int
  let column: Int

  /// A place of one's own.
  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// libyaml's place, which counts from 0.
  init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}
