import Access
import Kernel
import S3
import Shell

/// One file or object on its way.
struct S3Transfer: Sendable {
  /// Where it is.
  let source: S3Place
  /// Where it shall be; `nil` for a deletion.
  let destination: S3Place?
  /// What is known about the source.
  let item: Item

  /// A file or object that was found.
  struct Item: Sendable {
    let place: S3Place
    /// Its name below the root of the command, by which filters and `sync` know it.
    let name: String
    /// Its size; `nil` where nobody asked.
    var size: Int?
    /// Its ETag; `nil` for a file.
    var etag: String?
    /// The class that it is stored in; `nil` for a file, and for what is in none but the usual one.
    var storageClass: String?
    /// What HeadObject has answered; `nil` where nobody asked it.
    var head: DocumentObject?
  }

  /// What AWS CLI calls it.
  func verb(isMove: Bool) -> String {
    guard let destination else { return "delete" }
    if isMove { return "move" }
    if !source.isObject { return "upload" }
    return destination.isObject ? "copy" : "download"
  }

  /// Whether it would read what has to be restored first.
  var readsArchive: Bool {
    destination != nil
      && item.storageClass.flatMap(StorageClass.init(rawValue:))?.isArchive == true
  }

  /// `./x to s3://b/x`, or the source of a deletion.
  var shown: String { destination.map { "\(source.shown) to \($0.shown)" } ?? source.shown }
}

/// What objects are listed for.
enum S3Purpose: Sendable {
  /// To be copied: those that only stand for a folder are left out.
  case transfer
  /// To be deleted.
  case deletion
}

extension S3Run {
  /// The objects of a place, ascending by key.
  mutating func objects(
    below root: S3Place, isRecursive: Bool, for purpose: S3Purpose
  ) throws(S3CallFailure) -> [S3Transfer.Item] {
    guard case .object(let bucket, let key) = root else { return [] }
    if !isRecursive, !key.isEmpty { return [try object(bucket, key, for: purpose)] }
    let pages = try cloud.pages("ListObjectsV2", listRequest(bucket, key))
    var items: [S3Transfer.Item] = []
    for object in pages.flatMap({ $0["Contents"]?.elements ?? [] }) {
      guard let name = object["Key"]?.text else { continue }
      if case .transfer = purpose, object.size == 0, name.hasSuffix("/") { continue }
      items.append(
        S3Transfer.Item(
          place: root.named(name), name: name.after(key.utf8.count), size: object.size,
          etag: object["ETag"]?.text, storageClass: object["StorageClass"]?.text))
    }
    // AWS CLI calls the list even where a bucket alone names no object.
    return isRecursive ? items.sorted { $0.name.precedesByBytes($1.name) } : []
  }

  private mutating func object(
    _ bucket: String, _ key: String, for purpose: S3Purpose
  ) throws(S3CallFailure) -> S3Transfer.Item {
    var item = S3Transfer.Item(place: .object(bucket: bucket, key: key), name: key.lastStep)
    if case .deletion = purpose { return item }
    var request: DocumentObject = ["Bucket": .string(bucket), "Key": .string(key)]
    // Of a copy the key of its source opens it; of a download the only key there is.
    let isCopy = arguments.paths.allSatisfy { S3Place($0.text).isObject }
    add(arguments.membersToRead(isSource: isCopy), to: &request)
    do throws(S3CallFailure) {
      let head = try cloud.perform("HeadObject", request)
      if case .number(let size) = head["ContentLength"] { item.size = size.integer }
      item.etag = head["ETag"]?.text
      item.storageClass = head["StorageClass"]?.text
      item.head = head
      return item
    } catch {
      guard let refusal = error.refusal, refusal.error.code == "404" else { throw error }
      throw S3CallFailure(refusal, message: "Key \"\(key)\" does not exist")
    }
  }

  /// The virtual files of a place, ascending by name.
  mutating func files(below root: S3Place, isRecursive: Bool) -> [S3Transfer.Item] {
    guard case .file(let prefix) = root else { return [] }
    let files = cloud.files
    guard isRecursive else {
      let item = S3Transfer.Item(
        place: root, name: prefix.lastStep, size: files[prefix]?.count)
      return [item]
    }
    let names = files.names.filter { $0.utf8.starts(with: prefix.utf8) }
    if names.isEmpty, !prefix.isEmpty, files[String(prefix.dropLast())] != nil {
      warn("Skipping file \(prefix). File does not exist.")
      explain("\(prefix.dropLast()) is one file; without --recursive it is copied")
    }
    return names.sorted { $0.precedesByBytes($1) }.map { name in
      S3Transfer.Item(
        place: .file(name), name: name.after(prefix.utf8.count), size: files[name]?.count)
    }
  }
}
