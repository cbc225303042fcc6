import Kernel

/// How a member of a structure stands in S3's XML.
struct S3Element: Sendable, Equatable {
  /// The element's name; for a flat list that of each of its items.
  let name: String
  /// The name of the items of a list.
  let item: String
  /// Whether a list's items stand beside the other members, without an element around them.
  let isFlat: Bool
  /// Whether it is the attribute `xsi:type`.
  let isAttribute: Bool

  /// The element of a member, by its name and the element that it stands in.
  init(of member: MemberDescription, in parent: String) {
    self.init(member.name, member.type, in: parent)
  }

  /// The element of a member or of a part of an answer.
  init(_ member: String, _ type: MemberType, in parent: String) {
    isAttribute = member == "Type" && parent == "Grantee"
    guard case .list = type else {
      name = S3Element.names[member] ?? member
      item = name
      isFlat = false
      return
    }
    isFlat = S3Element.wrapped[member] == nil || member == "Tags" && parent == "And"
    item = isFlat ? S3Element.flat[member] ?? member : S3Element.wrapped[member] ?? member
    name = isFlat ? item : S3Element.names[member] ?? member
  }

  /// Elements that have another name than their member.
  private static let names = [
    "MFADelete": "MfaDelete", "TotalPartsCount": "PartsCount", "SSEKMS": "SSE-KMS",
    "Grants": "AccessControlList",
  ]

  /// Lists with an element around them, and the names of their items.
  private static let wrapped = [
    "Buckets": "Bucket", "Grants": "Grant", "TagSet": "Tag", "Tags": "Tag",
  ]

  /// The items of lists whose name is another than the list's.
  private static let flat = [
    "DeleteMarkers": "DeleteMarker", "Errors": "Error",
    "NoncurrentVersionTransitions": "NoncurrentVersionTransition", "Objects": "Object",
    "Parts": "Part", "Rules": "Rule", "Tags": "Tag", "Transitions": "Transition",
    "Uploads": "Upload", "Versions": "Version",
  ]
}

/// How a structure stands in S3's XML, worked out once for all elements of a list.
struct S3Structure: Sendable {
  /// One member.
  struct Member: Sendable {
    /// Its name in the service model.
    let name: String
    /// The element that it is.
    let place: S3Element
    /// How it stands there itself, or each of its elements; `nil` for plain values.
    let structure: S3Structure?
  }

  /// The members in the model's order.
  let members: [Member]

  /// The structure that a value of this kind is, or that the elements of a list are, within an
  /// element; `nil` for plain values.
  init?(_ type: MemberType, in place: S3Element) {
    switch type {
    case .structure(let members): self.init(members, in: place.name)
    case .list(.structure(let members)): self.init(members, in: place.item)
    default: return nil
    }
  }

  /// The structure of these members within an element.
  init(_ members: [MemberDescription], in element: String) {
    self.members = members.map { member in
      let place = S3Element(of: member, in: element)
      return Member(
        name: member.name, place: place, structure: S3Structure(member.type, in: place))
    }
  }
}
