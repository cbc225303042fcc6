/// The arguments of an initialiser, read from a request one after the other.
///
/// A closure that kept the members themselves would look up the types of all of them at each call,
/// to find out where each lies: a quarter of the time of a call of S3. Objects lie alike.
struct Arguments {
  /// How each is read, in their order.
  let readers: [any ArgumentReader]
  /// The members that the request gives.
  let object: DocumentObject
  private var place = 0

  /// Begins with the first.
  init(readers: [any ArgumentReader], object: DocumentObject) {
    self.readers = readers
    self.object = object
  }

  /// Reads the next one, whose type is that of the pack's next element; fails after the reader was
  /// told what is wrong.
  mutating func next<Argument: Sendable>(
    _ type: Argument.Type, _ reader: inout MemberReader
  ) throws(Absent) -> Argument {
    // The pack that is walked here has made the array of readers, element by element.
    let next = unsafe unsafeDowncast(readers[place], to: OneArgumentReader<Argument>.self)
    place += 1
    return try next.read(object, &reader)
  }
}

/// How an argument is read, whatever its type.
protocol ArgumentReader: AnyObject, Sendable {
  /// Reads it for the sake of what the reader is told.
  func check(_ object: DocumentObject, _ reader: inout MemberReader)
}

/// How an argument of one type is read.
final class OneArgumentReader<Argument: Sendable>: ArgumentReader {
  /// Reads it from a request's members; fails after the reader was told what is wrong.
  let read: @Sendable (DocumentObject, inout MemberReader) throws(Absent) -> Argument

  /// Reads it in this way.
  init(read: @escaping @Sendable (DocumentObject, inout MemberReader) throws(Absent) -> Argument) {
    self.read = read
  }

  func check(_ object: DocumentObject, _ reader: inout MemberReader) {
    do throws(Absent) {
      _ = try read(object, &reader)
    } catch {
      // The reader knows.
    }
  }
}
