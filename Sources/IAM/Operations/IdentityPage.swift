import Access
package import Kernel

/// Where a list of IAM goes on.
package struct IdentityMarker: TextValue {
  package let text: String
  package init(_ text: String) { self.text = text }
}

/// One page of a list, as an answer.
package struct IdentityPage<Element: MemberValue>: Sendable {
  let elements: [Element]
  /// Whether more follow.
  let isTruncated: Bool
  /// Where the next page starts.
  let marker: String?

  /// Most elements of a page where the request says nothing.
  static var standardLimit: Int { 100 }

  /// Takes the elements behind the marker; it names the last one that was returned.
  init(
    of all: [Element], after marker: IdentityMarker?, limit: Int?, key: (Element) -> String
  ) throws(IAMFailure) {
    var rest = all[...]
    if let marker {
      guard let bytes = Base64.decode(marker.text.utf8),
        let index = all.firstIndex(where: { Array(key($0).utf8) == bytes })
      else { throw .validation("Invalid Marker.") }
      rest = all[(index + 1)...]
    }
    elements = Array(rest.prefix(limit ?? Self.standardLimit))
    isTruncated = elements.count < rest.count
    self.marker = isTruncated ? elements.last.map { Base64.encode(Array(key($0).utf8)) } : nil
  }

  /// The answer's members.
  static func fields(_ name: String) -> Fields<Self> {
    Fields<Self>(
      .init(name, \.elements), .init("IsTruncated", \.isTruncated), .init("Marker", \.marker))
  }
}

/// Names an identity of which something is listed, by pages.
package struct IdentityListRequest<Name: IdentityName>: NamesIdentity {
  package let identity: Name
  let marker: IdentityMarker?
  let limit: Int?

  /// The members behind the identity's name.
  static func shape(_ name: Member<Self, Name>) -> Shape<Self> {
    Shape(
      Self.init(identity:marker:limit:), name, IdentityMembers.marker(\.marker),
      IdentityMembers.limit(\.limit))
  }
}

extension Paging {
  /// A list of IAM.
  static func identities(_ lists: String..., others: [String] = []) -> Paging {
    Paging(.init("Marker", "Marker"), limit: "MaxItems", lists: lists, others: others)
  }
}
