/// Memory with one owner, erased when that owner lets go: keys, round keys, hash subkeys.
///
/// It lies on the heap, so moving the owner leaves no copy behind on the stack.
@safe struct SecretBuffer<Element: BitwiseCopyable & FixedWidthInteger>: ~Copyable {
  /// Allocated by `init`, erased and freed by `deinit`, seen by nobody else.
  private let elements: UnsafeMutableBufferPointer<Element>

  /// Zeroed memory for `count` elements, which `fill` then writes in place.
  init(count: Int, fill: (inout MutableSpan<Element>) -> Void) {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: count)
    unsafe memory.initialize(repeating: 0)
    unsafe elements = memory
    var span = unsafe MutableSpan(_unsafeElements: memory)
    fill(&span)
  }

  /// Erases, then frees.
  deinit {
    unsafe erase(UnsafeMutableRawBufferPointer(elements))
    unsafe elements.deallocate()
  }

  /// The number of elements.
  var count: Int { unsafe elements.count }

  /// Lends the elements to `body`, to change them.
  mutating func withMutableSpan<R>(_ body: (inout MutableSpan<Element>) -> R) -> R {
    var span = unsafe MutableSpan(_unsafeElements: elements)
    return body(&span)
  }

  /// Lends the elements to `body`.
  @inline(__always)
  borrowing func withSpan<R: ~Copyable, E: Error>(
    _ body: (Span<Element>) throws(E) -> R
  ) throws(E) -> R {
    try body(unsafe Span(_unsafeElements: UnsafeBufferPointer(elements)))
  }
}
