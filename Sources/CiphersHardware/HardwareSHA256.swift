// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

#if arch(x86_64) || arch(arm64)
  import Ciphers

  /// SHA-256 by the processor's instructions for it; constant-time.
  final class HardwareSHA256: SHA256Instructions {
    func compress(_ M: Span<UInt8>, _ H: inout InlineArray<8, UInt32>) {
      precondition(M.count.isMultiple(of: 64))
      var state = HashValue(H)
      unsafe M.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        unsafe SHA256.withRoundConstants { K in
          var offset = 0
          while offset < bytes.count {
            unsafe state.compress(start + offset, K)
            offset &+= 64
          }
        }
      }
      state.store(to: &H)
    }
  }
#endif
