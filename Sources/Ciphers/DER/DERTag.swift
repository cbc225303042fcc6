/// The identifier octets that keys and signatures need, X.690 §8.1.2.
enum DERTag: UInt8 {
  /// INTEGER.
  case integer = 0x02
  /// BIT STRING.
  case bitString = 0x03
  /// OCTET STRING.
  case octetString = 0x04
  /// NULL.
  case null = 0x05
  /// OBJECT IDENTIFIER.
  case objectIdentifier = 0x06
  /// SEQUENCE.
  case sequence = 0x30
  /// [0], primitive: an implicit string.
  case context0 = 0x80
  /// [1], primitive: an implicit string.
  case context1 = 0x81
  /// [0], constructed.
  case explicit0 = 0xA0
  /// [1], constructed.
  case explicit1 = 0xA1
}
