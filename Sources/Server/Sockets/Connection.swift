#if Server
  import NIOCore
  import NIOHTTP1
  import NIOPosix
  import Wire

  /// One connection: takes requests one after the other, each when the answer before it has left.
  final class Connection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What the connection is at.
    enum Phase {
      /// It waits for a request.
      case idle
      /// A request comes in.
      case receiving(IncomingRequest)
      /// Something is made on a thread that this connection waits for.
      case waiting
      /// An answer goes out.
      case answering(Outgoing)
      /// Somebody listens to what happens.
      case listening(Subscription)
      /// The last answer has left; what still comes is not looked at.
      case leaving
    }

    let endpoint: Endpoint
    let limits: ServerLimits
    let budget: Budget
    /// Where the connection has things made that may take long; `nil` where it waits itself.
    let threads: NIOThreadPool?
    var phase = Phase.idle
    /// The content of the request that comes in, so far; held here only, or each piece would copy
    /// all before it.
    var body: [UInt8] = []
    /// The header `Date` of the last answer.
    var date = DateLine(Machine.now)
    /// Bytes of the budget that this connection has.
    var takenBytes = 0
    /// Whether the present answer is the last one, as the server stops.
    var isStopping = false
    var pace: Pace
    private var inputs = CircularBuffer<ConnectionInput>()
    /// Whether the other side sends no more.
    private(set) var hasEnded = false
    /// Whether a piece of an answer is handed over right now.
    var isPumping = false
    private var isWorking = false
    private var isReadHeld = false
    private var peer = ""

    /// Makes one; `meter` counts what comes in before it.
    init(
      _ endpoint: Endpoint, _ limits: ServerLimits, _ budget: Budget, meter: ByteMeter,
      threads: NIOThreadPool?
    ) {
      self.endpoint = endpoint
      self.limits = limits
      self.budget = budget
      self.threads = threads
      pace = Pace(meter)
    }

    func channelActive(context: ChannelHandlerContext) {
      peer = context.remoteAddress?.ipAddress ?? ""
      watch(context)
      context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
      if case .listening(let subscription) = phase { endpoint.end(subscription) }
      phase = .leaving
      inputs.removeAll()
      body = []
      giveBack()
      pace.end()
      context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      take(.part(unwrapInboundIn(data)), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      guard let error = error as? HTTPParserError else {
        context.close(promise: nil)
        return
      }
      take(.fault(ServerFault(error, limits)), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      switch event {
      case ChannelEvent.inputClosed: take(.end, context)
      case is ChannelShouldQuiesceEvent: stop(context)
      default: context.fireUserInboundEventTriggered(event)
      }
    }

    func read(context: ChannelHandlerContext) {
      // Whoever sends more than is answered has to wait.
      switch phase {
      case .answering, .waiting: isReadHeld = true
      case .idle, .receiving, .listening, .leaving: context.read()
      }
    }

    private func take(_ input: ConnectionInput, _ context: ChannelHandlerContext) {
      if case .end = input { hasEnded = true }
      switch (phase, input) {
      case (.leaving, .end): context.close(promise: nil)
      case (.leaving, _): return
      default:
        inputs.append(input)
        work(context)
      }
    }

    /// Takes what has come in, as long as no answer is on its way.
    func work(_ context: ChannelHandlerContext) {
      guard !isWorking else { return }
      isWorking = true
      working: while true {
        switch phase {
        case .waiting, .answering, .leaving: break working
        case .idle, .receiving, .listening:
          guard let input = inputs.popFirst() else { break working }
          take(next: input, context)
        }
      }
      isWorking = false
      switch phase {
      case .waiting, .answering: return
      case .idle, .receiving, .listening, .leaving: break
      }
      guard isReadHeld else { return }
      isReadHeld = false
      context.read()
    }

    private func take(next input: ConnectionInput, _ context: ChannelHandlerContext) {
      switch (phase, input) {
      case (.idle, .part(.head(let head))): begin(IncomingRequest(head, peer: peer), context)
      case (.receiving(let incoming), .part(.body(let bytes))): receive(bytes, incoming, context)
      case (.receiving(let incoming), .part(.end)): answer(incoming, context)
      case (.receiving(let incoming), .fault(let fault)):
        send(endpoint.refuse(incoming.head, fault), to: incoming.head, isLast: true, context)
      case (.idle, .fault(let fault)):
        // Half a head, and nobody there any more, is no request.
        guard fault != .shortBody else { return context.close(promise: nil) }
        let unread = HTTPRequest(method: "", target: "", headers: [], peer: peer)
        send(endpoint.refuse(unread, fault), to: unread, isLast: true, context)
      case (_, .end): context.close(promise: nil)
      default: return
      }
    }
  }
#endif
