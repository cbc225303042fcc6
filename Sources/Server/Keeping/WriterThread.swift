#if Server
  import NIOPosix

  /// A thread of its own for work that waits for a disk.
  package final class WriterThread: Sendable {
    private let pool = NIOThreadPool(numberOfThreads: 1)

    /// Begins.
    package init() { pool.start() }

    /// Does something there.
    package func start(_ work: @escaping @Sendable () -> Void) { pool.submit { _ in work() } }

    /// Ends when what was begun is done.
    package func stop() { try? pool.syncShutdownGracefully() }
  }
#endif
