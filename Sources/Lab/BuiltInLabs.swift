import CLabs

/// The lab files that are inside the program.
package enum BuiltInLabs {
  /// One of them.
  package struct Entry: Sendable {
    /// Its name: that of the file, without `.lab.md`.
    package let name: String
    /// The file.
    package let bytes: [UInt8]
  }

  /// All of them, in the order of their names.
  package static let all: [Entry] = (0..<clabs_count).map { index in
    let lab = unsafe clabs + index
    return unsafe Entry(
      name: String(cString: lab.pointee.name),
      bytes: Array(UnsafeBufferPointer(start: lab.pointee.bytes, count: clab_size(lab))))
  }

  /// The lab of a name.
  package static func named(_ name: String) -> Entry? { all.first { $0.name == name } }
}
