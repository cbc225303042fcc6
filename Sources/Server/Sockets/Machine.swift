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
  }
#endif
