// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

extension RSA {
  /// A modulus n and an exponent e, RFC 8017 §3.1.
  package struct PublicKey: Sendable, Equatable {
    /// The modulus, big-endian, without leading zeros.
    package let n: [UInt8]
    /// The exponent, big-endian, without leading zeros.
    package let e: [UInt8]
    /// The exponent.
    let exponent: UInt64
    /// The modulus, made ready for multiplication: shared by copies.
    let modulus: Modulus

    /// Takes numbers in big-endian, leading zeros allowed.
    ///
    /// n is odd and has 2048 to 4096 bits, a multiple of 8: `incorrectKeySize`; e is odd, from 3 to
    /// 2³² − 1: `incorrectParameterSize`.
    package init(n: [UInt8], e: [UInt8]) throws(CipherError) {
      let (n, e) = (Array(n.drop { $0 == 0 }), Array(e.drop { $0 == 0 }))
      guard (256...512).contains(n.count), n[0] & 0x80 != 0, n[n.count - 1] & 1 == 1 else {
        throw .incorrectKeySize
      }
      guard e.count <= 4, let last = e.last, last & 1 == 1, e != [1] else {
        throw .incorrectParameterSize
      }
      (self.n, self.e) = (n, e)
      exponent = e.reduce(0) { $0 << 8 | UInt64($1) }
      modulus = Modulus(n)
    }

    /// The length of the modulus in bytes, k of RFC 8017.
    package var byteCount: Int { n.count }

    /// Whether both numbers are the same.
    package static func == (a: PublicKey, b: PublicKey) -> Bool {
      a.n == b.n && a.e == b.e
    }

    /// A modulus with one owner more for each copy of its key.
    final class Modulus: Sendable {
      /// n of RFC 8017.
      let n: Montgomery

      /// A number of so many whole bytes, the first bit of which is one.
      init(_ n: [UInt8]) {
        self.n = Montgomery(Natural(n, count: (n.count + 7) / 8), bitWidth: 8 * n.count)
      }
    }
  }
}

extension RSA.PublicKey {
  /// The encoded message in a signature, sᵉ mod n in k bytes: RSAVP1 of RFC 8017 §5.2.2.
  ///
  /// Nothing for a signature of other than k bytes, or that is not below n.
  package func opened(_ signature: [UInt8]) -> [UInt8]? {
    guard let s = representative(signature) else { return nil }
    return raised(s).bytes(byteCount)
  }

  /// k bytes as a number below n, or nothing: steps 1 and 2 of most schemes.
  func representative(_ bytes: [UInt8]) -> Natural? {
    guard bytes.count == byteCount else { return nil }
    let number = Natural(bytes, count: modulus.n.count)
    guard number.isLess(than: modulus.n.m) != 0 else { return nil }
    return number
  }

  /// mᵉ mod n for m below n: RSAEP and RSAVP1, RFC 8017 §5.1.1 and §5.2.2.
  func raised(_ m: borrowing Natural) -> Natural {
    var t = modulus.n.workspace()
    var x = Natural(m, count: modulus.n.count)
    modulus.n.enter(&x, &t)
    var power = modulus.n.power(x, public: exponent, &t)
    modulus.n.leave(&power, &t)
    return power
  }
}
