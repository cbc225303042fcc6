#if Server
  import NIOCore
  import Wire

  /// How quickly somebody sends and takes, looked at from time to time.
  struct Pace {
    /// Whether a piece of an answer has left since the last look.
    var hasMoved = false
    private let meter: ByteMeter
    /// Bytes that had come in when the present phase began, and at the last look.
    private var (beginning, last) = (0, 0)
    /// Bytes that waited to leave at the last look.
    private var waiting = 0
    /// Looks since the phase began; the first may come right after that, and says nothing.
    private var looks = 0
    private var task: Scheduled<Void>?

    /// Counts by a meter.
    init(_ meter: ByteMeter) { self.meter = meter }

    /// Notes that another phase begins.
    mutating func begin() {
      beginning = meter.count
      looks = 0
    }

    /// Whether anything has come in since the phase began.
    var hasBegun: Bool { meter.count > beginning }

    /// Whether fewer bytes than these have come in since the last look, and none have left where
    /// some wait; never at the first look.
    mutating func isSlow(least: Int, waiting count: Int) -> Bool {
      let received = meter.count - last
      let isStuck = !hasMoved && count >= waiting
      (last, waiting, hasMoved) = (meter.count, count, false)
      looks += 1
      return looks > 1 && received < least && isStuck
    }

    /// Has something done later, in place of what was to be done.
    mutating func schedule(
      in delay: TimeAmount, on loop: any EventLoop, _ work: @escaping () -> Void
    ) {
      task?.cancel()
      task = loop.assumeIsolated().scheduleTask(in: delay, work)
    }

    /// Looks no more.
    mutating func end() {
      task?.cancel()
      task = nil
    }
  }

  extension Connection {
    /// Looks after a while whether something has moved.
    func watch(_ context: ChannelHandlerContext) {
      let delay = TimeAmount.milliseconds(Int64(limits.patience))
      pace.schedule(in: delay, on: context.eventLoop) { [weak self] in
        guard let self, context.channel.isActive else { return }
        look(context)
      }
    }

    private func look(_ context: ChannelHandlerContext) {
      let options = context.channel.syncOptions
      let waiting = (try? options?.getOption(.bufferedWritableBytes)) ?? 0
      switch phase {
      case .idle:
        let isSlow = pace.isSlow(least: .max, waiting: 0)
        guard isSlow else { break }
        guard pace.hasBegun else { return context.close(promise: nil) }
        let unread = HTTPRequest(method: "", target: "", headers: [], peer: "")
        return send(endpoint.refuse(unread, .slow), to: unread, isLast: true, context)
      case .receiving(let incoming):
        let least = limits.bytesPerSecond * limits.patience / 1000
        guard pace.isSlow(least: max(1, least), waiting: 0) else { break }
        let refusal = endpoint.refuse(incoming.head, .slow)
        return send(refusal, to: incoming.head, isLast: true, context)
      case .answering:
        guard pace.isSlow(least: .max, waiting: waiting) else { break }
        return context.close(promise: nil)
      case .waiting: break
      case .listening:
        guard !pace.isSlow(least: .max, waiting: waiting + 1) || context.channel.isWritable else {
          return context.close(promise: nil)
        }
        beat(context)
      case .leaving: return
      }
      watch(context)
    }
  }
#endif
