public import SortedCollections

/// A map sorted by key whose copies share structure; the only container of the world's state.
///
/// Texts are sorted and told apart by their UTF-8 bytes. The one wrapper over swift-collections'
/// B-tree, so that it could be replaced. A copy costs nothing, a write after a copy costs a path of
/// nodes.
@frozen public struct OrderedMap<Key: MapKey, Value> {
  /// The entries in ascending order of their keys.
  @usableFromInline var tree: SortedDictionary<Slot<Key>, Value>

  /// Makes a map without entries.
  @inlinable public init() { tree = SortedDictionary() }

  /// The number of entries.
  @inlinable public var count: Int { tree.count }

  /// Whether there is no entry.
  @inlinable public var isEmpty: Bool { tree.isEmpty }

  /// The value of a key, to be changed in place; assigning `nil` removes the entry.
  @inlinable public subscript(key: Key) -> Value? {
    @inline(__always) get { tree[Slot(key: key)] }
    @inline(__always) _modify { yield &tree[Slot(key: key)] }
  }

  /// The value of a key that was found before, to be changed in place: no change is dropped in
  /// silence because its entry is gone.
  @inlinable public subscript(found key: Key) -> Value {
    get { self[key].found }
    _modify { yield &self[key].found }
  }

  /// Removes the entry of a key and returns its value.
  @discardableResult @inlinable
  public mutating func removeValue(forKey key: Key) -> Value? {
    tree.removeValue(forKey: Slot(key: key))
  }

  /// The entry with the least key.
  @inlinable public var first: (key: Key, value: Value)? {
    entry(at: tree.isEmpty ? nil : tree.startIndex)
  }

  /// The entry with the greatest key.
  @inlinable public var last: (key: Key, value: Value)? {
    entry(at: tree.isEmpty ? nil : tree.index(before: tree.endIndex))
  }

  /// Removes and returns the entry with the least key.
  @inlinable public mutating func popFirst() -> (key: Key, value: Value)? {
    guard let entry = first else { return nil }
    removeValue(forKey: entry.key)
    return entry
  }

  /// The keys, ascending.
  @inlinable public var keys: [Key] { map { $0.key } }

  /// The values in the order of their keys.
  @inlinable public var values: [Value] { map { $0.value } }

  /// The entries whose keys are not less than `key`, ascending; the first is found in O(log² n).
  @inlinable public func entries(from key: Key) -> some Sequence<(key: Key, value: Value)> {
    tree[lowerBound(of: Slot(key: key))..<tree.endIndex].lazy.map { ($0.key.key, $0.value) }
  }

  @inlinable func entry(
    at index: SortedDictionary<Slot<Key>, Value>.Index?
  ) -> (key: Key, value: Value)? {
    index.map { (tree[$0].key.key, tree[$0].value) }
  }

  /// The place of the first entry whose key is not less than `key`.
  @inlinable func lowerBound(of slot: Slot<Key>) -> SortedDictionary<Slot<Key>, Value>.Index {
    var low = 0
    var high = tree.count
    while low < high {
      let middle = (low + high) / 2
      if tree[tree.index(tree.startIndex, offsetBy: middle)].key < slot {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return tree.index(tree.startIndex, offsetBy: low)
  }
}

extension OrderedMap: Sequence {
  /// Walks through the entries, ascending.
  @inlinable public func makeIterator() -> some IteratorProtocol<(key: Key, value: Value)> {
    tree.lazy.map { ($0.key.key, $0.value) }.makeIterator()
  }
}

extension OrderedMap: Sendable where Key: Sendable, Value: Sendable {}
extension OrderedMap: Equatable where Value: Equatable {
  /// Whether both hold equal entries; at once where they are copies that nobody has changed.
  @inlinable public static func == (left: OrderedMap, right: OrderedMap) -> Bool {
    if left.sharesAll(with: right) { return true }
    return left.count == right.count
      && zip(left.tree, right.tree).allSatisfy { $0.key == $1.key && $0.value == $1.value }
  }

  /// Whether both have the same nodes: a tree is a reference to its root, and some numbers.
  @inlinable func sharesAll(with other: OrderedMap) -> Bool {
    unsafe withUnsafeBytes(of: tree) { left in
      unsafe withUnsafeBytes(of: other.tree) { right in unsafe left.elementsEqual(right) }
    }
  }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
  /// Makes a map of the entries given; of equal keys the last one stays.
  public init(dictionaryLiteral elements: (Key, Value)...) {
    self.init()
    for (key, value) in elements { self[key] = value }
  }
}

extension Optional {
  /// What is there for certain, to be changed in place.
  @inlinable var found: Wrapped {
    get {
      guard let value = self else { preconditionFailure("what was found before is gone") }
      return value
    }
    _modify {
      precondition(self != nil, "what was found before is gone")
      // swift-format-ignore: NeverForceUnwrap
      yield &self!
    }
  }
}

/// A key of an ordered map.
///
/// Swift orders texts by Unicode's canonical form: two names that AWS keeps apart would be one
/// key, and the order could change with the version of Unicode. So texts are ordered by bytes here.
public protocol MapKey: Comparable {
  /// Whether a key comes before another.
  static func precedes(_ left: Self, _ right: Self) -> Bool
  /// Whether two keys are one.
  static func isSame(_ left: Self, _ right: Self) -> Bool
}

extension MapKey {
  /// As the type itself orders.
  @inlinable public static func precedes(_ left: Self, _ right: Self) -> Bool { left < right }

  /// As the type itself compares.
  @inlinable public static func isSame(_ left: Self, _ right: Self) -> Bool { left == right }
}

extension Int: MapKey {}

extension String: MapKey {
  /// By UTF-8 bytes.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    left.precedesByBytes(right)
  }

  /// By UTF-8 bytes.
  public static func isSame(_ left: String, _ right: String) -> Bool {
    left.hasSameBytes(as: right)
  }
}

/// A key as the tree compares it.
@frozen public struct Slot<Key: MapKey>: Comparable {
  @usableFromInline let key: Key

  @inlinable init(key: Key) { self.key = key }

  @inlinable public static func < (left: Slot, right: Slot) -> Bool {
    Key.precedes(left.key, right.key)
  }

  @inlinable public static func == (left: Slot, right: Slot) -> Bool {
    Key.isSame(left.key, right.key)
  }
}

extension Slot: Sendable where Key: Sendable {}
