import Kernel
import Shell
import Text

extension S3Run {
  /// `aws s3 cp`, `mv` and `sync`.
  mutating func transfer(
    _ command: S3Command, isMove: Bool, isSync: Bool
  ) throws(CLIError) {
    let isRecursive = isSync || arguments.has(.recursive)
    let source = S3Place(arguments.paths[0].text)
    let destination = S3Place(arguments.paths[1].text)
    try check(command, source, destination, isRecursive: isRecursive, isMove: isMove)
    do throws(S3CallFailure) {
      let transfers = try transfers(
        from: source, to: destination, isRecursive: isRecursive, isSync: isSync)
      // AWS CLI reads grants no sooner than something is to be written with them.
      if transfers.contains(where: { $0.destination?.isObject == true }) {
        _ = try arguments.grants()
      }
      perform(transfers, isMove: isMove)
      if transfers.isEmpty, !isRecursive, source.isObject, source.name.isEmpty {
        explain("a bucket without a key names no object; --recursive takes all of them")
      }
    } catch {
      fail("fatal error: \(error.text)", error, status: 1)
    }
  }

  /// What the two paths come to, in order.
  private mutating func transfers(
    from source: S3Place, to destination: S3Place, isRecursive: Bool, isSync: Bool
  ) throws(S3CallFailure) -> [S3Transfer] {
    let (root, takesName) = destination.root(isRecursive: isRecursive, files: cloud.files)
    if source == .stream || destination == .stream {
      let name = source == .stream ? "-" : source.name.lastStep
      let item = S3Transfer.Item(place: source, name: name)
      return [
        S3Transfer(
          source: source, destination: takesName ? root.named(root.name + name) : destination,
          item: item)
      ]
    }
    let found = try items(of: source, isRecursive: isRecursive)
    // AWS CLI would go on: `sync note.txt s3://b --delete` would empty the bucket.
    guard warnedCount == 0 else { return [] }
    let wanted = isSync ? try changes(found, at: root) : found.map { ($0, false) }
    return wanted.map { item, isSurplus in
      if isSurplus { return S3Transfer(source: item.place, destination: nil, item: item) }
      let place = takesName ? root.named(root.name + item.name) : root
      return S3Transfer(source: item.place, destination: place, item: item)
    }
  }

  /// What a place holds and the filters leave.
  private mutating func items(
    of place: S3Place, isRecursive: Bool
  ) throws(S3CallFailure) -> [S3Transfer.Item] {
    let root = place.root(isRecursive: isRecursive, files: cloud.files).place
    let items =
      root.isObject
      ? try objects(below: root, isRecursive: isRecursive, for: .transfer)
      : files(below: root, isRecursive: isRecursive)
    return items.filter { arguments.filter.takes($0.name) }
  }

  /// What `sync` has to do: what is new or has changed, and what `--delete` takes away.
  private mutating func changes(
    _ found: [S3Transfer.Item], at root: S3Place
  ) throws(S3CallFailure) -> [(item: S3Transfer.Item, isSurplus: Bool)] {
    let there = try items(of: root, isRecursive: true)
    let isDeleting = arguments.has(.delete)
    var changes: [(item: S3Transfer.Item, isSurplus: Bool)] = []
    var rest = there[...]
    for item in found {
      while let other = rest.first, other.name.precedesByBytes(item.name) {
        rest.removeFirst()
        if isDeleting { changes.append((other, true)) }
      }
      if let other = rest.first, other.name.hasSameBytes(as: item.name) {
        rest.removeFirst()
        if arguments.has(.noOverwrite) || isSame(item, other) { continue }
      }
      changes.append((item, false))
    }
    if isDeleting { changes += rest.map { ($0, true) } }
    return changes
  }

  /// Whether `sync` leaves a pair alone: both are known to hold the same.
  private func isSame(_ left: S3Transfer.Item, _ right: S3Transfer.Item) -> Bool {
    guard left.size == right.size else { return false }
    if arguments.has(.sizeOnly) { return true }
    guard let identity = identity(of: left) else { return false }
    return identity == self.identity(of: right)
  }

  private func identity(of item: S3Transfer.Item) -> String? {
    switch item.place {
    case .object: item.etag.map { cloud.contents.identity(of: $0) }
    case .file(let name): cloud.files[name].map { KnownContents.fingerprint(of: $0) }
    case .stream: nil
    }
  }
}

