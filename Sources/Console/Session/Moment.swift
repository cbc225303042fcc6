package import Cloud
package import Kernel
import S3
package import Shell

/// As whom, where and in which form the learner's calls are made.
package struct Profile: Sendable, Equatable {
  /// The caller.
  package var principal: Principal
  /// The Region of calls that name none.
  package var region: Region
  /// The form of answers of calls that name none, as it was set.
  package var output: String?
  /// How blobs are written for calls that do not say so, as it was set.
  package var binaryFormat: String?
}

/// Everything that `undo` brings back: a copy of it is a snapshot.
package struct Moment: Sendable {
  /// The cloud.
  package var world: World
  /// The virtual files.
  package var files: VirtualFiles
  /// The variables.
  package var variables: OrderedMap<String, String> = [:]
  /// What `aws s3` has seen of objects, which `sync` goes by.
  package var objectContents = KnownContents()
  /// Who calls, and where.
  package var profile: Profile

  /// The Region of calls that name none: that of AWS CLI's variables, else the profile's.
  package var region: Region {
    let names = Moment.regionVariables
    return names.lazy.compactMap { variables[$0].flatMap { Region($0) } }.first ?? profile.region
  }

  /// AWS CLI's variables for the Region, the stronger one first.
  static let regionVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"]

  /// The bytes of files and objects that were written up to here.
  var writtenByteCount: Int { files.writtenBytes + world.storage.s3.writtenByteCount }

  /// Makes the first moment of a session.
  init(_ configuration: SessionConfiguration) {
    files = VirtualFiles(seed: configuration.seed)
    world = World(
      seed: configuration.seed, start: configuration.start, account: configuration.account)
    profile = Profile(
      principal: .user(configuration.account, name: "alice"), region: configuration.region)
  }
}
