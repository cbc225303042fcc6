// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

import Ciphers
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Shows every step of RSA on small numbers.
  static let rsa = LabCommand(
    "rsa", "shows how RSA makes a key and encrypts, step by step", operands: "trace",
    options: [
      ToolOption("--p", value: "N", summary: "a prime of at most 16 bits; 61 by default"),
      ToolOption("--q", value: "N", summary: "another one; 53 by default"),
      ToolOption("--e", value: "N", summary: "the public exponent; 17 by default"),
      ToolOption("--m", value: "N", summary: "the message, below p·q; 65 by default"),
    ],
    details: """
      rsa trace
      rsa trace --p 61 --q 53 --e 17 --m 65

      The letters are those of RFC 8017, section 3. First the key, then c = m^e,
      then c^d, which is m again: a bit of the exponent a line. A signature is the
      same the other way round. --output json has the same numbers.

      The numbers fit on a blackboard, and so anybody finds p and q in n: KMS's
      have 2048 bits and more, and m is padded by OAEP, PSS or PKCS #1, never bare.
      """
  ) { _, arguments, _ throws(Fault) in
    let example = RSATrace.example
    try arguments.demandTrace(of: "rsa", example: example)
    let p = try RSATrace.prime("--p", 61).number(of: arguments, example: example)
    let q = try RSATrace.prime("--q", 53).number(of: arguments, example: example)
    let e = try RSATrace.e.number(of: arguments, example: example)
    let m = try RSATrace.m.number(of: arguments, example: example)
    do throws(CipherError) {
      return RSATrace(trace: try RSA.trace(p: p, q: q, e: e, m: m)).answer
    } catch {
      throw Fault(
        "those numbers make no key: p and q are different primes from 3 to 65521, e has no divisor"
          + " in common with p − 1 and q − 1, and m is below p·q", next: example)
    }
  }
}

/// A trace of RSA in the letters of RFC 8017.
struct RSATrace {
  static let example = "rsa trace --p 61 --q 53 --e 17 --m 65"

  fileprivate static func prime(_ name: String, _ standard: UInt64) -> NumberOption {
    NumberOption(name: name, rule: "a prime from 3 to 65521", standard: standard) {
      (3..<65_536).contains($0)
    }
  }
  fileprivate static let e = NumberOption(
    name: "--e", rule: "a number from 2 on, of at most 32 bits", standard: 17
  ) { (2..<1 << 32).contains($0) }
  fileprivate static let m = NumberOption(
    name: "--m", rule: "a number below p·q, of at most 32 bits", standard: 65
  ) { $0 < 1 << 32 }

  let trace: RSA.Trace

  /// The trace in words and as data.
  var answer: LabAnswer {
    let t = trace
    return LabAnswer(
      lines: [
        "RSA on small numbers, RFC 8017 section 3: no padding, and nothing is secret", "",
        "n = p·q = \(t.p)·\(t.q) = \(t.n)",
        "λ(n) = lcm(p − 1, q − 1) = lcm(\(t.p - 1), \(t.q - 1)) = \(t.lambda)",
        "e = \(t.e): the public key is n and e", "",
        "Euclid divides until 1 is left: each rest is e times a number, mod λ(n)",
      ] + divisions + [
        "d = \(t.d): e·d = \(product(t.e, t.d)), which is 1 mod λ(n); the private key", "",
        "Encrypt: c = m^e mod n = \(t.m)^\(t.e) mod \(t.n); e is \(String(t.e, radix: 2)) in bits",
      ] + table(t.encryption, "times m") + ["c = \(t.c)", ""]
        + ["Decrypt: c^d mod n = \(t.c)^\(t.d) mod \(t.n); d is \(String(t.d, radix: 2)) in bits"]
        + table(t.decryption, "times c") + [
          "m = \(t.decryption.last?.result ?? 0)", "",
          "A signature goes the other way round: s = m^d, and whoever has n and e finds",
          "s^e = m. Here p and q are found in n at once; of 2048 bits nobody finds them.",
        ], document: document)
  }

  /// Two numbers times each other, as far as they fit.
  private func product(_ a: UInt64, _ b: UInt64) -> String {
    let (product, overflows) = a.multipliedReportingOverflow(by: b)
    return overflows ? "\(a)·\(b)" : String(product)
  }

  private var divisions: [String] {
    trace.divisions.map { step in
      let division = "\(step.dividend) = \(step.quotient)·\(step.divisor) + \(step.rest)"
      return "  \(division.padded(36))  \(step.rest) = e·\(step.coefficient)"
    }
  }

  private func table(_ steps: [RSA.Trace.Step], _ times: String) -> [String] {
    ["  bit  squared     \(times)"]
      + steps.map { step in
        "  \(step.bit)    \(String(step.squared).padded(10))  "
          + (step.bit == 1 ? String(step.result) : "–")
      }
  }

  private var document: Document {
    let steps = { (steps: [RSA.Trace.Step]) in
      Document.list(
        steps.map {
          ["Bit": number($0.bit), "Squared": number($0.squared), "Result": number($0.result)]
        })
    }
    return [
      "P": number(trace.p), "Q": number(trace.q), "N": number(trace.n),
      "Lambda": number(trace.lambda), "E": number(trace.e), "D": number(trace.d),
      "Divisions": .list(
        trace.divisions.map {
          [
            "Dividend": number($0.dividend), "Divisor": number($0.divisor),
            "Quotient": number($0.quotient), "Rest": number($0.rest),
            "Coefficient": number($0.coefficient),
          ]
        }),
      "M": number(trace.m), "Encryption": steps(trace.encryption), "C": number(trace.c),
      "Decryption": steps(trace.decryption),
    ]
  }

  private func number(_ number: UInt64) -> Document { .integer(Int(clamping: number)) }
}
