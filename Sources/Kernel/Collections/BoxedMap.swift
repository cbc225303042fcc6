/// An ordered map of large values, each in a box: the nodes of its tree are small, so that a write
/// after a copy of the map copies some references, and one value.
@frozen public struct BoxedMap<Key: MapKey, Value: Sendable> {
  @usableFromInline var boxes: OrderedMap<Key, Box<Value>>

  /// Makes a map without entries.
  @inlinable public init() { boxes = OrderedMap() }

  /// The number of entries.
  @inlinable public var count: Int { boxes.count }

  /// Whether there is no entry.
  @inlinable public var isEmpty: Bool { boxes.isEmpty }

  /// The value of a key, to be changed in place; assigning `nil` removes the entry.
  @inlinable public subscript(key: Key) -> Value? {
    get { boxes[key]?.value }
    _modify { yield &boxes[key].unboxed }
  }

  /// The value of a key that was found before, to be changed in place.
  @inlinable public subscript(found key: Key) -> Value {
    get { self[key].found }
    _modify { yield &self[key].found }
  }

  /// Removes the entry of a key and returns its value.
  @discardableResult @inlinable
  public mutating func removeValue(forKey key: Key) -> Value? {
    boxes.removeValue(forKey: key)?.value
  }

  /// The entry with the least key.
  @inlinable public var first: (key: Key, value: Value)? {
    boxes.first.map { ($0.key, $0.value.value) }
  }

  /// The entry with the greatest key.
  @inlinable public var last: (key: Key, value: Value)? {
    boxes.last.map { ($0.key, $0.value.value) }
  }

  /// The keys, ascending.
  @inlinable public var keys: [Key] { boxes.keys }

  /// The values in the order of their keys.
  @inlinable public var values: [Value] { map { $0.value } }

  /// The entries whose keys are not less than `key`, ascending; the first is found in O(log² n).
  @inlinable public func entries(from key: Key) -> some Sequence<(key: Key, value: Value)> {
    boxes.entries(from: key).lazy.map { ($0.key, $0.value.value) }
  }
}

extension BoxedMap: Sequence {
  /// Walks through the entries, ascending.
  @inlinable public func makeIterator() -> some IteratorProtocol<(key: Key, value: Value)> {
    boxes.lazy.map { ($0.key, $0.value.value) }.makeIterator()
  }
}

extension BoxedMap: Sendable where Key: Sendable {}

/// A value behind a reference that copies share.
public final class Box<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value

  /// Puts a value in.
  @inlinable public init(_ value: Value) { self.value = value }
}

/// What is a box of a value.
public protocol Boxing {
  /// What is in it.
  associatedtype Value
  /// What is in it.
  var value: Value { get }
  /// Puts a value in.
  init(_ value: Value)
}

extension Box: Boxing {}

extension Optional where Wrapped: Boxing {
  /// What is in the box, to be changed in place where nobody shares the box.
  @inlinable public var unboxed: Wrapped.Value? {
    get { self?.value }
    _modify {
      var value = self?.value
      // The box goes first, so that what is changed has no other owner.
      self = nil
      defer { self = value.map(Wrapped.init) }
      yield &value
    }
  }
}
