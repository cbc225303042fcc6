#if Server
  import NIOCore
  import NIOPosix
  import Wire

  extension Connection {
    /// Looks at a head: refuses it, asks for its content, or waits for that.
    func begin(_ incoming: IncomingRequest, _ context: ChannelHandlerContext) {
      if let fault = incoming.head.framingFault(limits) {
        let refusal = endpoint.refuse(incoming.head, fault)
        return send(refusal, to: incoming.head, isLast: true, context)
      }
      guard incoming.head.expectsContinue else { return expect(incoming, context) }
      let head = incoming.head
      make(
        { $0.quickRefusal(ofHead: head, at: Machine.now) },
        orElse: { $0.refusal(ofHead: head, at: Machine.now) }, context,
        then: { [self] refusal in
          if let refusal { return send(refusal, to: head, isLast: true, context) }
          context.writeAndFlush(wrapOutboundOut(Connection.goOn), promise: nil)
          expect(incoming, context)
        })
    }

    /// Waits for a request's content.
    private func expect(_ incoming: IncomingRequest, _ context: ChannelHandlerContext) {
      makeRoom(for: incoming, most: Connection.firstRoom)
      phase = .receiving(incoming)
      pace.begin()
    }

    private static let goOn = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")

    /// Room that is made for content before any of it has come.
    private static var firstRoom: Int { 1 << 20 }

    /// Makes room for announced content at once, so that it is not moved while it comes.
    private func makeRoom(for incoming: IncomingRequest, most: Int) {
      body.reserveCapacity(min(incoming.head.announcedLength ?? 0, most))
    }

    /// Adds to a request's content.
    func receive(
      _ bytes: ByteBuffer, _ incoming: IncomingRequest, _ context: ChannelHandlerContext
    ) {
      let most = endpoint.isDoor(incoming.head) ? Door.mostBytes : limits.bodyBytes
      let count = body.count + bytes.readableBytes
      guard count <= most else {
        let refusal = endpoint.refuse(incoming.head, .longBody(announced: nil, most: most))
        return send(refusal, to: incoming.head, isLast: true, context)
      }
      guard takeBytes(bytes.readableBytes) else {
        let refusal = endpoint.refuse(incoming.head, .busy)
        return send(refusal, to: incoming.head, isLast: true, context)
      }
      if count > body.capacity { makeRoom(for: incoming, most: limits.bodyBytes) }
      body.append(contentsOf: bytes.readableBytesView)
    }

    /// Answers a whole request.
    func answer(_ incoming: IncomingRequest, _ context: ChannelHandlerContext) {
      let request = incoming.request(body)
      body = []
      if let subscription = endpoint.listener(request) { return listen(subscription, context) }
      make(
        { $0.quickAnswer(request, at: Machine.now) },
        orElse: { $0.answer(request, at: Machine.now) }, context,
        then: { [self] response in
          giveBack()
          answer(request, by: response, isLast: !incoming.isKeptAlive, context)
        })
    }

    private func answer(
      _ request: HTTPRequest, by response: HTTPResponse, isLast: Bool,
      _ context: ChannelHandlerContext
    ) {
      var response = response
      if response.body.count > Connection.smallAnswer, !takeBytes(response.body.count) {
        response = endpoint.refuse(request, .busy)
      }
      send(response, to: request, isLast: isLast, context)
    }

    /// Has something made in the world: at once where nobody works there long, else on a thread.
    private func make<Made: Sendable>(
      _ atOnce: (Endpoint) -> Made?, orElse later: @escaping @Sendable (Endpoint) -> Made,
      _ context: ChannelHandlerContext, then use: @escaping (Made) -> Void
    ) {
      if let made = atOnce(endpoint) { return use(made) }
      guard let threads else { return use(later(endpoint)) }
      phase = .waiting
      pace.begin()
      let (endpoint, loop) = (endpoint, context.eventLoop)
      let here = NIOLoopBound((self, context, use), eventLoop: loop)
      threads.submit { state in
        guard state == .active else { return }
        let made = later(endpoint)
        loop.execute {
          let (connection, context, use) = here.value
          // Whoever has gone meanwhile needs no answer.
          guard case .waiting = connection.phase else { return }
          use(made)
          connection.work(context)
        }
      }
    }

    /// Answers up to this size are not counted.
    private static var smallAnswer: Int { 64 << 10 }

    private func takeBytes(_ count: Int) -> Bool {
      guard budget.take(count) else { return false }
      takenBytes += count
      return true
    }

    /// Gives back what was taken of the budget.
    func giveBack() {
      budget.give(takenBytes)
      takenBytes = 0
    }
  }

  extension Connection {
    /// Begins to send an answer.
    func send(
      _ response: HTTPResponse, to request: HTTPRequest, isLast: Bool,
      _ context: ChannelHandlerContext
    ) {
      self.body = []
      let isLast = isLast || isStopping
      date = date.at(Machine.now)
      let head = AnswerHead(response, date: date, isLast: isLast)
      let body = request.method == "HEAD" ? [] : response.body
      var outgoing = Outgoing(head: head.bytes, body: body, isLast: isLast)
      outgoing.isWaiting = true
      phase = .answering(outgoing)
      pace.begin()
      release(after: response.waits[...], request, context)
    }

    /// Lets an answer leave when all that it waits for has come.
    private func release(
      after waits: ArraySlice<HTTPResponse.Wait>, _ request: HTTPRequest,
      _ context: ChannelHandlerContext
    ) {
      guard case .answering(var outgoing) = phase else { return }
      switch waits.first {
      case nil:
        outgoing.isWaiting = false
        phase = .answering(outgoing)
        pump(context)
      case .second:
        let rest = TimeAmount.nanoseconds(Int64(Machine.restOfSecond))
        context.eventLoop.assumeIsolated().scheduleTask(in: rest) { [self] in
          release(after: waits.dropFirst(), request, context)
        }
      case .lines(let count):
        let loop = context.eventLoop
        let here = NIOLoopBound((self, context), eventLoop: loop)
        endpoint.keeper?.whenKept(count) { isKept in
          loop.execute {
            let (connection, context) = here.value
            if !isKept { return connection.withdraw(request, context) }
            connection.release(after: waits.dropFirst(), request, context)
          }
        }
      }
    }

    /// Refuses a request in place of an answer that tells what could not be kept.
    private func withdraw(_ request: HTTPRequest, _ context: ChannelHandlerContext) {
      guard case .answering(let outgoing) = phase else { return }
      let reason = endpoint.keeper?.failure ?? ""
      let refusal = endpoint.refuse(request, .unkept(reason: reason))
      send(refusal, to: request, isLast: outgoing.isLast, context)
    }

    /// Sends the next pieces of an answer, as far as the system takes them at once.
    private func pump(_ context: ChannelHandlerContext) {
      while case .answering(var outgoing) = phase, !outgoing.isWaiting {
        guard let piece = outgoing.next(context.channel.allocator) else {
          return finish(outgoing, context)
        }
        outgoing.isWaiting = true
        phase = .answering(outgoing)
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [self] result in
          wrote(result, context)
        }
        isPumping = true
        context.writeAndFlush(wrapOutboundOut(piece), promise: promise)
        isPumping = false
      }
    }

    /// Goes on when a piece has left.
    private func wrote(_ result: Result<Void, any Error>, _ context: ChannelHandlerContext) {
      guard case .answering(var outgoing) = phase else { return }
      guard case .success = result else { return context.close(promise: nil) }
      outgoing.isWaiting = false
      phase = .answering(outgoing)
      pace.hasMoved = true
      if !isPumping { pump(context) }
    }

    /// Goes on to the next request, or ends the connection.
    private func finish(_ outgoing: Outgoing, _ context: ChannelHandlerContext) {
      giveBack()
      guard outgoing.isLast || isStopping else {
        phase = .idle
        pace.begin()
        return work(context)
      }
      leave(context)
    }

    /// Ends the connection, but only after the other side has: what it still sends would make the
    /// system drop the answer.
    private func leave(_ context: ChannelHandlerContext) {
      phase = .leaving
      guard !hasEnded else { return context.close(promise: nil) }
      context.close(mode: .output, promise: nil)
      context.read()
      let delay = TimeAmount.milliseconds(Int64(min(limits.patience, 2000)))
      pace.schedule(in: delay, on: context.eventLoop) { context.close(promise: nil) }
    }

    /// Ends the connection as soon as nothing runs on it.
    func stop(_ context: ChannelHandlerContext) {
      isStopping = true
      switch phase {
      case .idle, .listening: context.close(promise: nil)
      case .receiving, .waiting, .answering, .leaving: return
      }
    }
  }
#endif
