import Kernel
import Testing

@testable import Text

@Suite struct PythonTextTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("12345678901234567890123", "12345678901234567890123"),
    ("1.50", "1.5"), ("-0.0", "-0.0"), ("1e2", "100.0"), ("1E15", "1000000000000000.0"),
    ("1e16", "1e+16"), ("9999999999999998.0", "9999999999999998.0"), ("0.0001", "0.0001"),
    ("0.00001", "1e-05"), ("1.25e-7", "1.25e-07"), ("1e999", "inf"), ("-1e999", "-inf"),
    ("1.7976931348623157e308", "1.7976931348623157e+308"), ("5e-324", "5e-324"),
  ])
  func `A number prints as Python prints it`(literal: String, expected: String) {
    #expect(PythonText.str(Number(validLiteral: literal)) == expected)
  }

  @Test(arguments: [
    ("it's", "[\"it's\"]"), ("it's \"x\"", "['it\\'s \"x\"']"), ("a\\\n\t\r", "['a\\\\\\n\\t\\r']"),
    ("\u{7f}é\u{200b}\u{E0001}", "['\\x7fé\\u200b\\U000e0001']"), ("😀", "['😀']"),
  ])
  func `Text in a list is quoted as Python quotes it`(text: String, expected: String) {
    #expect(PythonText.str([.string(text)]) == expected)
  }
}
