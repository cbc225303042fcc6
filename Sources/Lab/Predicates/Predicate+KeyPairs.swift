import Access
import Cloud
import Console
import KMS
import Kernel
import Sessions
import Shell
import Text

/// Keys that have a public half, their signatures and what is encrypted for them.
extension Predicate {
  func keyHasSpec(
    _ name: String, _ spec: KeySpec, _ usage: KeyUsage?, _ stage: Stage
  ) -> Finding {
    let type = stage.key(name)?.type
    return Finding(
      type?.spec == spec && (usage == nil || type?.usage == usage),
      found: type?.inWords ?? stage.missing(name),
      wanted: spec.rawValue + (usage.map { " for \($0.rawValue)" } ?? ""),
      shows: "aws kms describe-key --key-id \(name) --query KeyMetadata.[KeySpec,KeyUsage]")
  }

  func fileIsPublicKey(_ file: String, of name: String, _ stage: Stage) -> Finding {
    let wanted = "\(file) is the public key of \(name)"
    guard let bytes = stage.session.files[file] else {
      return Finding(false, found: "no file \(file)", wanted: wanted, shows: "ls")
    }
    guard let key = stage.key(name) else {
      return Finding(
        false, found: stage.missing(name), wanted: wanted, shows: "aws kms list-aliases")
    }
    guard let owners = stage.session.owners(ofPublicKey: bytes) else {
      return Finding(
        false, found: "it is no public key", wanted: wanted, shows: "inspect \(file)")
    }
    let isMet = owners.contains { $0.address == key.address }
    return Finding(
      isMet,
      found: isMet
        ? "it is"
        : owners.first.map { "it is that of \(stage.name(of: $0))" } ?? "it is another one",
      wanted: wanted, shows: "inspect \(file)")
  }

  func fileSigns(
    _ file: String, _ document: String, _ name: String, _ algorithm: SigningAlgorithm?,
    _ stage: Stage
  ) -> Finding {
    let wanted =
      "\(file) signs \(document) under \(name)" + (algorithm.map { " by \($0.rawValue)" } ?? "")
    let files = stage.session.files
    guard let signature = files[file], let message = files[document] else {
      let missing = files[document] == nil ? document : file
      return Finding(false, found: "no file \(missing)", wanted: wanted, shows: "ls")
    }
    guard let key = stage.key(name) else {
      return Finding(
        false, found: stage.missing(name), wanted: wanted, shows: "aws kms list-aliases")
    }
    guard key.type.usage == .signVerify else {
      return Finding(
        false, found: "\(name) is \(key.type.inWords)", wanted: wanted,
        shows: "aws kms describe-key --key-id \(name) --query KeyMetadata.KeyUsage")
    }
    let forms = [signature] + [Base64.decode(signature)].compactMap(\.self)
    let algorithms = forms.flatMap { key.algorithms(of: Signature($0), for: message) }
    let isMet = algorithm.map(algorithms.contains) ?? !algorithms.isEmpty
    let others =
      algorithms.isEmpty
      ? forms.contains { key.signsDigest(of: message, as: Signature($0)) }
        ? "it signs a digest of \(document) as if that were the message"
        : "it is no signature of \(document) by this key"
      : "it signs by \(algorithms.map(\.rawValue).joined(separator: ", "))"
    return Finding(
      isMet, found: isMet ? "it does" : others, wanted: wanted, shows: "inspect \(file) \(name)")
  }

  /// What KMS opens for somebody who names key and algorithm.
  func blobOpens(
    _ file: String, under name: String, _ algorithm: EncryptionAlgorithm, _ principal: String?,
    _ stage: Stage
  ) -> Finding {
    let who = principal ?? "alice"
    let wanted = "\(file) opens for \(who) under \(name) by \(algorithm.rawValue)"
    guard let caller = stage.principal(who) else {
      return .unknown("there is nobody called \(who)", wanted: wanted)
    }
    guard let bytes = stage.session.files[file] else {
      return Finding(false, found: "no file \(file)", wanted: wanted, shows: "ls")
    }
    guard let key = stage.key(name) else {
      return Finding(
        false, found: stage.missing(name), wanted: wanted, shows: "aws kms list-aliases")
    }
    let blobs = ([bytes] + [Base64.decode(bytes)].compactMap(\.self)).map { CiphertextBlob($0) }
    let opening = EncryptionAlgorithm.simulated.filter { algorithm in
      blobs.contains { blob in
        stage.session.world.environment.rehearse(
          Decrypt.self, Decrypt.Request(blob, under: key.arn, by: algorithm), on: stage.kms,
          as: stage.call(caller)) != nil
      }
    }
    let isMet = opening.contains(algorithm)
    return Finding(
      isMet,
      found: isMet
        ? "it does"
        : opening.first.map { "it opens by \($0.rawValue)" }
          ?? "it does not; \(name) is \(key.type.inWords), \(key.state.name)",
      wanted: wanted, shows: "aws kms describe-key --key-id \(name)")
  }
}

extension KeyType {
  /// The type as a finding tells it.
  fileprivate var inWords: String { "\(spec.rawValue) for \(usage.rawValue)" }
}
