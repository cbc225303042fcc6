#if Server
  import NIOCore
  import NIOHTTP1
  import NIOPosix
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// Why the server does not listen where it was told to.
  package enum ListenFailure: Error, Sendable, Equatable {
    /// Another program listens there.
    case portInUse
    /// The system does not allow it, as for ports below 1,024.
    case notAllowed
    /// This computer has no such address.
    case unknownAddress
    /// Anything else, in the system's words.
    case other(String)
  }

  /// The endpoint on a port.
  package final class Listener: Sendable {
    /// The address that it listens on.
    package let address: String
    /// The port.
    package let port: Int
    private let endpoint: Endpoint
    private let group: MultiThreadedEventLoopGroup
    /// For what takes long, or waits for it.
    private let threads: NIOThreadPool
    private let channel: any Channel
    private let connections: Connections
    private let limits: ServerLimits
    private let isStopped = Atomic<Bool>(false)

    /// Begins to listen; port 0 is any that is free.
    ///
    /// One that is not open yet lets clients wait until it is.
    package init(
      _ endpoint: Endpoint, address: String = "127.0.0.1", port: Int,
      limits: ServerLimits = ServerLimits(), isOpen: Bool = true
    ) throws(ListenFailure) {
      let threads = NIOThreadPool(numberOfThreads: Listener.threadCount)
      let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
      let connections = Connections(most: limits.connections)
      let budget = Budget(most: limits.allBytes)
      let bootstrap = ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 1024)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .serverChannelOption(.autoRead, value: isOpen)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .childChannelInitializer { channel in
          guard connections.add(channel) else { return channel.close() }
          return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addConnection(
              endpoint, limits, budget, threads: threads)
          }
        }
      do {
        channel = try bootstrap.bind(host: address, port: port).wait()
      } catch {
        group.shutdownGracefully { _ in }
        throw ListenFailure(error)
      }
      threads.start()
      self.endpoint = endpoint
      self.group = group
      self.threads = threads
      self.connections = connections
      self.limits = limits
      self.address = address
      self.port = channel.localAddress?.port ?? port
      Listener.tick(endpoint, on: group.any())
    }

    /// Threads for what takes long: all but one wait for the world, which is one.
    private static let threadCount = 4

    /// Lets those in who have waited.
    package func open() {
      channel.setOption(.autoRead, value: true).whenFailure { _ in }
    }

    /// Lets a clock that moves by itself go on without requests too.
    private static func tick(_ endpoint: Endpoint, on loop: any EventLoop) {
      guard endpoint.rules.pace != .still else { return }
      loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
        endpoint.tick(at: Machine.now)
      }
    }

    /// Takes no more connections, lets running calls end, and returns when all is closed.
    package func stop() {
      guard !isStopped.exchange(true, ordering: .relaxed) else { return }
      try? channel.close().wait()
      let open = connections.stop()
      for channel in open {
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
      }
      let loop = group.any()
      let ended = EventLoopFuture.andAllComplete(open.map(\.closeFuture), on: loop)
      let late = loop.scheduleTask(in: .milliseconds(Int64(limits.grace))) {
        for channel in open { channel.close(promise: nil) }
      }
      try? ended.wait()
      late.cancel()
      // Whoever would be told of it has gone.
      _ = endpoint.work.stop()
      try? threads.syncShutdownGracefully()
      try? group.syncShutdownGracefully()
    }
  }

  extension ChannelPipeline.SynchronousOperations {
    /// Adds what makes requests of bytes, and answers them.
    func addConnection(
      _ endpoint: Endpoint, _ limits: ServerLimits, _ budget: Budget,
      threads: NIOThreadPool? = nil
    ) throws {
      var head = NIOHTTPDecoderLimitConfiguration()
      head.maxHeaderFieldSize = limits.headBytes
      head.maxHeaderListSize = limits.headBytes
      head.maxHeaderFieldCount = limits.headFields
      let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: head)
      let meter = ByteMeter()
      try addHandler(meter)
      try addHandler(ByteToMessageHandler(decoder))
      try addHandler(Connection(endpoint, limits, budget, meter: meter, threads: threads))
    }
  }

  extension ListenFailure {
    fileprivate init(_ error: any Error) {
      switch (error as? IOError)?.errnoCode {
      case EADDRINUSE: self = .portInUse
      case EACCES, EPERM: self = .notAllowed
      case EADDRNOTAVAIL: self = .unknownAddress
      default: self = error is SocketAddressError ? .unknownAddress : .other("\(error)")
      }
    }
  }
#endif
