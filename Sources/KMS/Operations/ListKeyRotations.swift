package import IAM
package import Kernel

/// Lists the rotations of a key, or all versions of its material.
package enum ListKeyRotations: KeyOperation {
  package struct Request: Sendable {
    let key: KeyReference
    let include: Inclusion?
    let limit: Int?
    let marker: Marker?
  }
  package struct Response: Sendable {
    let rotations: [Entry]
    let next: Marker?
    let isTruncated: Bool
  }
  /// Which versions the list names.
  package enum Inclusion: String, EnumerationValue {
    case all = "ALL_KEY_MATERIAL"
    case rotations = "ROTATIONS_ONLY"
  }
  /// One version of the list.
  package struct Entry: ReplyStructure {
    let key: ARN
    let number: Int
    let material: KeyMaterial
    let isCurrent: Bool
    private var rotationDate: Timestamp? { material.cause == nil ? nil : material.createdAt }
    private var state: String { isCurrent ? "CURRENT" : "NON_CURRENT" }

    package static let fields = Fields<Entry>(
      .init("KeyId", \.key), .init("KeyMaterialId", \.material.id.description),
      .init("KeyMaterialState", \.state), .init("RotationDate", \.rotationDate),
      .init("RotationType", \.material.cause))
  }

  package static let name = "ListKeyRotations"
  package static let summary = "Lists the rotations of a key, or all versions of its material."
  package static let request = Shape(
    Request.init(key:include:limit:marker:), Members.key(\.key),
    Member(
      "IncludeKeyMaterial", \.include,
      help: "ROTATIONS_ONLY, or ALL_KEY_MATERIAL for the first version too."),
    Members.limit(\.limit), Members.marker(\.marker))
  package static let response = Fields<Response>(
    .init("Rotations", \.rotations), .init("NextMarker", \.next),
    .init("Truncated", \.isTruncated))
  package static let paging: Paging? = Paging(lists: ["Rotations"])
  package static let effect = Effect.read
  package static let access = KeyAccess<Request>(\.key, .keys)

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    let entries = key.materials.versions.map { number, material in
      Entry(
        key: key.arn, number: number, material: material,
        isCurrent: number == key.materials.count)
    }
    let listed = entries.filter { request.include == .all || $0.material.cause != nil }
    let page = try Page(of: listed, after: request.marker, limit: request.limit ?? 100) {
      Marker.sortable($0.number)
    }
    return Response(rotations: page.elements, next: page.next, isTruncated: page.next != nil)
  }
}
