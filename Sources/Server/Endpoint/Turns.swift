import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Who is in the world briefly, and who for long.
///
/// An event loop serves many connections, so it must never wait for somebody who works for long:
/// it goes in only while nobody does, and whoever comes for long waits until the loops are out.
final class Turns: Sendable {
  private let briefCount = Atomic<Int>(0)
  private let longCount = Atomic<Int>(0)

  /// Does something brief, unless somebody is there for long: then it answers `nil`, at once.
  func briefly<Result>(_ body: () -> Result) -> Result? {
    // Each side tells first that it comes and looks for the other then, so one of them sees it.
    briefCount.add(1, ordering: .sequentiallyConsistent)
    defer { briefCount.subtract(1, ordering: .sequentiallyConsistent) }
    guard longCount.load(ordering: .sequentiallyConsistent) == 0 else { return nil }
    return body()
  }

  /// Does something that may take long.
  func atLength<Result>(_ body: () -> Result) -> Result {
    longCount.add(1, ordering: .sequentiallyConsistent)
    defer { longCount.subtract(1, ordering: .sequentiallyConsistent) }
    while briefCount.load(ordering: .sequentiallyConsistent) > 0 { sched_yield() }
    return body()
  }
}
