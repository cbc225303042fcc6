#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RealFile {
  /// Replaces a regular file, or makes one; a reader never meets half of it.
  ///
  /// Nothing else is ever replaced, and no link is followed: it may lead out of the folder that was
  /// named. The file can be read by its owner only: sessions hold what somebody typed.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    // What cannot be read could not be looked at before it is lost.
    if try isThere(path), unsafe access(path, R_OK | W_OK) != 0 { throw Failure(number: errno) }
    let temporary = try makeTemporary(beside: path, bytes)
    guard unsafe rename(temporary, path) == 0 else {
      let number = errno
      _ = unsafe unlink(temporary)
      throw Failure(number: number)
    }
  }

  /// Writes a file that must not be there yet; everybody may read it.
  package static func create(_ path: String, with bytes: [UInt8]) throws(Failure) {
    if try isThere(path) { throw Failure(number: EEXIST) }
    try write(bytes, toNew: path, mode: 0o644)
  }

  /// The path without the links in it; `nil` where nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}

extension RealFile {
  /// Whether a regular file is there; fails for anything else.
  private static func isThere(_ path: String) throws(Failure) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      if errno == ENOENT { return false }
      throw Failure(number: errno)
    }
    switch SpecialFile(status.st_mode) {
    case nil: return true
    case .link?:
      throw Failure(
        reason: "it is a link to \(destination(of: path)); name that file to write it")
    case let kind?: throw kind.refusal("written")
    }
  }

  /// Where a link leads: to its end, or as far as it says where nothing is.
  private static func destination(of link: String) -> String {
    if let end = resolved(link) { return end }
    var path = [UInt8](repeating: 0, count: 4096)
    let count = unsafe path.withUnsafeMutableBytes { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { place in
        unsafe place.baseAddress.map { unsafe readlink(link, $0, place.count) } ?? 0
      }
    }
    return String(decoding: path.prefix(max(0, count)), as: UTF8.self)
  }

  /// Writes a new file into the folder of a path; its own path.
  private static func makeTemporary(
    beside path: String, _ bytes: [UInt8]
  ) throws(Failure) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var number = 0
    while true {
      // Not the name with something behind it, which could be too long.
      let temporary = "\(folder).kmslab-\(getpid())-\(number)"
      do throws(Failure) {
        try write(bytes, toNew: temporary, mode: 0o600)
        return temporary
      } catch {
        // A killed program may have left one.
        guard error.number == EEXIST, number < 100 else { throw error }
        number += 1
      }
    }
  }

  /// Writes a file that nothing may stand in the place of; removes it again where that fails.
  private static func write(
    _ bytes: [UInt8], toNew path: String, mode: mode_t
  ) throws(Failure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    if descriptor < 0 { throw Failure(number: errno) }
    let unwritten = Terminal.failure(writing: bytes, to: descriptor)
    let unclosed = close(descriptor) == 0 ? nil : errno
    guard let number = unwritten ?? unclosed else { return }
    _ = unsafe unlink(path)
    throw Failure(number: number)
  }
}
