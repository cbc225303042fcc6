import Access
import Ciphers
package import Kernel

/// The ciphertext of a symmetric key, as Encrypt and GenerateDataKey return it.
///
/// AWS does not publish its own format; this one follows its published design. All numbers are
/// byte offsets; n is the length of the plaintext:
///
///     0    6  magic     "kmslab"
///     6    1  version   1
///     7    1  id form   0: UUID, 1: multi-Region ("mrk-")
///     8    6  account   12 decimal digits, one in each half of a byte
///    14   16  key id    its 32 hexadecimal digits
///    30   32  material  id of the version of the key material
///    62   16  N         random; the one-time key is derived from the material and N
///    78   12  IV        of AES-256-GCM
///    90    8  check     first 8 bytes of SHA-256 over bytes 0–89: shows damage at once
///    98    n  ciphertext
///    98+n 16  tag       of AES-256-GCM
///
/// The one-time key is KDF(material, label "kmslab symmetric", context N), SP 800-108 in counter
/// mode with HMAC-SHA-256. Associated data are bytes 0–97 and the canonical encryption context.
package struct CiphertextBlob: BlobValue {
  /// The bytes as they came.
  package let bytes: [UInt8]

  /// Makes a ciphertext of any bytes.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// The clear first part of a ciphertext.
package struct CiphertextHeader: Sendable, Equatable {
  /// The owner of the key.
  package let account: AccountID
  /// The id of the key; in which Region is not said, since multi-Region keys open each other's.
  package let keyID: KeyID
  /// The version of the material.
  package let material: KeyMaterialID
  /// N, from which the one-time key is derived.
  package let nonce: [UInt8]
  /// The initialisation vector.
  package let iv: [UInt8]

  /// Its length in bytes.
  package static let byteCount = 98
  /// The length of the tag behind the ciphertext.
  package static let tagByteCount = 16
  static let magic = Array("kmslab".utf8)
  static let version: UInt8 = 1
  static let checkedByteCount = 90

  /// The header as it stands in a ciphertext.
  var bytes: [UInt8] {
    let digits = account.description.utf8.map { $0 - 48 }
    var bytes = CiphertextHeader.magic
    bytes.reserveCapacity(CiphertextHeader.byteCount)
    bytes += [CiphertextHeader.version, keyID.isMultiRegion ? 1 : 0]
    for place in stride(from: 0, to: 12, by: 2) {
      bytes.append(digits[place] << 4 | digits[place + 1])
    }
    for part in [keyID.digits.bytes, material.bytes, nonce, iv] { bytes += part }
    return bytes + CiphertextHeader.check(bytes)
  }

  private static func check(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(bytes).prefix(8)) }
}

extension CiphertextBlob {
  /// The clear first part; `nil` for bytes that no key of this program can have made.
  package var header: CiphertextHeader? {
    let minimum = CiphertextHeader.byteCount + CiphertextHeader.tagByteCount
    guard bytes.count >= minimum, bytes.starts(with: CiphertextHeader.magic),
      bytes[6] == CiphertextHeader.version, bytes[7] <= 1,
      let account = AccountID(Hex.encode(Array(bytes[8..<14]))),
      let digits = UniqueID(bytes: bytes[14..<30])
    else { return nil }
    let header = CiphertextHeader(
      account: account, keyID: KeyID(digits, isMultiRegion: bytes[7] == 1),
      material: KeyMaterialID(bytes: bytes[30..<62]),
      nonce: Array(bytes[62..<78]), iv: Array(bytes[78..<90]))
    return bytes.starts(with: header.bytes) ? header : nil
  }

  /// The encrypted bytes between header and tag.
  package var encrypted: ArraySlice<UInt8> {
    bytes[CiphertextHeader.byteCount..<bytes.count - CiphertextHeader.tagByteCount]
  }

  /// The last 16 bytes.
  package var tag: ArraySlice<UInt8> { bytes.suffix(CiphertextHeader.tagByteCount) }
}

extension SymmetricKey {
  /// The key of one encryption under this material.
  fileprivate func oneTimeKey(nonce: [UInt8]) -> SymmetricKey {
    KDF.counterMode(
      key: self, label: Array("kmslab symmetric".utf8), context: nonce, byteCount: 32)
  }

  /// Encrypts bytes, bound to header and context.
  fileprivate func seal(
    _ plaintext: [UInt8], _ header: CiphertextHeader, _ context: EncryptionContext
  ) throws(CipherError) -> CiphertextBlob {
    let start = header.bytes
    let box = try AES.GCM.seal(
      plaintext, using: oneTimeKey(nonce: header.nonce), nonce: header.iv,
      authenticating: start + context.canonicalBytes)
    return CiphertextBlob(start + box.ciphertext + box.tag)
  }

  /// Decrypts a ciphertext; fails unless header, context and bytes are the ones of its making.
  fileprivate func open(
    _ blob: CiphertextBlob, _ header: CiphertextHeader, _ context: EncryptionContext
  ) throws(CipherError) -> [UInt8] {
    let box = AES.GCM.SealedBox(ciphertext: Array(blob.encrypted), tag: Array(blob.tag))
    return try AES.GCM.open(
      box, using: oneTimeKey(nonce: header.nonce), nonce: header.iv,
      authenticating: header.bytes + context.canonicalBytes)
  }
}

extension Key {
  /// Encrypts under the current material, with nonce and IV from the world's generator.
  func encrypt(
    _ plaintext: [UInt8], _ context: EncryptionContext?, _ environment: inout Environment
  ) throws(KMSFailure) -> (ciphertext: CiphertextBlob, material: KeyMaterialID) {
    guard let material = materials.current, let bytes = material.secret?.symmetricKey else {
      throw .pendingImport(arn)
    }
    try requireKeeper()
    let random = environment.random.bytes(28, from: .nonce)
    let header = CiphertextHeader(
      account: address.account, keyID: address.id, material: material.id,
      nonce: Array(random.prefix(16)), iv: Array(random.suffix(12)))
    let outerNonce = custody?.externalKey.map { _ in ExternalKey.nonce(&environment) }
    let sealed: CiphertextBlob
    do throws(CipherError) {
      sealed = try bytes.seal(plaintext, header, context ?? .empty)
    } catch {
      preconditionFailure("the sizes of key, nonce and message are right: \(error)")
    }
    guard let external = custody?.externalKey, let outerNonce else { return (sealed, material.id) }
    let outer = try external.seal(sealed, header, context ?? .empty, nonce: outerNonce)
    return (outer, material.id)
  }

  /// Whether this key made a ciphertext with an encryption context; tells nothing of the plaintext.
  package func made(_ blob: CiphertextBlob, with context: EncryptionContext) -> Bool {
    (try? decrypt(blob, context)) != nil
  }

  /// Decrypts what this key made, whichever version of its material it was.
  func decrypt(
    _ blob: CiphertextBlob, _ context: EncryptionContext?
  ) throws(KMSFailure) -> (plaintext: [UInt8], material: KeyMaterial) {
    guard let header = blob.header,
      let material = materials.version(of: header.material)?.material
    else { throw .invalidCiphertext }
    guard let bytes = material.secret?.symmetricKey else { throw .pendingImport(arn) }
    try requireKeeper()
    let blob = try custody?.externalKey?.open(blob, header, context ?? .empty) ?? blob
    do throws(CipherError) {
      return (try bytes.open(blob, header, context ?? .empty), material)
    } catch {
      throw .invalidCiphertext
    }
  }
}
