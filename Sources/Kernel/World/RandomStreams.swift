internal import Ciphers

/// All randomness of the world: named streams, so that a new draw in one does not change another.
///
/// Each stream is an AES-256 CTR_DRBG, SP 800-90A §10.2.1, seeded from the world's seed and its own
/// name; the seed itself is not kept, so a world cannot draw again what it has erased. A draw is
/// addressed by its stream and its ordinal.
package struct RandomStreams: Sendable {
  /// The streams; a new one goes to the end.
  package enum Stream: Int, Sendable, CaseIterable {
    /// Ids of keys.
    case keyID
    /// Key material, 256 bits each, and its id behind it.
    case keyMaterial
    /// Nonces and initialisation vectors of encryptions.
    case nonce
    /// Data keys.
    case dataKey
    /// What GenerateRandom hands out.
    case random
    /// What S3 encrypts with by itself: its own keys, the data keys under them, salts, and the key
    /// that it makes the ids of versions with.
    case objectKey
    /// ETags of objects whose ETag is no digest of their content.
    case eTag
    /// Ids of requests and of trail records; the one stream that a refused call moves on.
    case requestID
    /// Ids and secrets of identities and sessions.
    case identityID
    /// Secrets of imports.
    case importing
    /// Ids and secrets of grants.
    case grant
  }

  private var generators: [CTRDRBG]
  /// What a stream of ids has drawn ahead: ids are no secrets, and come in requests of many.
  private var ids: [Stock] = Stream.allCases.map { _ in Stock() }

  /// Bytes of ids, and how many of them are left: copies of a world share the bytes.
  private struct Stock: Sendable {
    var bytes: [UInt8] = []
    var left = 0
  }

  /// Ids that one request draws.
  private static let idsPerRequest = 64

  /// Seeds every stream.
  package init(seed: UInt64) {
    let key = SymmetricKey((0..<8).map { UInt8(truncatingIfNeeded: seed >> (56 - 8 * $0)) })
    generators = Stream.allCases.compactMap { stream in
      let entropy = KDF.counterMode(
        key: key, label: Array("kmslab stream".utf8), context: Array("\(stream)".utf8),
        byteCount: 48)
      return try? CTRDRBG(entropy: entropy.copyBytes())
    }
    precondition(generators.count == Stream.allCases.count, "48 bytes seed a generator")
  }

  /// Draws bytes; at most 65,536.
  package mutating func bytes(_ count: Int, from stream: Stream) -> [UInt8] {
    generators[stream.rawValue].generate(count)
  }

  /// Draws a version 4 UUID, RFC 9562 §5.4.
  package mutating func uuid(from stream: Stream) -> UniqueID {
    if ids[stream.rawValue].left == 0 {
      let drawn = bytes(16 * RandomStreams.idsPerRequest, from: stream)
      ids[stream.rawValue] = Stock(bytes: drawn, left: drawn.count)
    }
    ids[stream.rawValue].left -= 16
    let stock = ids[stream.rawValue]
    let bits = stock.bytes[stock.left..<stock.left + 16].reduce(0 as UInt128) {
      $0 << 8 | UInt128($1)
    }
    let version: UInt128 = 0x4 << 76
    let variant: UInt128 = 0x2 << 62
    return UniqueID(bits: bits & ~(0xF << 76) & ~(0x3 << 62) | version | variant)
  }

  /// This world's streams, but for one that stays as it is in `other`.
  package func keeping(_ stream: Stream, of other: RandomStreams) -> RandomStreams {
    var result = self
    result.generators[stream.rawValue] = other.generators[stream.rawValue]
    result.ids[stream.rawValue] = other.ids[stream.rawValue]
    return result
  }

  /// Feeds the state of every stream, but for that of identities, which goes with them.
  package func feed(_ digest: inout WorldDigest) {
    for stream in Stream.allCases where stream != .identityID {
      digest.feed(secret: generators[stream.rawValue].stateDigestInput)
    }
    for stream in Stream.allCases where stream != .identityID {
      let stock = ids[stream.rawValue]
      digest.feed(bytes: Array(stock.bytes.prefix(stock.left)))
    }
  }

  /// Feeds the state of one stream.
  package func feed(_ stream: Stream, _ digest: inout WorldDigest) {
    digest.feed(secret: generators[stream.rawValue].stateDigestInput)
  }
}
