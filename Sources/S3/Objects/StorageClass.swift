import Kernel

/// The storage classes that an object can be written in.
package enum StorageClass: String, EnumerationValue {
  case standard = "STANDARD"
  case reducedRedundancy = "REDUCED_REDUNDANCY"
  case standardInfrequentAccess = "STANDARD_IA"
  case oneZoneInfrequentAccess = "ONEZONE_IA"
  case intelligentTiering = "INTELLIGENT_TIERING"
  case glacier = "GLACIER"
  case deepArchive = "DEEP_ARCHIVE"
  case glacierInstantRetrieval = "GLACIER_IR"

  /// Whether its objects have to be restored before they can be read.
  package var isArchive: Bool { self == .glacier || self == .deepArchive }

  /// Whether rules move objects of this class into another: down the waterfall, and past one step
  /// of it (S3 User Guide, "Supported transitions").
  func canMove(to other: StorageClass) -> Bool {
    step < other.step && (self, other) != (.oneZoneInfrequentAccess, .glacierInstantRetrieval)
  }

  private var step: Int {
    switch self {
    case .standard, .reducedRedundancy: 0
    case .standardInfrequentAccess: 1
    case .intelligentTiering: 2
    case .oneZoneInfrequentAccess: 3
    case .glacierInstantRetrieval: 4
    case .glacier: 5
    case .deepArchive: 6
    }
  }
}
