#if Server
  package import Kernel

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// The computer that the server runs on.
  package enum Machine {
    /// What its clock shows, in whole seconds.
    package static var now: Timestamp { Timestamp(secondsSinceEpoch: clock.tv_sec) }

    /// Nanoseconds until its clock shows the next second.
    static var restOfSecond: Int { 1_000_000_000 - clock.tv_nsec }

    /// One clock for both, and for clients.
    ///
    /// time() may be a tick behind it: a link that was signed as the second turned was of a second
    /// to come.
    private static var clock: timespec {
      var moment = timespec()
      // It cannot fail: the clock is there, and so is the place for what it shows.
      _ = unsafe clock_gettime(CLOCK_REALTIME, &moment)
      return moment
    }
  }
#endif
