package import Access
import KMS
package import Kernel
package import S3

/// The cloud as a value: a copy is a snapshot, and nothing outside is ever touched.
package struct World: Sendable {
  /// Clock, randomness, queue, identities, trail.
  package var environment: Environment
  /// What the services keep.
  package var storage: Storage

  /// Makes a new world; the same arguments make the same world.
  package init(seed: UInt64, start: Timestamp, account: AccountID = .learner) {
    environment = Environment(seed: seed, start: start, account: account)
    storage = Storage()
  }

  /// The present moment.
  package var now: Timestamp { environment.now }

  /// Performs one call.
  package mutating func handle(
    _ operation: AnyOperation, _ request: Document, as call: Call
  ) -> Outcome {
    defer { followPrincipalChanges() }
    return operation.perform(&self, request, call)
  }

  /// Lets the policies of keys and buckets learn who has another name, or is gone.
  private mutating func followPrincipalChanges() {
    guard !environment.identities.principalChanges.isEmpty else { return }
    for change in environment.identities.principalChanges {
      storage.kms.follow(change)
      storage.s3.follow(change)
    }
    environment.identities.principalChanges = []
  }
}

/// What a call came to: the response, or why it failed.
package typealias Outcome = Result<DocumentObject, CallFailure>
