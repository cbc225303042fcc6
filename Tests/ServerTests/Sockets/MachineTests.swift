#if Server
  import Kernel
  import Testing

  @testable import Server

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// The computer's clock, as the server reads it.
  @Suite struct MachineTests {
    /// What clients see of it.
    static var second: Int {
      var moment = timespec()
      _ = unsafe clock_gettime(CLOCK_REALTIME, &moment)
      return moment.tv_sec
    }

    @Test func `a second that has begun for clients has begun for the server`() {
      for _ in 0..<3 {
        let last = Self.second
        var next = last
        while next == last { next = Self.second }
        #expect(Machine.now.secondsSinceEpoch >= next)
      }
    }
  }
#endif
