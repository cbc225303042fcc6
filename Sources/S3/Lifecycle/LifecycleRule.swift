import Access
package import Kernel

/// One rule of a bucket's lifecycle: which objects, and what becomes of them when.
package struct LifecycleRule: StructureValue {
  let expiration: Expiration?
  let id: String?
  let prefix: String?
  let filter: Filter?
  let status: OpenEnumeration<Status>
  let transitions: [Transition]?
  let noncurrentTransitions: [NoncurrentTransition]?
  let noncurrentExpiration: NoncurrentExpiration?
  let abort: Abort?

  package static let shape = Shape(
    LifecycleRule.init(
      expiration:id:prefix:filter:status:transitions:noncurrentTransitions:noncurrentExpiration:
      abort:),
    Member("Expiration", \.expiration, help: "When the current object goes."),
    Member("ID", \.id, help: "The rule's name, at most 255 letters; one is made without."),
    Member("Prefix", \.prefix, help: "The old form of Filter."),
    Member("Filter", \.filter, help: "Which objects; all with an empty one."),
    Member("Status", \.status, help: "Enabled or Disabled."),
    Member("Transitions", \.transitions, help: "When it moves to other storage classes."),
    Member(
      "NoncurrentVersionTransitions", \.noncurrentTransitions, help: "When old versions move."),
    Member("NoncurrentVersionExpiration", \.noncurrentExpiration, help: "When old versions go."),
    Member("AbortIncompleteMultipartUpload", \.abort, help: "When open uploads are given up."))

  /// Whether the rule acts.
  package enum Status: String, EnumerationValue {
    case enabled = "Enabled"
    case disabled = "Disabled"
  }

  /// LifecycleExpiration.
  package struct Expiration: StructureValue {
    let date: Timestamp?
    let days: Int?
    let deletesLoneMarkers: Bool?
    package static let shape = Shape(
      Expiration.init(date:days:deletesLoneMarkers:),
      Member("Date", \.date, help: "At this midnight UTC, and every day after it."),
      Member("Days", \.days, help: "So many days after it was written."),
      Member(
        "ExpiredObjectDeleteMarker", \.deletesLoneMarkers,
        help: "Takes away delete markers that hide nothing any more."))
  }

  /// LifecycleRuleFilter: one condition, or several inside of And.
  package struct Filter: StructureValue {
    let prefix: String?
    let tag: ObjectTag?
    let sizeGreaterThan: Int?
    let sizeLessThan: Int?
    let all: And?
    package static let shape = Shape(
      Filter.init(prefix:tag:sizeGreaterThan:sizeLessThan:all:),
      Member("Prefix", \.prefix, help: "Keys that begin so."),
      Member("Tag", \.tag, help: "Objects with this tag."),
      Member("ObjectSizeGreaterThan", \.sizeGreaterThan, help: "Objects of more bytes."),
      Member("ObjectSizeLessThan", \.sizeLessThan, help: "Objects of fewer bytes."),
      Member("And", \.all, help: "Several of them together."))
  }

  /// LifecycleRuleAndOperator.
  package struct And: StructureValue {
    let prefix: String?
    let tags: [ObjectTag]?
    let sizeGreaterThan: Int?
    let sizeLessThan: Int?
    package static let shape = Shape(
      And.init(prefix:tags:sizeGreaterThan:sizeLessThan:),
      Member("Prefix", \.prefix, help: "Keys that begin so."),
      Member("Tags", \.tags, help: "Objects with all of these tags."),
      Member("ObjectSizeGreaterThan", \.sizeGreaterThan, help: "Objects of more bytes."),
      Member("ObjectSizeLessThan", \.sizeLessThan, help: "Objects of fewer bytes."))
  }

  /// TransitionStorageClass.
  package enum TransitionClass: String, EnumerationValue {
    case glacier = "GLACIER"
    case standardInfrequentAccess = "STANDARD_IA"
    case oneZoneInfrequentAccess = "ONEZONE_IA"
    case intelligentTiering = "INTELLIGENT_TIERING"
    case deepArchive = "DEEP_ARCHIVE"
    case glacierInstantRetrieval = "GLACIER_IR"

    /// The class of the objects then.
    var storageClass: StorageClass {
      switch self {
      case .glacier: .glacier
      case .standardInfrequentAccess: .standardInfrequentAccess
      case .oneZoneInfrequentAccess: .oneZoneInfrequentAccess
      case .intelligentTiering: .intelligentTiering
      case .deepArchive: .deepArchive
      case .glacierInstantRetrieval: .glacierInstantRetrieval
      }
    }
  }

  /// Transition.
  package struct Transition: StructureValue {
    let date: Timestamp?
    let days: Int?
    let storageClass: OpenEnumeration<TransitionClass>?
    package static let shape = Shape(
      Transition.init(date:days:storageClass:),
      Member("Date", \.date, help: "At this midnight UTC, and every day after it."),
      Member("Days", \.days, help: "So many days after it was written."),
      Member("StorageClass", \.storageClass, help: "Where to."))
  }

  /// NoncurrentVersionTransition.
  package struct NoncurrentTransition: StructureValue {
    let days: Int?
    let storageClass: OpenEnumeration<TransitionClass>?
    let newerVersions: Int?
    package static let shape = Shape(
      NoncurrentTransition.init(days:storageClass:newerVersions:),
      Member("NoncurrentDays", \.days, help: "So many days after a newer version came."),
      Member("StorageClass", \.storageClass, help: "Where to."),
      Member(
        "NewerNoncurrentVersions", \.newerVersions,
        help: "Leaves so many of the newest old versions where they are, 1 to 100."))
  }

  /// NoncurrentVersionExpiration.
  package struct NoncurrentExpiration: StructureValue {
    let days: Int?
    let newerVersions: Int?
    package static let shape = Shape(
      NoncurrentExpiration.init(days:newerVersions:),
      Member("NoncurrentDays", \.days, help: "So many days after a newer version came."),
      Member(
        "NewerNoncurrentVersions", \.newerVersions,
        help: "Keeps so many of the newest old versions, 1 to 100."))
  }

  /// AbortIncompleteMultipartUpload.
  package struct Abort: StructureValue {
    let days: Int?
    package static let shape = Shape(
      Abort.init(days:),
      Member("DaysAfterInitiation", \.days, help: "So many days after the upload was begun."))
  }

  /// The same rule with an id.
  func named(_ id: String) -> LifecycleRule {
    LifecycleRule(
      expiration: expiration, id: id, prefix: prefix, filter: filter, status: status,
      transitions: transitions, noncurrentTransitions: noncurrentTransitions,
      noncurrentExpiration: noncurrentExpiration, abort: abort)
  }
}

