#if Server
  import NIOCore

  /// Counts the bytes that come in, before anything is made of them.
  final class ByteMeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Bytes so far.
    private(set) var count = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      count += unwrapInboundIn(data).readableBytes
      context.fireChannelRead(data)
    }
  }
#endif
