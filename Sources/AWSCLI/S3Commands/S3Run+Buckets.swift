import Kernel
import Shell

extension S3Run {
  /// `aws s3 mb`.
  mutating func makeBucket(_ command: S3Command) throws(CLIError) {
    let path = arguments.paths[0]
    guard let (bucket, _) = S3Place.bucketAndKey(path.text) else { throw wrongType(path, command) }
    var request: DocumentObject = ["Bucket": .string(bucket)]
    var configuration = DocumentObject()
    // us-east-1 is what a bucket without a place gets, and S3 refuses its name.
    if region != "us-east-1" { configuration["LocationConstraint"] = .string(region) }
    if arguments.has(.tags) { configuration["Tags"] = .list(arguments.values(.tags)) }
    if !configuration.isEmpty { request["CreateBucketConfiguration"] = .object(configuration) }
    do throws(S3CallFailure) {
      _ = try cloud.perform("CreateBucket", request)
      write("make_bucket: \(bucket)")
    } catch {
      fail("make_bucket failed: \(path.text) \(error.text)", error, status: 1)
    }
  }

  /// `aws s3 presign`: nobody is called, and no object has to be there.
  mutating func presign() throws(CLIError) {
    let path = arguments.paths[0]
    let place = path.text.hasPrefix("s3://") ? path.text : "s3://" + path.text
    let (bucket, key) = S3Place.bucketAndKey(place) ?? ("", "")
    guard !key.isEmpty else {
      throw CLIError(
        .parameter,
        "Parameter validation failed:\nInvalid length for parameter Key, value: 0, valid min"
          + " length: 1", range: path.range, remark: "a link is to an object: s3://BUCKET/KEY")
    }
    var seconds = 3600
    if case .number(let given) = arguments.value(.expiresIn) { seconds = given.integer ?? seconds }
    write(cloud.link(to: bucket, key, seconds: seconds))
  }

  /// `aws s3 rb`.
  mutating func removeBucket(_ command: S3Command) throws(CLIError) {
    let path = arguments.paths[0]
    guard let (bucket, key) = S3Place.bucketAndKey(path.text) else {
      throw wrongType(path, command)
    }
    guard key.isEmpty else {
      throw CLIError(
        .parameter, "Please specify a valid bucket name only. E.g. s3://\(bucket)",
        range: path.range, remark: "rb removes a bucket; rm deletes objects",
        replacement: "s3://\(bucket)")
    }
    if arguments.has(.force) {
      deleteObjects(of: .object(bucket: bucket, key: ""), isRecursive: true)
      guard result.status == 0 else {
        fail(
          "\naws: [ERROR]: remove_bucket failed: Unable to delete all objects in the bucket,"
            + " bucket will not be deleted.", status: 255)
        return
      }
    }
    do throws(S3CallFailure) {
      _ = try cloud.perform("DeleteBucket", ["Bucket": .string(bucket)])
      write("remove_bucket: \(bucket)")
    } catch {
      fail("remove_bucket failed: \(path.text) \(error.text)", error, status: 1)
    }
  }

  /// `aws s3 rm`.
  mutating func delete(_ command: S3Command) throws(CLIError) {
    let path = arguments.paths[0]
    guard let (bucket, key) = S3Place.bucketAndKey(path.text) else {
      throw wrongType(path, command)
    }
    deleteObjects(
      of: .object(bucket: bucket, key: key), isRecursive: arguments.has(.recursive))
  }

  private mutating func deleteObjects(of place: S3Place, isRecursive: Bool) {
    let root = place.root(isRecursive: isRecursive, files: cloud.files).place
    do throws(S3CallFailure) {
      let items = try objects(below: root, isRecursive: isRecursive, for: .deletion)
        .filter { arguments.filter.takes($0.name) }
      perform(
        items.map { S3Transfer(source: $0.place, destination: nil, item: $0) }, isMove: false)
      if !isRecursive, place.name.isEmpty {
        explain("a bucket without a key names no object; --recursive takes all of them")
      }
    } catch {
      fail("fatal error: \(error.text)", error, status: 1)
    }
  }

  /// The refusal of a path that should begin with `s3://`.
  private func wrongType(_ path: Argument, _ command: S3Command) -> CLIError {
    let usage = command.name == "rm" ? command.usage : command.operands
    return CLIError(
      .parameter, "\(usage)\nError: Invalid argument type", range: path.range,
      remark: "\(command.name) takes a path that begins with s3://",
      replacement: "s3://\(path.text)")
  }
}
