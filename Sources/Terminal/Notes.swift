import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Short lines from elsewhere for whoever sits at a prompt, shown between what is typed.
///
/// Anybody may add one, on any thread; the prompt shows them when it can.
package final class Notes: Sendable {
  private struct State {
    var lines: [String] = []
    var droppedCount = 0
  }

  private let state = Mutex(State())
  /// The ends of a pipe that holds a byte as long as a line waits; -1 where there is none.
  private let (reader, writer): (Int32, Int32)

  /// Lines that wait; what comes on top of them is only counted.
  private static let most = 20

  /// Makes an empty list.
  package init() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      (reader, writer) = (-1, -1)
      return
    }
    // No program that is started from here needs them, and nobody ever waits for them.
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    guard reader >= 0 else { return }
    close(reader)
    close(writer)
  }

  /// Adds a line.
  package func add(_ line: String) {
    let isFirst = state.withLock { state in
      let isFirst = state.lines.isEmpty
      if state.lines.count < Notes.most {
        state.lines.append(VisibleText.of(line))
      } else {
        state.droppedCount += 1
      }
      return isFirst
    }
    if isFirst { _ = unsafe write(writer, [0], 1) }
  }

  /// Takes what waits, with a word about what was too much.
  package func take() -> [String] {
    var byte: UInt8 = 0
    while unsafe read(reader, &byte, 1) > 0 {}
    return state.withLock { state in
      defer { state = State() }
      return state.lines
        + (state.droppedCount > 0 ? ["… and \(state.droppedCount) more"] : [])
    }
  }

  /// Waits until a byte can be read from standard input, or a line is here; whether one is, and no
  /// byte within the next moment: who types is not disturbed at every key.
  func come(beforeInput pause: Int32 = 50) -> Bool {
    var entries = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
    ]
    guard unsafe poll(&entries, 2, -1) > 0, entries[0].revents == 0, entries[1].revents != 0 else {
      return false
    }
    return unsafe poll(&entries, 1, pause) == 0
  }
}
