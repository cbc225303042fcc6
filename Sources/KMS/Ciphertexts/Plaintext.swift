import Kernel

/// Bytes that must never reach the trail, the history or a log.
package struct Plaintext: BlobValue {
  /// The bytes.
  package let bytes: [UInt8]

  /// Makes a plaintext of any bytes.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }
}
