import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

extension Session {
  /// An object, its data keys, the key that opens these, and who may ask for that.
  func chain(of place: LocatedObject, _ readers: Readers) -> Drawing {
    let envelope = place.object.envelope
    var links = [
      LinkChain.Link(
        depth: 0, name: place.shortURI.onOneLine,
        note: "\(counted(place.object.storedByteCount, "byte")), encrypted")
    ]
    // The last layer is the outer one: it has to be opened first.
    for (index, layer) in envelope.layers.enumerated().reversed() {
      let name = envelope.layers.count == 1 ? "data key" : "data key \(index + 1)"
      links += self.links(name, layer, in: place, goesOn: index > 0)
    }
    let depth = (links.last?.depth ?? 0) + 1
    links.append(readers.link(depth: depth, from: configuration.account))
    return LinkChain(links: links).drawing
  }

  /// A data key and what opens it.
  private func links(
    _ name: String, _ layer: WrappedKey, in place: LocatedObject, goesOn: Bool
  ) -> [LinkChain.Link] {
    switch layer {
    case .kms(let blob):
      return [
        LinkChain.Link(
          depth: 1, name: name, note: "\(blob.bytes.count) bytes, encrypted", goesOn: goesOn),
        link(of: blob, depth: 2, in: place),
      ]
    case .derived(let id, _):
      let bucketKey = "bucket key \(id.number)"
      guard let blob = world.storage.s3.bucketKeys[id]?.wrapped else {
        return [LinkChain.Link(depth: 1, name: name, note: "of \(bucketKey), gone", holds: false)]
      }
      return [
        LinkChain.Link(depth: 1, name: name, note: "made of \(bucketKey)", goesOn: goesOn),
        LinkChain.Link(depth: 2, name: bucketKey, note: "\(blob.bytes.count) bytes, encrypted"),
        link(of: blob, depth: 3, in: place),
      ]
    case .owned(let sealed):
      return [
        LinkChain.Link(
          depth: 1, name: name, note: "\(sealed.sealed.count) bytes, encrypted", goesOn: goesOn),
        LinkChain.Link(depth: 2, name: "S3's own key", note: "no KMS key"),
      ]
    case .customer:
      return [
        LinkChain.Link(depth: 1, name: name, note: "not stored, derived", goesOn: goesOn),
        LinkChain.Link(depth: 2, name: "the writer's key", note: "S3 does not have it"),
      ]
    }
  }

  /// The KMS key that opens a ciphertext.
  private func link(
    of blob: CiphertextBlob, depth: Int, in place: LocatedObject
  ) -> LinkChain.Link {
    guard let header = blob.header,
      let key = world.keys(of: header).first(where: { $0.address.region == place.bucket.region })
    else {
      return LinkChain.Link(depth: depth, name: "KMS key", note: "gone", holds: false)
    }
    let alias = world.storage.kms.aliases(of: key.address).first?.address.name
    let version = key.materials.version(of: header.material)
    let note =
      version.map { "version \($0.number) of \(key.materials.count), " } ?? "unknown material, "
    return LinkChain.Link(
      depth: depth, name: alias ?? "key \(key.address.id.description.prefix(8))",
      note: note + key.state.name, holds: world.readability(under: .kms(key.address)).isReadable)
  }
}

extension Readers {
  /// Who may, at the end of a chain.
  fileprivate func link(depth: Int, from home: AccountID) -> LinkChain.Link {
    let names = { (readers: [Principal]) in
      readers.map { $0.shortName(from: home) }.joined(separator: ", ")
    }
    let others = refused.isEmpty ? "" : "; not " + names(refused.map(\.reader))
    return allowed.isEmpty
      ? LinkChain.Link(depth: depth, name: "nobody", note: "may read it", holds: false)
      : LinkChain.Link(
        depth: depth, name: names(allowed),
        note: "may read it" + (needsKey ? " with that key" : "") + others)
  }
}
