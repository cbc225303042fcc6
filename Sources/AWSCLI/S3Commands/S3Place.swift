import Kernel
import Shell

/// Where a transfer starts or ends.
package enum S3Place: Sendable {
  /// A virtual file; a name that ends in `/`, or is empty, means all that begins with it.
  case file(String)
  /// An object, or what the keys of several begin with.
  case object(bucket: String, key: String)
  /// The standard input or output.
  case stream

  /// Reads a path as it was typed.
  init(_ text: String) {
    if let bucketAndKey = S3Place.bucketAndKey(text) {
      self = .object(bucket: bucketAndKey.bucket, key: bucketAndKey.key)
    } else {
      self = text == "-" ? .stream : .file(S3Place.plain(text))
    }
  }

  /// Bucket and key of `s3://bucket/key`; `nil` for other texts.
  package static func bucketAndKey(_ text: String) -> (bucket: String, key: String)? {
    guard text.hasPrefix("s3://") else { return nil }
    let bytes = text.utf8.dropFirst(5)
    // A slash and an accent on it are one character to Swift, two to S3.
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return (text.after(5), "") }
    return (String(text[bytes.startIndex..<slash]), String(text[bytes.index(after: slash)...]))
  }

  /// A local path without what means nothing: `./a//b/../c/` is `a/c/`, and `.` is empty.
  static func plain(_ path: String) -> String {
    var steps: [Substring] = []
    for step in path.split(separator: "/") where step != "." {
      if step == "..", let last = steps.last, last != ".." {
        steps.removeLast()
      } else {
        steps.append(step)
      }
    }
    let name = (path.hasPrefix("/") ? "/" : "") + steps.joined(separator: "/")
    let isOpen = path.hasSuffix("/") || path.hasSuffix("/.")
    return isOpen && !steps.isEmpty ? name + "/" : name
  }

  /// The place as AWS CLI prints it.
  var shown: String {
    switch self {
    case .file(let name): name.contains("/") ? name : "./" + name
    case .object(let bucket, let key): "s3://\(bucket)/\(key)"
    case .stream: "-"
    }
  }

  /// The name or key.
  var name: String {
    switch self {
    case .file(let name), .object(_, let name): name
    case .stream: "-"
    }
  }

  /// The place of another name: in the same bucket, or another file.
  func named(_ name: String) -> S3Place {
    switch self {
    case .file, .stream: .file(name)
    case .object(let bucket, _): .object(bucket: bucket, key: name)
    }
  }

  /// Whether this is in S3.
  var isObject: Bool { if case .object = self { true } else { false } }
}

extension S3Place: Equatable {
  /// Whether both are one place; S3 tells names apart by their bytes.
  package static func == (left: S3Place, right: S3Place) -> Bool {
    switch (left, right) {
    case (.stream, .stream): true
    case (.file(let left), .file(let right)): left.hasSameBytes(as: right)
    case (.object(let bucket, let key), .object(let otherBucket, let otherKey)):
      bucket == otherBucket && key.hasSameBytes(as: otherKey)
    default: false
    }
  }
}

extension S3Place {
  /// What all names of a command begin with, and whether the rest is the source's.
  func root(
    isRecursive: Bool, files: VirtualFiles
  ) -> (place: S3Place, takesName: Bool) {
    switch self {
    case .stream: (self, false)
    case .object(_, let key):
      if isRecursive, !key.isEmpty, !key.hasSuffix("/") {
        (named(key + "/"), true)
      } else {
        (self, key.isEmpty || key.hasSuffix("/"))
      }
    case .file(let name):
      if name.isEmpty || name.hasSuffix("/") {
        (self, true)
      } else if isRecursive || files[name] == nil && files.hasNames(below: name) {
        (.file(name + "/"), true)
      } else {
        (self, false)
      }
    }
  }
}

extension VirtualFiles {
  /// What would have to be a folder for a file of this name, and is none: no file is below it.
  func missingFolder(of name: String) -> String? {
    let plain = S3Place.plain(name)
    guard !plain.hasPrefix("/"), let slash = plain.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      return nil
    }
    let folder = String(plain[..<slash])
    return hasNames(below: folder) ? nil : folder
  }

  /// Whether names begin with this one and a slash, so that it is as good as a directory.
  func hasNames(below name: String) -> Bool {
    let prefix = name.hasSuffix("/") ? name : name + "/"
    return names.contains { $0.startsBytewise(with: prefix) }
  }
}

extension String {
  /// The text behind that many bytes.
  func after(_ count: Int) -> String { String(decoding: utf8.dropFirst(count), as: UTF8.self) }

  /// What stands behind the last slash.
  package var lastStep: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return String(self[utf8.index(after: slash)...])
  }
}
