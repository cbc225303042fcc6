/// A number with its noun, which has an s for all numbers but one: `3 objects`, `1,200 objects`.
package func counted(_ number: Int, _ noun: String, grouping: Bool = true) -> String {
  "\(grouping ? grouped(number) : "\(number)") \(plural(noun, number))"
}

/// A noun as it stands behind a number: with an s for all numbers but one.
package func plural(_ noun: String, _ number: Int) -> String { number == 1 ? noun : noun + "s" }

/// A number with a comma before every three digits.
package func grouped(_ number: Int) -> String {
  var text = ""
  let digits = String(number.magnitude)
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.utf8.count - index) % 3 == 0 { text += "," }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + text
}
