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

  @Test(arguments: [
    ("key k has 1 grants", "here stands material, not grants"),
    ("key k has 2 grant", "here stands materials, not grant"),
    ("key k has spec grants", "grants is not a key spec"),
    ("key k has few", "few is no number"),
    ("key k is primary", "here stands in, which is missing at the end"),
    (
      "blob f opens for nobody under k by RSAES_OAEP_SHA_1",
      "under is more than the predicate takes"
    ),
    ("blob f opens for bob by", "by is more than the predicate takes"),
    (
      "object s3://b/x has no versions",
      "object O has N versions | has N markers | has [no] legal hold"
    ),
    ("object s3://b/x has no legal hope", "here stands hold, not hope"),
    (
      "version 1 of s3://b/x has 1 version",
      "object O has N versions | has N markers | has [no] legal hold"
    ),
    ("version 1", "here stands of, which is missing at the end"),
    (
      "version 0 of s3://b/x is lost", "version 1 of O is the oldest; there is no version 0"
    ),
    ("file f is the key", "here stands public, not key"),
    ("file f is new", "here stands missing, not new"),
    ("bucket b version is off", "here stands default, not version"),
  ])
  func `What begins as several forms do is told by the one that is nearest`(
    text: String, message: String
  ) {
    do throws(PredicateError) {
      _ = try Predicate(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.message == message)
    }
  }
}
