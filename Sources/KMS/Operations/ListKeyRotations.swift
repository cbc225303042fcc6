package import Access
package import Kernel

/// Lists the rotations of a key, or all versions of its material.
///
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html
package enum ListKeyRotations: KeyOperation {
  package struct Request: NamesKey {
    package let key: KeyReference
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
    let state: State
    /// What a version does.
    enum State: String, EnumerationValue {
      case current = "CURRENT"
      case nonCurrent = "NON_CURRENT"
      case waiting = "PENDING_ROTATION"
      case waitingForReplicas = "PENDING_MULTI_REGION_IMPORT_AND_ROTATION"
    }

    private var description: String? { material.imported?.description }
    private var importState: String? {
      material.imported.map { _ in material.secret == nil ? "PENDING_IMPORT" : "IMPORTED" }
    }
    private var present: ImportedMaterial? { material.secret == nil ? nil : material.imported }
    private var expirationModel: ExpirationModel? {
      present.map { $0.expiry == nil ? .doesNotExpire : .expires }
    }
    private var validTo: Timestamp? { present?.expiry?.time }
    private var rotationDate: Timestamp? { material.cause == nil ? nil : material.createdAt }

    package static let fields = Fields<Entry>(
      .init("KeyId", \.key), .init("KeyMaterialId", \.material.id.description),
      .init("KeyMaterialDescription", \.description), .init("ImportState", \.importState),
      .init("KeyMaterialState", \.state), .init("ExpirationModel", \.expirationModel),
      .init("ValidTo", \.validTo), .init("RotationDate", \.rotationDate),
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
  package static let errors = [
    "NotFoundException", "InvalidArnException", "InvalidMarkerException",
    "KMSInvalidStateException", "UnsupportedOperationException",
  ]

  package static func run(
    _ request: Request, on key: Key, in kms: inout KMSState, _ environment: inout Environment
  ) throws(KMSFailure) -> Response {
    try key.requireSymmetric()
    var entries = key.materials.versions.map { number, material in
      Entry(
        key: key.arn, number: number, material: material,
        state: number == key.materials.count ? .current : .nonCurrent)
    }
    if let waiting = key.materials.waiting {
      let isEverywhere = kms.replicas(of: kms.primary(of: key)).allSatisfy {
        $0.materials.waiting?.id == waiting.id
      }
      entries.append(
        Entry(
          key: key.arn, number: entries.count + 1, material: waiting,
          state: isEverywhere ? .waiting : .waitingForReplicas))
    }
    let listed = entries.filter { request.include == .all || $0.material.cause != nil }
    let page = try Page(of: listed, after: request.marker, limit: request.limit ?? 100) {
      Marker.sortable($0.number)
    }
    return Response(rotations: page.elements, next: page.next, isTruncated: page.next != nil)
  }
}
