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