extension S3Run {
  /// Refuses what AWS CLI refuses before it calls.
  private func check(
    _ command: S3Command, _ source: S3Place, _ destination: S3Place, isRecursive: Bool,
    isMove: Bool
  ) throws(CLIError) {
    let paths = arguments.paths
    guard source.isObject || destination.isObject else {
      throw CLIError(
        .parameter, "\(command.usage)\nError: Invalid argument type", range: paths[1].range,
        remark: "one of the two paths has to begin with s3://; cat A > B copies a virtual file")
    }
    try checkCustomerKeys(isCopy: source.isObject && destination.isObject)
    if source == .stream || destination == .stream, command.name != "cp" || isRecursive {
      throw CLIError(
        .parameter, "Streaming currently is only compatible with non-recursive cp commands",
        range: paths[source == .stream ? 0 : 1].range,
        remark: "only cp takes -, one object at a time")
    }
    guard destination != .stream || !arguments.has(.noOverwrite) else {
      throw CLIError(
        .parameter, "--no-overwrite parameter is not supported for streaming downloads",
        range: paths[1].range, remark: "the output is no file that --no-overwrite could spare")
    }
    if isMove, source.isObject, destination.isObject, isOntoItself() {
      throw CLIError(
        .parameter,
        "Cannot mv a file onto itself: \(normal(paths[0].text)) - \(normal(paths[1].text))",
        range: paths[1].range, remark: "source and destination are one object")
    }
    try checkChecksums(from: source, to: destination)
    if case .file(let name) = source, !exists(name) { throw noFile(name) }
  }

  /// The refusal of a source that is no file.
  private func noFile(_ name: String) -> CLIError {
    let path = arguments.paths[0]
    let isRemoved = filesBefore?[name] != nil
    let near = isRemoved ? nil : nearest(to: name, among: cloud.files.names)
    return CLIError(
      .other, "The user-provided path \(path.text) does not exist.", range: path.range,
      remark: "no virtual file \(quoted(path.text))"
        + (isRemoved
          ? VirtualFiles.wasTakenAway
          : near.map { "; the nearest is \($0)" } ?? VirtualFiles.howToMake(path.text)),
      replacement: near, next: isRemoved ? "undo" : "echo hello > \(quoted(path.text))")
  }

  /// Refuses an option about checksums for paths that have no use for it.
  private func checkChecksums(
    from source: S3Place, to destination: S3Place
  ) throws(CLIError) {
    let (upload, copy, download) = (
      "<LocalPath> <S3Uri>", "<S3Uri> <S3Uri>", "<S3Uri> <LocalPath>"
    )
    let given = destination.isObject ? (source.isObject ? copy : upload) : download
    for (option, allowed, use) in [
      (S3Option.checksumAlgorithm, [upload, copy], "what is written"),
      (.checksumMode, [download], "downloads"),
    ] where arguments.has(option) && !allowed.contains(given) {
      throw CLIError(
        .parameter,
        "Expected \(option.name.dropFirst(2)) parameter to be used with one of following path"
          + " formats: \(allowed.joined(separator: ", ")). Instead, received \(given).",
        remark: "\(option.name) is for \(use)")
    }
  }

  /// Refuses a key without its algorithm, an algorithm without its key, and a key for a source that
  /// is no object.
  private func checkCustomerKeys(isCopy: Bool) throws(CLIError) {
    for (algorithm, key) in [
      (S3Option.sseC, S3Option.sseCKey), (.sseCCopySource, .sseCCopySourceKey),
    ] where arguments.has(algorithm) != arguments.has(key) {
      let (given, missing) = arguments.has(key) ? (key, algorithm) : (algorithm, key)
      throw CLIError(
        .parameter,
        "If \(given.name) is specified, \(missing.name) must be specified as well.",
        remark: "\(given.name) needs \(missing.name) beside it",
        next: "help customer-keys")
    }
    guard isCopy || !arguments.has(.sseCCopySource) else {
      throw CLIError(
        .parameter, "--sse-c-copy-source is only supported for copy operations.",
        remark: "that is for copies from bucket to bucket; --sse-c is for what is written, and for"
          + " what is downloaded")
    }
  }

  private func exists(_ name: String) -> Bool {
    name.isEmpty || cloud.files[name] != nil || cloud.files.hasNames(below: name)
  }

  private func isOntoItself() -> Bool {
    let source = normal(arguments.paths[0].text)
    let destination = normal(arguments.paths[1].text)
    return source.hasSameBytes(as: destination)
      || destination.hasSuffix("/") && source.hasSameBytes(as: destination + source.lastStep)
  }

  /// A path with the slash that AWS CLI puts behind a bucket.
  private func normal(_ path: String) -> String {
    guard let (_, key) = S3Place.bucketAndKey(path), key.isEmpty, !path.hasSuffix("/") else {
      return path
    }
    return path + "/"
  }
}
