/// Overwrites memory that held a secret, as SP 800-57 Part 1 §8.3.4 asks of destroyed keys.
///
/// The optimiser deletes stores into memory that is about to be freed. It cannot see through this
/// function: it is neither inlined nor optimised, so no effect is inferred for it and no call of it
/// is dropped. Copies that the compiler keeps in registers or spills to the stack are out of reach.
@inline(never) @_optimize(none)
package func erase(_ memory: UnsafeMutableRawBufferPointer) {
  unsafe overwriteWithZeros(memory)
}

/// Erases an array's own elements in place; another owner's copy of them is not touched.
package func erase(_ bytes: inout [UInt8]) {
  unsafe bytes.withUnsafeMutableBytes { unsafe erase($0) }
}

/// The stores themselves, compiled to `memset` because only an opaque function calls them.
@inline(never)
private func overwriteWithZeros(_ memory: UnsafeMutableRawBufferPointer) {
  unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
}
