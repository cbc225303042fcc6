import Kernel
import Sessions
import Shell

/// An option whose value is a small number, for the traces of public keys.
struct NumberOption {
  /// `--p` and the like.
  let name: String
  /// What it may be, as a sentence: `p is a prime from 3 to 65521`.
  let rule: String
  /// What is taken where the option is left out.
  let standard: UInt64
  /// Whether a number is allowed.
  let allows: @Sendable (_ number: UInt64) -> Bool

  /// The number of the option, or a fault that points to it; `example` is a line that works.
  func number(of arguments: ToolArguments, example: String) throws(Fault) -> UInt64 {
    guard let option = arguments.options.last(where: { $0.name == name }) else { return standard }
    guard let number = UInt64(option.value), allows(number) else {
      throw Fault(
        "\(name) \(quoted(option.value)): \(rule)", range: option.range, next: example)
    }
    return number
  }
}
