import Lab
import Testing

/// The forms that help lists.
struct PredicateFormsTests {
  @Test(arguments: Predicate.forms.map(\.example))
  func `Every example that help gives can be read`(example: String) throws {
    #expect(try Predicate(example).text == example)
  }

  @Test func `The page has 80 columns`() {
    for line in Predicate.page.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
