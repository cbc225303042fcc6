/// Which records of a chunk of the trail name a resource.
///
/// One entry for each resource of each record, sorted by a hash of the resource; records that share
/// a hash by chance are told apart by whoever reads them.
struct TrailIndex: Sendable {
  private let hashes: [UInt64]
  private let positions: [UInt16]

  /// Indexes the records of a chunk.
  init(of records: [TrailRecord]) {
    var entries: [(hash: UInt64, position: UInt16)] = []
    for (position, record) in records.enumerated() {
      for resource in record.resources {
        entries.append((TrailIndex.hash(resource), UInt16(position)))
      }
    }
    entries.sort { ($0.hash, $0.position) < ($1.hash, $1.position) }
    hashes = entries.map(\.hash)
    positions = entries.map(\.position)
  }

  /// The offsets of records that may name the resource, ascending.
  func offsets(of resource: ARN) -> [Int] {
    let hash = TrailIndex.hash(resource)
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    var offsets: [Int] = []
    while low < hashes.count, hashes[low] == hash {
      if offsets.last != Int(positions[low]) { offsets.append(Int(positions[low])) }
      low += 1
    }
    return offsets
  }

  /// FNV-1a over what tells resources apart; not Swift's hash, which differs between processes.
  private static func hash(_ resource: ARN) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    for byte in resource.service.utf8 { mix(byte) }
    for byte in resource.resource.utf8 { mix(byte) }
    for byte in resource.region?.description.utf8 ?? "".utf8 { mix(byte) }
    for byte in resource.account?.description.utf8 ?? "".utf8 { mix(byte) }
    return hash
  }
}
