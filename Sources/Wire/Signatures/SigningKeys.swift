import Access
import Ciphers
import Kernel

/// The access keys that have signed lately, with whose they are and what they sign with.
///
/// To find the owner of a key takes a walk through all identities, and its signing key four HMACs:
/// a connection on which one client sends many requests does both once. What is remembered is held
/// against the world each time.
package struct SigningKeys: Sendable {
  private struct Entry: Sendable {
    let credential: SigningCredential
    let principal: Principal
    let credentials: Credentials
    let key: SymmetricKey
  }

  /// The newest last.
  private var entries: [Entry] = []

  /// As many as a client has services and Regions at a time.
  private static let limit = 8

  /// Remembers nothing yet.
  package init() {}

  /// Whose an access key was, where it is so still.
  func owner(
    ofKey id: String, in identities: Identities
  ) -> (principal: Principal, credentials: Credentials)? {
    guard let entry = entries.last(where: { $0.credential.keyID == id }),
      identities.has(entry.principal, entry.credentials)
    else { return nil }
    return (entry.principal, entry.credentials)
  }

  /// The key that a credential signs with; derived where it is not remembered.
  func key(_ credential: SigningCredential, secret: String) -> SymmetricKey {
    let entry = entries.last { $0.credential == credential && $0.credentials.secret == secret }
    return entry?.key
      ?? SignatureV4.signingKey(credential.scope(date: credential.day), secret: secret)
  }

  /// Keeps what a right signature was made with.
  mutating func remember(
    _ credential: SigningCredential,
    of owner: (principal: Principal, credentials: Credentials), _ key: SymmetricKey
  ) {
    guard entries.last?.key !== key else { return }
    entries.removeAll { $0.credential == credential }
    if entries.count == SigningKeys.limit { entries.removeFirst() }
    entries.append(
      Entry(
        credential: credential, principal: owner.principal, credentials: owner.credentials,
        key: key))
  }
}
