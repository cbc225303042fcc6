import Access
import Kernel
import S3
import Shell

extension S3Run {
  /// Makes transfers one after the other, until somebody asks to stop.
  mutating func perform(_ transfers: [S3Transfer], isMove: Bool) {
    for (index, transfer) in transfers.enumerated() where !pace.isStopped() {
      pace.progress(Progress(pace.what, index, of: transfers.count, "object"))
      perform(transfer, isMove: isMove)
    }
  }

  /// Makes one transfer, or shows it in a rehearsal, and prints what came of it.
  private mutating func perform(_ transfer: S3Transfer, isMove: Bool) {
    let verb = transfer.verb(isMove: isMove)
    if skips(transfer) { return }
    if arguments.has(.dryrun) {
      report("\(verb): \(transfer.shown)", isRehearsal: true)
      return
    }
    do throws(S3CallFailure) {
      if isMove, transfer.source == transfer.destination {
        throw S3CallFailure("Cannot mv a file onto itself")
      }
      try carry(transfer)
      if isMove { try remove(transfer.source) }
      report("\(verb): \(transfer.shown)")
    } catch {
      if !isOfPresence(error) { fail(transfer: "\(verb) failed: \(transfer.shown)", error) }
      if let remark = error.remark { explain(remark) }
      if error.text.hasPrefix("[Errno 21]") {
        explain("virtual files begin with that name; --recursive takes them all")
      }
    }
  }

  /// Whether AWS CLI leaves a transfer out, most often with a warning.
  private mutating func skips(_ transfer: S3Transfer) -> Bool {
    if transfer.readsArchive, !arguments.has(.forceGlacierTransfer) {
      if !arguments.has(.ignoreGlacierWarnings) { warnOfArchive(transfer) }
      return true
    }
    if leavesFiles(transfer) {
      warn("Skipping file \(transfer.item.name). File references a parent directory.")
      return true
    }
    guard arguments.has(.noOverwrite), transfer.source.isObject,
      case .file(let name) = transfer.destination
    else { return false }
    return cloud.files[name] != nil
  }

  /// Whether S3 refused to write over an object, as it was asked to; AWS CLI says nothing of that.
  private func isOfPresence(_ failure: S3CallFailure) -> Bool {
    arguments.has(.noOverwrite) && failure.refusal?.error.code == "PreconditionFailed"
  }

  /// Prints why an archived object is left out, in AWS CLI's words, which name every archive
  /// GLACIER and a page of help that there is not.
  private mutating func warnOfArchive(_ transfer: S3Transfer) {
    let verb = transfer.verb(isMove: false)
    warn(
      "Skipping file \(transfer.source.shown). Object is of storage class GLACIER. Unable to"
        + " perform \(verb) operations on GLACIER objects. You must restore the object to be able"
        + " to perform the operation. See aws s3 \(verb) help for additional parameter options to"
        + " ignore or force these transfers.")
    if warnedCount == 1 {
      explain("this lab restores nothing: what is archived can be listed and deleted")
    }
  }

  /// Whether a key would lead a download out of its directory.
  private func leavesFiles(_ transfer: S3Transfer) -> Bool {
    guard transfer.source.isObject, case .file = transfer.destination else { return false }
    return S3Place.plain(transfer.item.name).hasPrefix("../")
  }

  /// Copies, or deletes where there is no destination.
  private mutating func carry(_ transfer: S3Transfer) throws(S3CallFailure) {
    guard let destination = transfer.destination else { return try remove(transfer.source) }
    switch (transfer.source, destination) {
    case (.object(let fromBucket, let fromKey), .object(let bucket, let key)):
      try copy(fromBucket, fromKey, transfer.item, to: bucket, key)
    case (.object(let bucket, let key), _):
      try download(bucket, key, size: transfer.item.size, to: destination)
    case (_, .object(let bucket, let key)): try upload(transfer.source, to: bucket, key)
    default: break
    }
  }

