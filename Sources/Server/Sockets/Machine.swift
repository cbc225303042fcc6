#if Server
  package import Kernel

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// The computer that the server runs on.
  package enum Machine {
    /// What its clock shows.
    package static var now: Timestamp { Timestamp(secondsSinceEpoch: time(nil)) }

    /// Nanoseconds until its clock shows the next second.
    static var restOfSecond: Int {
      var moment = timespec()
      guard unsafe clock_gettime(CLOCK_REALTIME, &moment) == 0 else { return 0 }
      return 1_000_000_000 - Int(moment.tv_nsec)
    }
  }
#endif
