import CEditline
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One line on standard error that tells how far something is that takes long, and goes away when
/// that is done.
///
/// Whoever works tells it; it shows nothing before some time has passed, so that what is quick
/// stays quiet.
package final class ProgressLine: Sendable {
  /// How it is told.
  package enum Manner: Equatable, Sendable {
    /// In a line that is drawn again and again, and goes away.
    case redrawn
    /// Once, in a line that stays: the terminal is not drawn on.
    case once
    /// Not at all: nobody looks.
    case silent
  }

  /// Where it is shown.
  package struct Screen: Sendable {
    /// How it is told at this moment.
    package var manner: @Sendable () -> Manner
    /// The columns of the terminal.
    package var columns: @Sendable () -> Int
    /// Writes text.
    package var write: @Sendable (String) -> Void
    /// The time that has passed since some moment.
    package var clock: @Sendable () -> Duration

    /// Describes a screen.
    package init(
      manner: @escaping @Sendable () -> Manner, columns: @escaping @Sendable () -> Int,
      write: @escaping @Sendable (String) -> Void, clock: @escaping @Sendable () -> Duration
    ) {
      self.manner = manner
      self.columns = columns
      self.write = write
      self.clock = clock
    }
  }

  /// What is known of the work.
  private struct State {
    /// How far it is.
    var text = ""
    /// When it began; `nil` where nothing goes on.
    var start: Duration?
    /// How often its sign has turned; `nil` where it has none.
    var turn: Int?
    /// When it was drawn last.
    var drawn: Duration?
    /// Whether it can be seen, and would be in the way.
    var isSeen = false
  }

  private let patience: Duration
  private let screen: Screen
  private let state = Mutex(State())

  /// The time between two drawings.
  private static let rest: Duration = .milliseconds(100)
  /// The sign of work that goes on, as it turns.
  private static let signs = ["|", "/", "-", "\\"]

  /// Makes a line for work that takes longer than `patience`.
  package init(after patience: Duration = .seconds(2), on screen: Screen) {
    self.patience = patience
    self.screen = screen
  }

  /// Notes how far the work is, and shows it when its time has come.
  package func tell(_ text: String) {
    state.withLock { state in
      // The first word of work that was silent so far is shown at once.
      if state.text == ProgressLine.silentWork { state.drawn = nil }
      state.text = text
      state.start = state.start ?? screen.clock()
      show(&state)
    }
  }

  /// Does work, with a sign that turns meanwhile where somebody waits for it.
  ///
  /// Where the line is redrawn it is there sooner than that of other work, whether the work tells
  /// of itself or not.
  package func during<Answer, Failure: Error>(
    isAwaited: Bool = true, _ work: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    defer { end() }
    guard isAwaited, screen.manner() == .redrawn else { return try work() }
    state.withLock {
      $0 = State(text: ProgressLine.silentWork, start: screen.clock(), turn: 0)
    }
    let ticker = Task.detached { [self] in
      while !Task.isCancelled {
        look()
        try? await Task.sleep(for: ProgressLine.rest)
      }
    }
    defer { ticker.cancel() }
    return try work()
  }

  /// What is told of work that has told nothing.
  private static let silentWork = "working"

  /// Shows what was told last when its time has come: for work that only knows that it goes on.
  package func look() { state.withLock { show(&$0) } }

  /// Takes the line away and writes something else in its place; the work goes on.
  package func makeRoom<Answer, Failure: Error>(
    for writing: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try state.withLock { state throws(Failure) in
      erase(&state)
      return try writing()
    }
  }

  /// Takes the line away, since the work is done.
  package func end() {
    state.withLock { state in
      erase(&state)
      state = State()
    }
  }

  private func show(_ state: inout State) {
    guard let start = state.start else { return }
    let now = screen.clock()
    // What is typed is felt to hang after 0.3 s, where other work has 2 s.
    let patience = state.turn == nil ? patience : patience * 3 / 20
    guard now - start >= patience, state.drawn.map({ now - $0 >= ProgressLine.rest }) ?? true
    else { return }
    let manner = screen.manner()
    guard manner == .redrawn || manner == .once && state.drawn == nil else { return }
    state.drawn = now
    var text = "kmslab: " + VisibleText.of(state.text)
    if let turn = state.turn {
      text += " " + ProgressLine.signs[turn % ProgressLine.signs.count]
      state.turn = turn + 1
    }
    guard manner == .redrawn else { return screen.write(text + "\n") }
    state.isSeen = true
    screen.write("\r" + WideText.fitted(text, max(0, screen.columns() - 1)) + "\u{1B}[K")
  }

  private func erase(_ state: inout State) {
    guard state.isSeen else { return }
    state.isSeen = false
    // It is drawn again at once when the work goes on.
    state.drawn = nil
    // Put into the background since, it would take away what its user types now.
    if screen.manner() == .redrawn { screen.write("\r\u{1B}[K") }
  }
}

extension ProgressLine.Screen {
  /// Standard error, as far as it is a terminal that this program has for itself now; `isPlain`
  /// where nothing is to be drawn again.
  package static func standardError(isPlain: Bool) -> ProgressLine.Screen {
    ProgressLine.Screen(
      manner: {
        // A job in the background would write over what its user types.
        guard isatty(STDERR_FILENO) == 1, tcgetpgrp(STDERR_FILENO) == getpgrp() else {
          return .silent
        }
        return isPlain ? .once : .redrawn
      },
      columns: { Int(kl_columns(STDERR_FILENO)) },
      write: { _ = Terminal.writeAll(STDERR_FILENO, Array($0.utf8)) },
      clock: {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
      })
  }
}
