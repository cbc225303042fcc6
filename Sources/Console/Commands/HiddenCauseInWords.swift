import Access
import Cloud
import KMS
import Kernel

extension HiddenCause {
  /// What stands behind a failure, in a sentence.
  func sentence(for call: Call) -> String {
    switch self {
    case .otherRegion(let region):
      "It is in \(region), and the call went to \(call.region): a key works in its own Region"
        + " alone."
    case .deleted(let key, let time, let related?):
      "The key of \(key.region) was deleted on \(time.date). Its related key in \(related) has the"
        + " same material and opens what it encrypted."
    case .deleted(let key, let time, nil):
      "The key, \(key.id), was deleted on \(time.date): what it encrypted is lost for ever."
    case .contextIsNone: "It was made without an encryption context: leave that out."
    case .contextIsAnother:
      "It was made with an encryption context that this call lacks: repeat it."
    case .noRole:
      "There is no such role. AWS says the same of a role that is not there and of one that may not"
        + " be taken on."
    }
  }
}
