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

  /// Whether there is a folder of that path.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
