package import Kernel

/// What a list of objects is asked for.
struct ListRequest {
  let prefix: String
  let delimiter: String
  let limit: Int

  /// Most names of one answer.
  static let mostKeys = 1000

  /// The limit of a request, at most 1,000.
  static func limit(_ limit: Int?, _ name: String) throws(S3Failure) -> Int {
    min(try number(limit ?? mostKeys, name), mostKeys)
  }

  /// A number of a request, 0 where there is none; fails for one that S3 does not take.
  static func number(_ number: Int?, _ name: String) throws(S3Failure) -> Int {
    let number = number ?? 0
    guard (0...Int(Int32.max)).contains(number) else {
      throw .invalidArgument(
        "Argument \(name) must be an integer between 0 and 2147483647", name, String(number))
    }
    return number
  }
}

/// One page of the objects of a bucket, in the order of the bytes of their keys.
struct Listing {
  /// The objects, as the answer tells them.
  private(set) var contents: [ListedObject] = []
  /// What keys have in common up to the delimiter, once each.
  private(set) var commonPrefixes: [String] = []
  /// The last name of this page, where there are more.
  private(set) var last: String?

  /// How many names the page has.
  var count: Int { contents.count + commonPrefixes.count }

  /// Lists a page of names after one; fails for parameters that S3 does not take.
  init(
    _ bucket: Bucket, _ list: ListParameters, after marker: String, tellsOwner: Bool
  ) throws(S3Failure) {
    let request = try list.request()
    guard request.limit > 0 else { return }
    let owner = tellsOwner ? Prepared(Owner(account: bucket.owner)) : nil
    let start = marker.precedesByBytes(request.prefix) ? request.prefix : marker
    var newest: String?
    var isBehindMarker = false
    for (objectKey, object) in bucket.objects.entries(from: ObjectKey(start)) {
      let key = objectKey.text
      guard key.startsBytewise(with: request.prefix) else { break }
      let name = Listing.name(of: key, request)
      // Keys ascend: behind the first one that follows the marker, all do.
      isBehindMarker = isBehindMarker || marker.precedesByBytes(key)
      // A page that ended with a common prefix has told all keys below it.
      let isTold = !isBehindMarker || name.isPrefix && marker.hasSameBytes(as: name.text)
      if isTold || name.isPrefix && newest?.hasSameBytes(as: name.text) == true { continue }
      guard count < request.limit else {
        last = newest
        return
      }
      newest = name.text
      if name.isPrefix {
        commonPrefixes.append(name.text)
      } else {
        contents.append(ListedObject(key: list.written(key), object: object, owner: owner))
      }
    }
  }

  /// The name under which a key is listed: itself, or its part up to the delimiter.
  static func name(
    of key: String, _ request: ListRequest
  ) -> (text: String, isPrefix: Bool) {
    guard !request.delimiter.isEmpty else { return (key, false) }
    let prefix = request.prefix.utf8.count
    let rest = key.utf8.dropFirst(prefix)
    guard let range = rest.firstRange(of: request.delimiter.utf8) else { return (key, false) }
    return (String(decoding: key.utf8[..<range.upperBound], as: UTF8.self), true)
  }
}

/// An object as lists tell it.
package struct ListedObject: ReplyStructure {
  let key: String
  let object: StoredObject
  let owner: Prepared<Owner>?
  package static let fields = Fields<ListedObject>(
    .init("Key", \.key), .init("LastModified", \.object.lastModified),
    .init("ETag", \.object.quotedETag), .init("ChecksumAlgorithm", \.object.listedAlgorithms),
    .init("ChecksumType", \.object.checksumType), .init("Size", \.object.size),
    .init("StorageClass", \.object.storageClass), .init("Owner", \.owner))
}

extension StoredObject {
  /// The algorithm of its checksum, which lists tell in a list.
  var listedAlgorithms: [ChecksumAlgorithm] { [checksumAlgorithm] }
  /// Where it is kept.
  var storageClass: StorageClass { headers.storageClass }
}

/// A common prefix as lists tell it.
package struct CommonPrefix: ReplyStructure {
  let prefix: String
  package static let fields = Fields<CommonPrefix>(.init("Prefix", \.prefix))
}

/// How names are written in a list: as they are, or percent-encoded.
package enum EncodingType: String, EnumerationValue {
  case url

  /// A name as a list with this encoding writes it.
  static func written(_ name: String, _ encoding: OpenEnumeration<EncodingType>?) -> String {
    encoding == nil ? name : PercentEncoding.encode(name)
  }

  /// Fails for an encoding that there is not.
  static func check(_ encoding: OpenEnumeration<EncodingType>?) throws(S3Failure) {
    guard encoding == nil || encoding?.known != nil else {
      throw .invalidArgument(
        "Invalid Encoding Method specified in Request", "encoding-type", encoding?.text)
    }
  }
}
