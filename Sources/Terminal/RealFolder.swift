#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Folders of this computer.
package enum RealFolder {
  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  package static func names(in path: String) throws(RealFile.Failure) -> [String] {
    guard let folder = unsafe opendir(path) else { throw RealFile.Failure(number: errno) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The files below a folder whose names end in `suffix`, in the order of their paths.
  ///
  /// A folder or a file is visited once, by device and inode, however many links lead to it; a link
  /// that leads out of the folder is not followed, and told.
  package static func files(
    below path: String, endingIn suffix: String
  ) throws(RealFile.Failure) -> (found: [String], linksOut: [String]) {
    var walk = FolderWalk(root: FolderWalk.resolved(path) ?? path, suffix: suffix)
    return (try walk.files(in: path, depth: 0), walk.linksOut)
  }

  /// Whether there is a folder of that path.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// A visit to a folder and the folders in it.
private struct FolderWalk {
  /// The folder without links in its path.
  let root: String
  let suffix: String
  /// What was visited.
  private var visited: Set<Place> = []
  /// The links that lead elsewhere.
  private(set) var linksOut: [String] = []

  /// Folders deeper than this are left out.
  private static let mostDepth = 8

  /// A folder or a file, whatever leads to it.
  private struct Place: Hashable {
    let device, inode: UInt64
  }

  init(root: String, suffix: String) {
    self.root = root
    self.suffix = suffix
  }

  mutating func files(in folder: String, depth: Int) throws(RealFile.Failure) -> [String] {
    guard isNew(folder) else { return [] }
    var found: [String] = []
    for name in try RealFolder.names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard isInside(path) else {
        if RealFolder.exists(path) || name.hasSuffix(suffix) { linksOut.append(path) }
        continue
      }
      if RealFolder.exists(path) {
        if depth < FolderWalk.mostDepth { found += try files(in: path, depth: depth + 1) }
      } else if name.hasSuffix(suffix), isNew(path) {
        found.append(path)
      }
    }
    return found
  }

  /// Notes a visit; false for a place that was visited, or that is gone.
  private mutating func isNew(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    let place = Place(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    return visited.insert(place).inserted
  }

  /// Whether a path is no link, or a link that stays in the folder.
  private func isInside(_ path: String) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFLNK else { return true }
    guard let target = FolderWalk.resolved(path) else { return false }
    return target == root || target.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }

  /// A path without links; `nil` where nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
