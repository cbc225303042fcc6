import Access
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
  /// What else was set, by its name; that of another profile begins with `profile.NAME.`.
  package var settings: OrderedMap<String, String> = [:]
}

/// What commands work on: the cloud, and what whoever types them has; a copy of it is a snapshot.
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

  /// Makes the first moment of a world, with alice as the caller.
  package init(seed: UInt64, start: Timestamp, region: Region, account: AccountID) {
    files = VirtualFiles(seed: seed)
    world = World(seed: seed, start: start, account: account)
    profile = Profile(principal: .user(account, name: "alice"), region: region)
  }

  /// The account in which names mean somebody by themselves.
  package var home: AccountID { world.environment.identities.accounts[0] }

  /// The bytes of files and objects that were written up to here.
  package var writtenByteCount: Int { files.writtenBytes + world.storage.s3.writtenByteCount }
}
