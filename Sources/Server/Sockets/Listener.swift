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
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    private let connections: Connections
    private let limits: ServerLimits
    private let isStopped = Atomic<Bool>(false)

    /// Begins to listen; port 0 is any that is free.
    package init(
      _ endpoint: Endpoint, address: String = "127.0.0.1", port: Int,
      limits: ServerLimits = ServerLimits()
    ) throws(ListenFailure) {
      let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
      let connections = Connections(most: limits.connections)
      let budget = Budget(most: limits.allBytes)
      let bootstrap = ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 1024)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        .childChannelInitializer { channel in
          guard connections.add(channel) else { return channel.close() }
          return channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addConnection(endpoint, limits, budget)
          }
        }
      do {
        channel = try bootstrap.bind(host: address, port: port).wait()
      } catch {
        group.shutdownGracefully { _ in }
        throw ListenFailure(error)
      }
      self.group = group
      self.connections = connections
      self.limits = limits
      self.address = address
      self.port = channel.localAddress?.port ?? port
      Listener.tick(endpoint, on: group.any())
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
      try? group.syncShutdownGracefully()
    }
  }

  extension ChannelPipeline.SynchronousOperations {
    /// Adds what makes requests of bytes, and answers them.
    func addConnection(
      _ endpoint: Endpoint, _ limits: ServerLimits, _ budget: Budget
    ) throws {
      var head = NIOHTTPDecoderLimitConfiguration()
      head.maxHeaderFieldSize = limits.headBytes
      head.maxHeaderListSize = limits.headBytes
      head.maxHeaderFieldCount = limits.headFields
      let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: head)
      let meter = ByteMeter()
      try addHandler(meter)
      try addHandler(ByteToMessageHandler(decoder))
      try addHandler(Connection(endpoint, limits, budget, meter: meter))
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
