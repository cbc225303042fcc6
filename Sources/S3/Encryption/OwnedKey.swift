import Access
import Ciphers
import Kernel

/// A key of S3's own, for objects that no KMS key protects.
struct OwnedKey: Sendable {
  /// The 256 bits, erased with the last copy.
  let bytes: SymmetricKey
}

/// A data key under S3's own key: AES-256-GCM, bound to the object.
package struct SealedKey: Sendable, Equatable {
  /// The initialisation vector, the encrypted key and the tag.
  package let bytes: [UInt8]

  private static let nonceByteCount = 12

  /// The initialisation vector.
  package var nonce: [UInt8] { Array(bytes.prefix(SealedKey.nonceByteCount)) }
  /// The encrypted key and the tag.
  package var sealed: ArraySlice<UInt8> { bytes.dropFirst(SealedKey.nonceByteCount) }
}

extension S3State {
  /// Draws a data key and wraps it under S3's own key of a Region, which its first use makes.
  mutating func makeDataKey(
    in region: Region, for object: ARN, _ environment: inout Environment
  ) -> (key: SymmetricKey, sealed: SealedKey) {
    let owned =
      ownedKeys[region]
      ?? OwnedKey(bytes: SymmetricKey(environment.random.bytes(32, from: .objectKey)))
    ownedKeys[region] = owned
    var dataKey = environment.random.bytes(32, from: .objectKey)
    let nonce = environment.random.bytes(12, from: .objectKey)
    do throws(CipherError) {
      let box = try AES.GCM.seal(
        dataKey, using: owned.bytes, nonce: nonce, authenticating: Array("\(object)".utf8))
      let key = SymmetricKey(dataKey)
      erase(&dataKey)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(nonce.count + box.ciphertext.count + box.tag.count)
      bytes += nonce
      bytes += box.ciphertext
      bytes += box.tag
      return (key, SealedKey(bytes: bytes))
    } catch {
      preconditionFailure("the sizes of key, nonce and message are right: \(error)")
    }
  }

  /// Unwraps a data key; fails unless key, object and bytes are the ones of its making.
  func open(
    _ sealed: SealedKey, in region: Region, for object: ARN
  ) throws(S3Failure) -> SymmetricKey {
    guard let owned = ownedKeys[region] else { throw .damaged }
    do throws(CipherError) {
      return SymmetricKey(
        try AES.GCM.open(
          sealed.sealed, using: owned.bytes, nonce: sealed.nonce,
          authenticating: Array("\(object)".utf8)))
    } catch {
      throw .damaged
    }
  }
}
