import Kernel

/// The files of a session: they are no files of the computer, and live in the session's record.
///
/// A copy costs nothing. Names are flat: `dir/file` is one name, and there are no directories.
package struct VirtualFiles: Sendable, Equatable {
  /// How long a name may be, in bytes.
  package static let nameBytes = 255
  /// How much all files together may hold.
  package static let capacityBytes = 1 << 30

  private var contents: OrderedMap<String, [UInt8]> = [:]

  /// How much all files together hold.
  package private(set) var totalBytes = 0
  /// How much was ever written, for what a snapshot may hold on to.
  package private(set) var writtenBytes = 0

  /// What the computer that the files are on draws random bytes from.
  private var random: ComputerRandom

  /// Makes an empty set of files, on a computer whose random bytes come from a seed.
  package init(seed: UInt64 = 0) { random = ComputerRandom(seed: seed) }

  /// The names, ascending.
  package var names: [String] { contents.keys }

  /// The number of files.
  package var count: Int { contents.count }

  /// What a file holds; `nil` for a name that no file has.
  package subscript(name: String) -> [UInt8]? { contents[Self.plain(name)] }

  /// Makes a file, or replaces what it holds.
  package mutating func write(
    _ bytes: [UInt8], to name: String
  ) throws(VirtualFileError) {
    let name = Self.plain(name)
    try Self.check(name)
    let old = contents[name]?.count ?? 0
    try reserve(bytes.count - old, for: name)
    writtenBytes += bytes.count
    contents[name] = bytes
  }

  /// Adds to the end of a file, which is made if there is none.
  package mutating func append(
    _ bytes: [UInt8], to name: String
  ) throws(VirtualFileError) {
    let name = Self.plain(name)
    try Self.check(name)
    try reserve(bytes.count, for: name)
    let whole = (contents.removeValue(forKey: name) ?? []) + bytes
    writtenBytes += whole.count
    contents[name] = whole
  }

  /// Whether both have the same files with the same contents.
  package static func == (left: VirtualFiles, right: VirtualFiles) -> Bool {
    left.contents == right.contents
  }

  /// Removes a file and returns what it held.
  @discardableResult
  package mutating func remove(_ name: String) -> [UInt8]? {
    let old = contents.removeValue(forKey: Self.plain(name))
    totalBytes -= old?.count ?? 0
    return old
  }

  /// Random bytes of the computer that the files are on.
  package mutating func randomBytes(_ count: Int) -> [UInt8] { random.bytes(count) }

  private mutating func reserve(
    _ added: Int, for name: String
  ) throws(VirtualFileError) {
    guard totalBytes + added <= Self.capacityBytes else { throw .full(name) }
    totalBytes += added
  }
}

extension VirtualFiles {
  /// Checks that a file may have a name.
  package static func check(_ name: String) throws(VirtualFileError) {
    let name = plain(name)
    if name.isEmpty { throw .emptyName }
    if name.utf8.count > nameBytes { throw .longName(name) }
    if name.utf8.first == UInt8(ascii: "/") { throw .absoluteName(name) }
    if !name.unicodeScalars.allSatisfy(isPrintable) { throw .unprintableName }
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    if steps.contains("..") { throw .parentName(name) }
    if steps.contains("") || steps.contains(".") { throw .directoryName(name) }
  }

  /// A name without the `./` that means nothing here.
  private static func plain(_ name: String) -> String {
    name.hasPrefix("./") ? String(name.dropFirst(2)) : name
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }
}

/// Why a virtual file cannot be written.
package enum VirtualFileError: Error, Sendable, Equatable {
  /// The name has no character.
  case emptyName
  /// The name is longer than 255 bytes.
  case longName(String)
  /// The name starts with `/`.
  case absoluteName(String)
  /// The name has `..` in it.
  case parentName(String)
  /// The name ends in `/`, or has `//` or `.` in it, as only a directory's would.
  case directoryName(String)
  /// The name has a control character or one that cannot be seen.
  case unprintableName
  /// All files together would hold more than 1 GiB.
  case full(String)
}

extension VirtualFileError: CustomStringConvertible {
  /// What is wrong; what to do next.
  package var description: String {
    switch self {
    case .emptyName: "a file needs a name; write one after the >"
    case .longName(let name):
      "\(name.prefix(20))…: a name has at most \(VirtualFiles.nameBytes) bytes; shorten it"
    case .absoluteName(let name):
      "\(name): a virtual file's name does not start with /; write a plain name, as key.bin"
    case .parentName(let name): "\(name): there is nothing above the virtual files; leave out .."
    case .directoryName(let name):
      "\(name): virtual files have no directories; write a plain name, as key.bin"
    case .unprintableName: "a file's name has to be printable; write a plain name, as key.bin"
    case .full(let name): "\(name): the virtual files are full (1 GiB); rm NAME makes room"
    }
  }
}

extension VirtualFiles {
  /// What is known of a file that was there before the last line that changed anything.
  package static let wasTakenAway = "; the last line that changed anything took it away"

  /// What somebody can do who names a file that there is not.
  package static func howToMake(_ name: String) -> String {
    "; echo TEXT > \(quoted(name)) makes one, import brings a real one in"
  }
}
