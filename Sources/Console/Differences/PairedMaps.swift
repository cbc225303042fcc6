import Kernel

/// One key of two maps, with what each has for it.
struct Pair<Key, Value> {
  let key: Key
  let old: Value?
  let new: Value?
}

/// The entries of two maps side by side, ascending.
func paired<Key: MapKey, Value, Map: Sequence<(key: Key, value: Value)>>(
  _ old: Map, _ new: Map
) -> [Pair<Key, Value>] {
  var pairs: [Pair<Key, Value>] = []
  var (left, right) = (old.makeIterator(), new.makeIterator())
  var (a, b) = (left.next(), right.next())
  while true {
    switch (a, b) {
    case (nil, nil): return pairs
    case (let x?, let y?) where Key.isSame(x.key, y.key):
      pairs.append(Pair(key: x.key, old: x.value, new: y.value))
      (a, b) = (left.next(), right.next())
    case (let x?, let y) where y.map({ Key.precedes(x.key, $0.key) }) ?? true:
      pairs.append(Pair(key: x.key, old: x.value, new: nil))
      a = left.next()
    case (_, let y?):
      pairs.append(Pair(key: y.key, old: nil, new: y.value))
      b = right.next()
    case (_, nil): return pairs
    }
  }
}

extension OrderedMap {
  /// A map of pairs, of which the last one of a key counts.
  init(pairs: [(Key, Value)]) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }
}
