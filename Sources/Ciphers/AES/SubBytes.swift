// SUBBYTES, FIPS 197 §5.1.1, as a circuit of 113 gates: J. Boyar and R. Peralta, "A depth-16
// circuit for the AES S-box", 2011 (IACR ePrint 2011/332). It computes the inverse in GF(2⁸)
// through a tower of fields, between two linear layers. `x0` and `s0` are the most significant
// bits.

extension Planes {
  /// SUBBYTES, FIPS 197 §5.1.1, on every byte, but for the constant 63; constant-time.
  ///
  /// The round keys contain that constant: SHIFTROWS and MIXCOLUMNS take a state whose bytes are
  /// all 63 to itself.
  @inline(__always)
  mutating func subBytes() {
    let y = SBoxInput(self)
    self = y.products(with: y.inverse()).planes()
  }
}

/// The circuit's top linear layer: the paper's y1 to y21 and x7.
private struct SBoxInput<Bits: Gates> {
  let x7, y1, y2, y3, y4, y5, y6, y7, y8, y9, y10: Bits
  let y11, y12, y13, y14, y15, y16, y17, y18, y19, y20, y21: Bits

  /// The 23 sums of the first layer.
  @inline(__always)
  init(_ p: Planes<Bits>) {
    let (x0, x1, x2, x3) = (p.q7, p.q6, p.q5, p.q4)
    let (x4, x5, x6) = (p.q3, p.q2, p.q1)
    x7 = p.q0
    y14 = x3 ^ x5
    y13 = x0 ^ x6
    y9 = x0 ^ x3
    y8 = x0 ^ x5
    let t0 = x1 ^ x2
    y1 = t0 ^ x7
    y4 = y1 ^ x3
    y12 = y13 ^ y14
    y2 = y1 ^ x0
    y5 = y1 ^ x6
    y3 = y5 ^ y8
    let t1 = x4 ^ y12
    y15 = t1 ^ x5
    y20 = t1 ^ x1
    y6 = y15 ^ x7
    y10 = y15 ^ t0
    y11 = y20 ^ y9
    y7 = x7 ^ y11
    y17 = y10 ^ y11
    y19 = y10 ^ y8
    y16 = t0 ^ y11
    y21 = y13 ^ y16
    y18 = x0 ^ y16
  }
}

/// The inverse in GF(2⁴) and its sums: the paper's t29, t33, t37, t40 to t45.
private struct SBoxInverse<Bits: Gates> {
  let t29, t33, t37, t40, t41, t42, t43, t44, t45: Bits
}

extension SBoxInput {
  /// The circuit's middle: from 21 sums to the inverse in the subfield.
  @inline(__always)
  func inverse() -> SBoxInverse<Bits> {
    let (t2, t7, t12) = (y12 & y15, y13 & y16, y9 & y11)
    let (t4, t6) = ((y3 & y6) ^ t2, (y4 & x7) ^ t2)
    let (t9, t11) = ((y5 & y1) ^ t7, (y2 & y7) ^ t7)
    let (t14, t16) = ((y14 & y17) ^ t12, (y8 & y10) ^ t12)
    let (t17, t18) = (t4 ^ t14, t6 ^ t16)
    let (t19, t20) = (t9 ^ t14, t11 ^ t16)
    let (t21, t22) = (t17 ^ y20, t18 ^ y19)
    let (t23, t24) = (t19 ^ y21, t20 ^ y18)
    let t25 = t21 ^ t22
    let t26 = t21 & t23
    let t27 = t24 ^ t26
    let t29 = (t25 & t27) ^ t22
    let t33 = ((t22 ^ t26) & (t23 ^ t24)) ^ t24
    let t36 = t24 & (t27 ^ t33)
    let t37 = t36 ^ (t23 ^ t33)
    let t40 = t25 ^ (t29 & (t27 ^ t36))
    let (t41, t42) = (t40 ^ t37, t29 ^ t33)
    return SBoxInverse(
      t29: t29, t33: t33, t37: t37, t40: t40, t41: t41, t42: t42,
      t43: t29 ^ t40, t44: t33 ^ t37, t45: t42 ^ t41)
  }

  /// The 18 products that lead back to GF(2⁸): the paper's z0 to z17.
  @inline(__always)
  func products(with t: SBoxInverse<Bits>) -> SBoxProducts<Bits> {
    SBoxProducts(
      z0: t.t44 & y15, z1: t.t37 & y6, z2: t.t33 & x7, z3: t.t43 & y16, z4: t.t40 & y1,
      z5: t.t29 & y7, z6: t.t42 & y11, z7: t.t45 & y17, z8: t.t41 & y10, z9: t.t44 & y12,
      z10: t.t37 & y3, z11: t.t33 & y4, z12: t.t43 & y13, z13: t.t40 & y5, z14: t.t29 & y2,
      z15: t.t42 & y9, z16: t.t45 & y14, z17: t.t41 & y8)
  }
}

/// The circuit's products and its bottom linear layer, which holds the affine map of §5.1.1.
private struct SBoxProducts<Bits: Gates> {
  let z0, z1, z2, z3, z4, z5, z6, z7, z8: Bits
  let z9, z10, z11, z12, z13, z14, z15, z16, z17: Bits

  /// The 30 sums of the last layer; the paper inverts four outputs, 0, 1, 5 and 6, for the 63.
  @inline(__always)
  func planes() -> Planes<Bits> {
    let (t46, t47, t48, t49) = (z15 ^ z16, z10 ^ z11, z5 ^ z13, z9 ^ z10)
    let (t50, t51, t52, t53) = (z2 ^ z12, z2 ^ z5, z7 ^ z8, z0 ^ z3)
    let (t54, t55, t56, t57) = (z6 ^ z7, z16 ^ z17, z12 ^ t48, t50 ^ t53)
    let (t58, t59, t60, t61) = (z4 ^ t46, z3 ^ t54, t46 ^ t57, z14 ^ t57)
    let (t62, t63, t64) = (t52 ^ t58, t49 ^ t58, z4 ^ t59)
    let (t65, t66) = (t61 ^ t62, z1 ^ t63)
    let t67 = t64 ^ t65
    let s3 = t53 ^ t66
    return Planes(
      q0: t48 ^ t60, q1: t56 ^ t62, q2: t47 ^ t65, q3: t51 ^ t66,
      q4: s3, q5: t55 ^ t67, q6: t64 ^ s3, q7: t59 ^ t63)
  }
}
