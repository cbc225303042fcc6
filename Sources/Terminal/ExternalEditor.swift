#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The editor of the user's own choice, over a file that is gone afterwards.
package enum ExternalEditor {
  /// Why nothing was edited.
  package struct Failure: Error, Equatable {
    /// In the system's words, or ours.
    package let reason: String
  }

  /// Has bytes edited, in a file of that name that only its owner can read.
  package static func edit(_ bytes: [UInt8], named name: String) throws(Failure) -> [UInt8] {
    _ = TerminalRescue.arm
    let folder = try makeFolder()
    let path = folder + "/" + (name.split(separator: "/").last.map(String.init) ?? "file")
    // Whatever kills the program, what was being edited does not stay behind.
    TerminalRescue.willRemove(path, in: folder)
    defer {
      for left in (try? RealFolder.names(in: folder)) ?? [] {
        _ = unsafe unlink("\(folder)/\(left)")
      }
      _ = unsafe rmdir(folder)
      TerminalRescue.hasRemoved()
    }
    do throws(RealFile.Failure) {
      try RealFile.replace(path, with: bytes)
    } catch {
      throw Failure(reason: error.reason)
    }
    try run(on: path)
    do throws(RealFile.Failure) {
      return try RealFile.read(path)
    } catch {
      throw Failure(reason: error.reason)
    }
  }
}

extension ExternalEditor {
  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Makes a folder that only its owner can enter.
  private static func makeFolder() throws(Failure) -> String {
    let base = variable("TMPDIR") ?? "/tmp"
    var template = Array("\(base)/kmslab-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
    guard let made else { throw Failure(reason: "\(base): \(Terminal.message(errno))") }
    return made
  }

  /// Runs $VISUAL, $EDITOR or vi, as a shell reads it, and waits for it.
  private static func run(on path: String) throws(Failure) {
    let editor = variable("VISUAL") ?? variable("EDITOR") ?? "vi"
    // ^C and ^\ are the editor's while it has the terminal.
    let interrupt = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      _ = signal(SIGINT, interrupt)
      _ = signal(SIGQUIT, quit)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ] { unsafe sigaddset(&signals, number) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // In the place of the shell, so that a signal reaches it; `NAME=value vi` needs the shell.
    let place = editor.contains { "=;&|<>()".contains($0) } ? "" : "exec "
    let texts: [String] = ["sh", "-c", "\(place)\(editor) \"$1\"", "sh", path]
    let words = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { _ = unsafe words.map { unsafe free($0) } }
    defer { unsafe TerminalRescue.editor.pointee = 0 }
    let number = unsafe posix_spawn(
      TerminalRescue.editor, "/bin/sh", nil, &attributes, words, environ)
    guard number == 0 else { throw Failure(reason: "/bin/sh: \(Terminal.message(number))") }
    var status: Int32 = 0
    let process = unsafe TerminalRescue.editor.pointee
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw Failure(reason: "\(editor) ended with a failure; the file is as it was")
    }
  }
}
