import Kernel
import Sessions
import Testing

struct TranscriptTests {
  private static let head = """
    # A session with kmslab

    Account 111122223333, Region us-east-1, seed 1; the clock starts on 2025-01-01 00:00:00. All \
    of it is simulated.

    """

  /// One row a kind of line.
  private static let rows: [(lines: [String], body: String)] = [
    ([], ""),
    (["echo a"], "\n## 2025-01-01\n\n```console\n$ echo a\na\n```\n"),
    (["$ echo a"], "\n## 2025-01-01\n\n```console\n$ echo a\na\n```\n"),
    (["A=1"], "\n## 2025-01-01\n\n```console\n$ A=1\n```\n"),
    (["# What a key is\n# for"], "\n## 2025-01-01\n\nWhat a key is\nfor\n"),
    (["cat <<E\na\n\nE"], "\n## 2025-01-01\n\n```console\n$ cat <<E\n> a\n> \n> E\na\n\n```\n"),
    (
      ["cat x"],
      "\n## 2025-01-01\n\n```console\n$ cat x\ncat: x: No such file or directory\n```\n"
        + "\nExit status 1.\n"
    ),
    (
      ["advance until 2025-01-02T00:00:00Z", "A=1", "undo", "undo", "B=1"],
      "\n## 2025-01-01\n\n```console\n$ advance until 2025-01-02T00:00:00Z\n"
        + "now 2025-01-02T00:00:00Z\n```\n"
        + "\n## 2025-01-02\n\n```console\n$ A=1\n```\n\n```console\n$ undo\nundone: A=1\n```\n"
        + "\n```console\n$ undo\nundone: advance until 2025-01-02T00:00:00Z\n```\n"
        + "\n## 2025-01-01\n\n```console\n$ B=1\n```\n"
    ),
    (["printf '```\\na'"], "\n## 2025-01-01\n\n````console\n$ printf '```\\na'\n```\na\n````\n"),
    (
      ["printf '\\033[1m\\0\\r\\n'"],
      "\n## 2025-01-01\n\n```console\n$ printf '\\033[1m\\0\\r\\n'\n\u{FFFD}[1m\u{FFFD}\u{FFFD}\n```\n"
    ),
  ]

  @Test(arguments: rows)
  func `A session becomes a document`(row: (lines: [String], body: String)) {
    var session = Session.bare()
    for line in row.lines { session.enter(line) }
    let text = Transcript.markdown(of: session)
    #expect(text == Self.head + row.body)
  }
}