extension LifecycleRule {
  var isEnabled: Bool { status.known == .enabled }

  /// The tags that an object must have.
  var wantedTags: [ObjectTag] { filter?.tag.map { [$0] } ?? filter?.all?.tags ?? [] }

  /// Whether it says itself from which size on it acts.
  var namesSizes: Bool { sizeGreaterThan != nil || sizeLessThan != nil }

  private var keyPrefix: String { prefix ?? filter?.prefix ?? filter?.all?.prefix ?? "" }
  private var sizeGreaterThan: Int? { filter?.sizeGreaterThan ?? filter?.all?.sizeGreaterThan }
  private var sizeLessThan: Int? { filter?.sizeLessThan ?? filter?.all?.sizeLessThan }

  /// Whether the rule is about an object; delete markers and uploads, which have neither tags nor a
  /// size, are `nil`.
  func isAbout(_ key: ObjectKey, _ object: StoredObject?) -> Bool {
    guard isEnabled, key.text.startsBytewise(with: keyPrefix) else { return false }
    guard let object else {
      return wantedTags.isEmpty && sizeGreaterThan == nil && sizeLessThan == nil
    }
    return wantedTags.allSatisfy(object.tags.contains)
      && sizeGreaterThan.map { object.size > $0 } ?? true
      && sizeLessThan.map { object.size < $0 } ?? true
  }
}
