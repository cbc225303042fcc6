import Access
import Cloud
import Foundation
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Random sessions on many seeds; `KMSLAB_SIMULATION_SEEDS` says how many.
@Suite struct SimulationTests {
  static let seeds: Range<UInt64> =
    0..<(ProcessInfo.processInfo.environment["KMSLAB_SIMULATION_SEEDS"].flatMap(UInt64.init) ?? 60)

  @Test func `random sessions break no rule`() {
    for seed in SimulationTests.seeds {
      if let failure = Simulation.run(seed: seed, stepCount: 150) {
        Issue.record("\(failure)")
        return
      }
    }
  }

  /// What sessions must meet, beside a success of each operation.
  static let codes = [
    "AccessDeniedException", "AlreadyExistsException", "DisabledException",
    "DryRunOperationException", "IncorrectKeyException", "InvalidCiphertextException",
    "InvalidGrantTokenException", "KMSInvalidStateException", "MalformedPolicyDocumentException",
    "NotFoundException", "SerializationException", "UnsupportedOperationException",
    "ValidationException", "RotateKey", "DeleteKey", "AccessDenied", "BucketAlreadyExists",
    "BucketNotEmpty", "InvalidArgument", "InvalidRequest", "KMS.DisabledException",
    "KMS.KMSInvalidStateException", "KMS.NotFoundException", "NoSuchBucket", "NoSuchKey",
    "NotImplemented", "PreconditionFailed", "EntityAlreadyExists", "NoSuchEntity", "DeleteConflict",
    "MalformedPolicyDocument", "ValidationError", "LimitExceeded",
    "CustomKeyStoreInvalidStateException", "CustomKeyStoreNotFoundException",
    "CustomKeyStoreNameInUseException", "CustomKeyStoreHasCMKsException",
    "CloudHsmClusterInUseException", "IncorrectTrustAnchorException", "XksProxyUriInUseException",
    "XksKeyAlreadyInUseException", "XksKeyInvalidConfigurationException",
    "NoSuchCORSConfiguration", "NoSuchWebsiteConfiguration",
    "ReplicationConfigurationNotFoundError",
  ]

  /// Reads of what no call can set, and whose absence is an error.
  static let neverDone = ["GetBucketCors", "GetBucketReplication", "GetBucketWebsite"]

  @Test func `sessions meet successes and refusals of every kind`() {
    var missing = Set(
      SimulationTests.codes + Catalogue.operations.map(\.testDescription)
    ).subtracting(SimulationTests.neverDone)
    for seed in 0..<960 as Range<UInt64> where !missing.isEmpty {
      var source = StepSource(seed: seed)
      var simulation = Simulation(seed: seed)
      simulation.comparesRefusals = false
      for _ in 0..<200 { _ = simulation.take(source.next()) }
      let trail = simulation.world.environment.trail
      for (_, record) in trail.suffix(trail.count) {
        let service = record.service == .s3control ? "s3control " : ""
        missing.remove(record.error?.code ?? service + record.name)
      }
    }
    #expect(missing == [])
  }

  @Test func `a rule that is broken is found and the session made short`() throws {
    let failure = try #require(
      Simulation.run(seed: 1, stepCount: 400) { world in
        let own = world.storage.kms.keys.values.filter { $0.managingService == nil }
        return own.count > 2 ? ["more than two keys"] : []
      })
    #expect(failure.problems == ["more than two keys"])
    #expect(failure.steps.count == 3)
    #expect(failure.description.contains("CreateKey"))
    #expect(failure.description.hasPrefix("seed 1, 3 steps:"))
  }

  @Test func `a session is the same every time`() {
    let digests = (0..<2).map { _ in
      var source = StepSource(seed: 7)
      var simulation = Simulation(seed: 7)
      for _ in 0..<150 { _ = simulation.play(source.next()) }
      return simulation.world.digest()
    }
    #expect(digests[0] == digests[1])
  }
}
