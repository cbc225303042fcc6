import Ciphers
import Kernel

extension StoredObject {
  /// Fails for an object that would have to be restored first.
  func checkReadable() throws(S3Failure) {
    guard storageClass.isArchive else { return }
    throw .archived(storageClass)
  }

  /// The content, or the stretch of it that a range asks for.
  func read(_ range: Range<Int>, _ keys: [SymmetricKey]) throws(S3Failure) -> [UInt8] {
    var content: [UInt8] = []
    try open(range, keys) { piece in
      if content.isEmpty, piece.count == range.count {
        content = piece
        return
      }
      if content.isEmpty { content.reserveCapacity(range.count) }
      content += piece
    }
    return content
  }

  /// Opens a stretch of the content piece by piece: only the segments that it touches.
  func open(
    _ range: Range<Int>, _ keys: [SymmetricKey], _ body: ([UInt8]) -> Void
  ) throws(S3Failure) {
    for run in runs {
      let wanted = range.clamped(to: run.range)
      guard !wanted.isEmpty || run.range.isEmpty else { continue }
      let keys = run.keys(of: keys)
      let start = run.range.lowerBound
      let inside = wanted.lowerBound - start..<wanted.upperBound - start
      for index in inside.lowerBound / Segments.byteCount..<Segments.count(size: inside.upperBound)
      {
        let segment = try Segments.open(run.segments, at: run.segments.startIndex + index, keys)
        let whole = Segments.range(of: index, size: run.range.count)
        guard segment.count == whole.count else { throw .damaged }
        let piece = inside.clamped(to: whole)
        let offset = whole.lowerBound
        body(
          piece == whole
            ? segment : Array(segment[piece.lowerBound - offset..<piece.upperBound - offset]))
      }
    }
  }

  /// The checksum of the content.
  func checksum(_ keys: [SymmetricKey]) throws(S3Failure) -> ContentChecksum {
    guard !parts.isEmpty else {
      return ContentChecksum(
        checksumAlgorithm, try Segments.open(checksum: sealedChecksum, keys))
    }
    var values: [(size: Int, value: [UInt8])] = []
    for part in parts {
      values.append((part.size, try part.checksum(checksumAlgorithm, keys).value))
    }
    return ContentChecksum(ofParts: values, checksumAlgorithm, checksumType)
  }
}

extension ObjectPart {
  /// The checksum of the part's content, of the data keys of its object.
  func checksum(
    _ algorithm: ChecksumAlgorithm, _ keys: [SymmetricKey]
  ) throws(S3Failure) -> ContentChecksum {
    ContentChecksum(
      algorithm, try Segments.open(checksum: sealedChecksum, self.keys(of: keys)), .composite)
  }
}
