#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a path may name that is no regular file.
enum SpecialFile: String {
  case folder = "a folder"
  case link = "a link"
  case pipe = "a named pipe"
  case socket = "a socket"
  case device = "a device"

  /// The kind that a mode tells; `nil` for a regular file.
  init?(_ mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }

  /// Why it is not taken where a regular file is `read` or `written`.
  func refusal(_ participle: String) -> RealFile.Failure {
    guard self != .folder else { return RealFile.Failure(number: EISDIR) }
    return RealFile.Failure(reason: "it is \(rawValue); only regular files are \(participle)")
  }
}
