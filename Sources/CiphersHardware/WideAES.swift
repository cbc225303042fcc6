// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 197 and SP 800-38D.

#if arch(x86_64) || arch(arm64)
  /// The long strides of GCM with two blocks in a register, which another module has: they need a
  /// later generation's instructions, and a compiler's flags hold for a whole module.
  ///
  /// Lengths are multiples of 256 bytes, and not 0. Counters, Y and the sixteen powers of H are as
  /// `Counter` and `HashPowers` say.
  package protocol WideAES: AnyObject, Sendable {
    /// GCTR, SP 800-38D §6.5, in place of the text.
    func applyKeystream(
      _ text: UnsafeMutableRawPointer, _ count: Int, from counter: SIMD2<Int64>,
      _ w: UnsafeRawPointer, Nr: Int)

    /// Y of GHASH, SP 800-38D §6.4, after `X`.
    func hash(
      _ X: UnsafeRawPointer, _ count: Int, _ Y: SIMD2<Int64>, powers: UnsafeRawPointer
    ) -> SIMD2<Int64>

    /// GCTR in place of the text, and Y after what it makes.
    func seal(
      _ text: UnsafeMutableRawPointer, _ count: Int, from counter: SIMD2<Int64>,
      _ Y: SIMD2<Int64>, _ w: UnsafeRawPointer, Nr: Int, powers: UnsafeRawPointer
    ) -> SIMD2<Int64>
  }

  extension KeySchedule {
    /// text ⊕ keystream in long strides.
    func applyKeystream(
      _ counter: inout Counter, to text: UnsafeMutableRawPointer, count: Int, _ wide: any WideAES
    ) {
      guard count > 0 else { return }
      unsafe wide.applyKeystream(text, count, from: counter.next.bits, w, Nr: Nr)
      counter.skip32(count / 16)
    }

    /// GCTR in long strides, and GHASH of what it makes.
    func seal(
      _ text: UnsafeMutableRawPointer, count: Int, _ counter: inout Counter, _ Y: Register,
      _ powers: HashPowers, _ wide: any WideAES
    ) -> Register {
      guard count > 0 else { return Y }
      let result = unsafe wide.seal(
        text, count, from: counter.next.bits, Y.bits, w, Nr: Nr, powers: powers.memory)
      counter.skip32(count / 16)
      return Register(result)
    }
  }

  extension HashPowers {
    /// GHASH in long strides.
    func hash(_ Y: Register, _ X: UnsafeRawPointer, count: Int, _ wide: any WideAES) -> Register {
      guard count > 0 else { return Y }
      return Register(unsafe wide.hash(X, count, Y.bits, powers: memory))
    }
  }
#endif
