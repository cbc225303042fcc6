#if Server
  import NIOCore

  /// An answer on its way out, a piece at a time, so that a slow reader's is not there twice.
  struct Outgoing {
    private var head: [UInt8]
    private let body: [UInt8]
    private var offset = 0
    /// Whether the connection ends after it.
    let isLast: Bool
    /// Whether a piece waits to be taken by the system.
    var isWaiting = false

    /// Bytes of a piece.
    private static let pieceSize = 256 << 10

    /// Makes an answer.
    init(head: [UInt8], body: [UInt8], isLast: Bool) {
      self.head = head
      self.body = body
      self.isLast = isLast
    }

    /// The length of the content.
    var size: Int { body.count }

    /// Takes the next piece; `nil` at the end.
    mutating func next(_ allocator: ByteBufferAllocator) -> ByteBuffer? {
      guard !head.isEmpty || offset < body.count else { return nil }
      let end = min(body.count, offset + Outgoing.pieceSize)
      var buffer = allocator.buffer(capacity: head.count + end - offset)
      buffer.writeBytes(head)
      buffer.writeBytes(body[offset..<end])
      (head, offset) = ([], end)
      return buffer
    }
  }
#endif
