import Access
import Kernel

/// A data key, in plaintext and encrypted under a key.
struct DataKey {
  /// The data key itself.
  let plaintext: Plaintext
  /// The data key as it is stored beside the data.
  let ciphertext: CiphertextBlob
  /// The material that encrypted it.
  let material: KeyMaterialID

  /// Draws a data key and encrypts it.
  init(
    _ byteCount: Int, under key: Key, _ context: EncryptionContext?,
    _ environment: inout Environment
  ) throws(KMSFailure) {
    plaintext = Plaintext(environment.random.bytes(byteCount, from: .dataKey))
    (ciphertext, material) = try key.encrypt(plaintext.bytes, context, &environment)
  }

  /// The length that a request asks for; fails unless it says it in exactly one way.
  static func byteCount(
    _ spec: DataKeySpec?, _ byteCount: Int?
  ) throws(KMSFailure) -> Int {
    switch (spec, byteCount) {
    case (let spec?, nil): spec.byteCount
    case (nil, let count?): count
    default: throw .validation("Please specify either number of bytes or key spec.")
    }
  }
}
