/// Polynomials of R_q or T_q, FIPS 204 §2.3: one, a vector or, row by row, a matrix.
///
/// Coefficients are numbers modulo q, 0 to q − 1 where nothing else is said. The memory has one
/// owner and is erased when that owner lets go. Everything here is constant-time.
@safe struct Polynomials: ~Copyable {
  /// 256 coefficients for each; the alignment is that of the vectors that `NTT` works on.
  private let coefficients: UnsafeMutablePointer<UInt32>
  /// The number of polynomials.
  let count: Int

  /// Zeros.
  init(count: Int) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 1024 * count, alignment: 16)
    unsafe coefficients = memory.initializeMemory(as: UInt32.self, repeating: 0, count: 256 * count)
    self.count = count
  }

  /// Erases, then frees.
  deinit {
    unsafe erase(UnsafeMutableRawBufferPointer(start: coefficients, count: 1024 * count))
    unsafe coefficients.deallocate()
  }

  /// The same polynomials again.
  borrowing func copy() -> Polynomials {
    extracting(0..<count)
  }

  /// Some of the polynomials.
  borrowing func extracting(_ range: Range<Int>) -> Polynomials {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    let copy = Polynomials(count: range.count)
    unsafe copy.coefficients.update(
      from: coefficients + 256 * range.lowerBound, count: 256 * range.count)
    return copy
  }

  /// Coefficient `j` of polynomial `i`; both are public.
  subscript(_ i: Int, _ j: Int) -> UInt32 {
    @inline(__always) get {
      precondition(i >= 0 && i < count && j >= 0 && j < 256)
      return unsafe coefficients[256 &* i &+ j]
    }
    @inline(__always) set {
      precondition(i >= 0 && i < count && j >= 0 && j < 256)
      unsafe coefficients[256 &* i &+ j] = newValue
    }
  }

  /// Lends the coefficients of all polynomials.
  @inline(__always)
  borrowing func withSpan<R: ~Copyable>(_ body: (Span<UInt32>) -> R) -> R {
    body(unsafe Span(_unsafeStart: coefficients, count: 256 &* count))
  }

  /// Lends the coefficients of all polynomials, to change them.
  @inline(__always)
  mutating func withMutableSpan<R: ~Copyable>(_ body: (inout MutableSpan<UInt32>) -> R) -> R {
    var span = unsafe MutableSpan(_unsafeStart: coefficients, count: 256 &* count)
    return body(&span)
  }
}

/// The coefficients as vectors of four, 64 for each polynomial.
extension Polynomials {
  /// Lends the vectors.
  @inline(__always)
  borrowing func withVectors(_ body: (Span<SIMD4<UInt32>>) -> Void) {
    unsafe coefficients.withMemoryRebound(to: SIMD4<UInt32>.self, capacity: 64 &* count) {
      body(unsafe Span(_unsafeStart: $0, count: 64 &* count))
    }
  }

  /// Lends the vectors, to change them.
  @inline(__always)
  mutating func withMutableVectors(_ body: (inout MutableSpan<SIMD4<UInt32>>) -> Void) {
    let count = count
    unsafe coefficients.withMemoryRebound(to: SIMD4<UInt32>.self, capacity: 64 &* count) {
      var span = unsafe MutableSpan(_unsafeStart: $0, count: 64 &* count)
      body(&span)
    }
  }
}

/// What is done to all coefficients alike; the loops become vector instructions.
extension Polynomials {
  /// Replaces every coefficient.
  @inline(__always)
  mutating func map(_ f: (UInt32) -> UInt32) {
    for i in 0..<256 &* count { unsafe coefficients[i] = f(coefficients[i]) }
  }

  /// Replaces every coefficient by a function of it and its counterpart.
  @inline(__always)
  mutating func map(with other: borrowing Polynomials, _ f: (UInt32, UInt32) -> UInt32) {
    precondition(count == other.count)
    for i in 0..<256 &* count {
      unsafe coefficients[i] = f(coefficients[i], other.coefficients[i])
    }
  }

  /// A + B.
  @inline(never)
  mutating func add(_ other: borrowing Polynomials) {
    map(with: other) { a, b in MLDSA.reduceOnce(a &+ b) }
  }

  /// A − B.
  @inline(never)
  mutating func subtract(_ other: borrowing Polynomials) {
    map(with: other) { a, b in MLDSA.reduceSigned(a &- b) }
  }

  /// c − A, the map of BitPack and BitUnpack, Algorithms 17 and 19.
  @inline(never)
  mutating func subtract(from c: UInt32) {
    map { MLDSA.reduceSigned(c &- $0) }
  }

  /// Whether ‖A‖∞ ≥ `bound`, §2.3: the result alone is public.
  @inline(never)
  borrowing func isNorm(atLeast bound: UInt32) -> Bool {
    var outside: UInt32 = 0
    for i in 0..<256 &* count {
      let a = unsafe coefficients[i]
      // Both differences are negative for a from `bound` to q − `bound`.
      outside |= (bound &- 1 &- a) & (a &- (MLDSA.q &- bound &+ 1))
    }
    return outside &>> 31 != 0
  }
}

extension MLDSA {
  /// a modulo q for a below 2q.
  @inline(__always)
  static func reduceOnce(_ a: UInt32) -> UInt32 { reduceSigned(a &- q) }

  /// a modulo q for a from −q to q − 1, in two's complement.
  @inline(__always)
  static func reduceSigned(_ a: UInt32) -> UInt32 { a &+ (q & (0 &- (a &>> 31))) }
}
