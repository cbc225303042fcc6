#if Server
  import NIOCore
  import Wire

  extension Connection {
    /// Begins to tell what happens, as server-sent events.
    func listen(_ subscription: Subscription, _ context: ChannelHandlerContext) {
      giveBack()
      phase = .listening(subscription)
      pace.begin()
      let response = HTTPResponse(
        status: 200,
        headers: [
          HTTPField("Content-Type", "text/event-stream"), HTTPField("Cache-Control", "no-store"),
        ])
      let head = AnswerHead(endless: response, date: date.at(Machine.now))
      context.writeAndFlush(
        wrapOutboundOut(context.channel.allocator.buffer(bytes: head.bytes)), promise: nil)
      let here = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      let loop = context.eventLoop
      subscription.whenReady {
        loop.execute { here.value.0.tell(here.value.1) }
      }
      guard isStopping else { return }
      context.close(promise: nil)
    }

    /// Tells what has happened, if the listener has room for it.
    func tell(_ context: ChannelHandlerContext) {
      guard case .listening(let subscription) = phase, context.channel.isWritable else { return }
      let text = subscription.take()
      guard !text.isEmpty else { return }
      context.writeAndFlush(
        wrapOutboundOut(context.channel.allocator.buffer(string: text)), promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
      tell(context)
      context.fireChannelWritabilityChanged()
    }

    /// Sends a sign of life, by which the system finds out whether anybody is still there.
    func beat(_ context: ChannelHandlerContext) {
      guard context.channel.isWritable else { return }
      let sign = context.channel.allocator.buffer(string: ": \(Machine.now)\n\n")
      context.writeAndFlush(wrapOutboundOut(sign), promise: nil)
    }
  }
#endif