  private mutating func upload(
    _ source: S3Place, to bucket: String, _ key: String
  ) throws(S3CallFailure) {
    var request: DocumentObject = ["Bucket": .string(bucket), "Key": .string(key)]
    var body = input
    if case .file(let name) = source, !key.isEmpty {
      guard let bytes = cloud.files[name], !name.hasSuffix("/") else {
        throw S3CallFailure("[Errno 21] Is a directory: '\(source.shown)'")
      }
      body = bytes
      if !arguments.has(.noGuess), let type = ContentTypes.guess(name) {
        request["ContentType"] = .string(type)
      }
    }
    add(arguments.members(isCopy: false), to: &request)
    let response: DocumentObject
    if body.count >= Multipart.threshold {
      response = try upload(inParts: body, request)
    } else {
      request["Body"] = .bytes(body)
      response = try cloud.perform("PutObject", request)
    }
    cloud.contents.note(body, under: response["ETag"]?.text)
  }

  private mutating func download(
    _ bucket: String, _ key: String, size: Int?, to destination: S3Place
  ) throws(S3CallFailure) {
    var request: DocumentObject = ["Bucket": .string(bucket), "Key": .string(key)]
    add(arguments.membersToRead(), to: &request)
    request["ChecksumMode"] = arguments.value(.checksumMode)
    var size = size
    // Of an object that was not listed AWS CLI asks for the size first.
    if destination == .stream {
      let head = try cloud.perform("HeadObject", request)
      if case .number(let length) = head["ContentLength"] { size = length.integer }
    }
    let name = destination.name
    if destination != .stream { try checkName(name) }
    let (body, eTag) = try read(request, size: size)
    if destination == .stream { return write(body) }
    do throws(VirtualFileError) {
      try cloud.files.write(body, to: name)
    } catch {
      throw S3CallFailure("\(error)")
    }
    cloud.contents.note(body, under: eTag)
  }

  /// Refuses a name that no virtual file can have before its object is read.
  private func checkName(_ name: String) throws(S3CallFailure) {
    do throws(VirtualFileError) {
      // `./a` would be another name of `a`, and replace it; a key that ends in / names no file.
      if name.isEmpty || name.hasPrefix("./") { throw VirtualFileError.directoryName(name) }
      try VirtualFiles.check(name)
    } catch {
      throw S3CallFailure("\(error)")
    }
  }

  private mutating func copy(
    _ fromBucket: String, _ fromKey: String, _ item: S3Transfer.Item, to bucket: String,
    _ key: String
  ) throws(S3CallFailure) {
    let source = Document.string("\(fromBucket)/\(PercentEncoding.encode(fromKey))")
    var request: DocumentObject = ["Bucket": .string(bucket), "Key": .string(key)]
    add(arguments.members(isCopy: true), to: &request)
    var place: DocumentObject = ["Bucket": .string(fromBucket), "Key": .string(fromKey)]
    add(arguments.membersToRead(isSource: true), to: &place)
    let isLarge = (item.size ?? 0) >= Multipart.threshold
    if request["MetadataDirective"] == nil {
      let taken = arguments.value(.copyProps)?.text ?? "default"
      if taken != "default" { request["TaggingDirective"] = "REPLACE" }
      let hasHeaders = Multipart.headers.contains { request[$0] != nil }
      if taken != "none", isLarge || hasHeaders {
        try addHeaders(ofSource: place, item.head, to: &request)
      }
      if taken == "none" || hasHeaders { request["MetadataDirective"] = "REPLACE" }
      if isLarge, taken == "default" { request["Tagging"] = try tagging(of: fromBucket, fromKey) }
    }
    // A copy that keeps its source's metadata has a type already.
    if request["MetadataDirective"]?.text == "REPLACE", request["ContentType"] == nil,
      !arguments.has(.noGuess), let type = ContentTypes.guess(fromKey)
    {
      request["ContentType"] = .string(type)
    }
    let eTag: Document?
    if let size = item.size, isLarge {
      request["MetadataDirective"] = nil
      request["TaggingDirective"] = nil
      eTag = try copy(inParts: size, from: source, request)["ETag"]
    } else {
      request["CopySource"] = source
      eTag = try cloud.perform("CopyObject", request)["CopyObjectResult"]?["ETag"]
    }
    cloud.contents.note(copyOf: item.etag, under: eTag?.text)
  }

  private mutating func remove(_ place: S3Place) throws(S3CallFailure) {
    switch place {
    case .object(let bucket, let key):
      _ = try cloud.perform("DeleteObject", ["Bucket": .string(bucket), "Key": .string(key)])
    case .file(let name): cloud.files.remove(name)
    case .stream: break
    }
  }

  func add(_ members: DocumentObject, to request: inout DocumentObject) {
    for entry in members.entries { request[entry.name] = entry.value }
  }
}
