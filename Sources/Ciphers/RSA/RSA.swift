/// RSA of RFC 8017 (PKCS #1 version 2.2), with keys of two primes as FIPS 186-5 makes them.
///
/// What is done with a private key takes time that depends on lengths only. Verification and
/// encryption with a public key do too, but for the exponent, which is public.
package enum RSA {
  /// The numbers of a private key, RFC 8017 §3.2, big-endian; dP, dQ and qInv as there.
  ///
  /// Bytes on their way out of or into a key, which nobody erases but who calls `erase`.
  package struct PrivateNumbers: Sendable, Equatable {
    /// The modulus p · q.
    package var n: [UInt8]
    /// The public exponent.
    package var e: [UInt8]
    /// The private exponent.
    package var d: [UInt8]
    /// The first prime.
    package var p: [UInt8]
    /// The second prime.
    package var q: [UInt8]
    /// e⁻¹ mod p − 1.
    package var dP: [UInt8]
    /// e⁻¹ mod q − 1.
    package var dQ: [UInt8]
    /// q⁻¹ mod p.
    package var qInv: [UInt8]

    /// Puts the numbers of PKCS #1's RSAPrivateKey together, in its order.
    package init(
      n: [UInt8], e: [UInt8], d: [UInt8], p: [UInt8], q: [UInt8], dP: [UInt8], dQ: [UInt8],
      qInv: [UInt8]
    ) {
      (self.n, self.e, self.d, self.p) = (n, e, d, p)
      (self.q, self.dP, self.dQ, self.qInv) = (q, dP, dQ, qInv)
    }

    /// Overwrites the secret ones with zeros, in place.
    package mutating func erase() {
      Ciphers.erase(&d)
      Ciphers.erase(&p)
      Ciphers.erase(&q)
      Ciphers.erase(&dP)
      Ciphers.erase(&dQ)
      Ciphers.erase(&qInv)
    }
  }
}
