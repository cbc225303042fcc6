import Kernel
import Testing

@Suite struct OrderedMapTests {
  /// What a map should be: pairs, sorted at every use.
  private struct Model {
    var pairs: [(key: Int, value: [Int])] = []

    subscript(key: Int) -> [Int]? {
      get { pairs.first { $0.key == key }?.value }
      set {
        pairs.removeAll { $0.key == key }
        if let newValue { pairs.append((key, newValue)) }
        pairs.sort { $0.key < $1.key }
      }
    }
  }

  private func expectSame(_ map: OrderedMap<Int, [Int]>, _ model: Model) {
    #expect(map.count == model.pairs.count)
    #expect(map.isEmpty == model.pairs.isEmpty)
    #expect(map.keys == model.pairs.map(\.key))
    #expect(map.values == model.pairs.map(\.value))
    #expect(map.map(\.key) == model.pairs.map(\.key))
    #expect(map.first?.key == model.pairs.first?.key)
    #expect(map.last?.key == model.pairs.last?.key)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Random operations agree with a sorted array, and copies stay as they were`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var map: OrderedMap<Int, [Int]> = [:]
    var model = Model()
    var copies: [(OrderedMap<Int, [Int]>, Model)] = []
    for step in 0..<1500 {
      let key = Int.random(in: 0..<120, using: &random)
      switch Int.random(in: 0..<9, using: &random) {
      case 0...3:
        map[key] = [step]
        model[key] = [step]
      case 4:
        map[key]?.append(step)
        model[key]?.append(step)
      case 5:
        map[key] = nil
        model[key] = nil
      case 6:
        let removed = map.removeValue(forKey: key)
        #expect(removed == model[key])
        model[key] = nil
      case 7:
        let first = map.popFirst()
        #expect(first?.key == model.pairs.first?.key)
        #expect(first?.value == model.pairs.first?.value)
        if let key = first?.key { model[key] = nil }
      default:
        if step % 10 == 0 { copies.append((map, model)) }
      }
      #expect(map[key] == model[key])
      let tail = model.pairs.filter { $0.key >= key }
      #expect(map.entries(from: key).map(\.key) == tail.map(\.key))
    }
    expectSame(map, model)
    for (copy, model) in copies { expectSame(copy, model) }
    while let entry = map.popFirst() { #expect(entry.key == model.pairs.removeFirst().key) }
    #expect(map.isEmpty)
  }

  @Test(arguments: [
    (0, [10, 20, 30]),  // before all
    (10, [10, 20, 30]),  // at the first
    (11, [20, 30]),  // between
    (30, [30]),  // at the last
    (31, []),  // after all
  ])
  func `Entries start at the first key that is not less`(start: Int, keys: [Int]) {
    let map: OrderedMap<Int, String> = [20: "b", 30: "c", 10: "a"]
    #expect(map.entries(from: start).map(\.key) == keys)
  }

  @Test func `Texts are ordered and told apart by their bytes`() {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    var map: OrderedMap<String, Int> = [composed: 1, decomposed: 2, "z": 3]
    #expect(map.keys.map { Array($0.utf8) } == [decomposed, "z", composed].map { Array($0.utf8) })
    #expect(map[composed] == 1)
    #expect(map[decomposed] == 2)
    #expect(map["K"] == nil)
    map["K"] = 4
    #expect(map["\u{212A}"] == nil)  // the Kelvin sign, to Swift a K
    #expect(map != [composed: 1, "z": 3, "e\u{300}": 2, "K": 4])
    #expect(([composed: 1] as OrderedMap) != [decomposed: 1])
  }

  @Test func `What was found before is changed in its map, and in no copy of it`() {
    var map: OrderedMap<Int, [Int]> = [1: [1, 2], 2: [3]]
    var boxes = BoxedMap<Int, [Int]>()
    boxes[1] = [1, 2]
    let copy = map
    map[found: 1].append(4)
    boxes[found: 1].append(4)
    #expect(map == [1: [1, 2, 4], 2: [3]] && copy[found: 1] == [1, 2])
    #expect(boxes[found: 1] == [1, 2, 4])
  }

  @Test func `A change of what is not there is not dropped: the program ends`() async {
    await #expect(processExitsWith: .failure) {
      var map: OrderedMap<Int, [Int]> = [1: [1]]
      map[found: 2].append(4)
    }
  }

  @Test func `Of equal keys in a literal the last value stays`() {
    let map: OrderedMap<Int, String> = [1: "a", 2: "b", 1: "c"]
    #expect(map == [1: "c", 2: "b"])
    #expect(map != [1: "c"])
    #expect(map != [1: "c", 2: "x"])
  }

  @Test func `A large map keeps its order through deep trees`() {
    var random = SeededGenerator(seed: 4)
    var map: OrderedMap<Int, Int> = [:]
    for key in (0..<20_000).shuffled(using: &random) { map[key] = -key }
    let copy = map
    for key in (0..<20_000).shuffled(using: &random) where key % 3 != 0 { map[key] = nil }
    #expect(copy.keys == Array(0..<20_000))
    #expect(map.keys == Array(stride(from: 0, to: 20_000, by: 3)))
    #expect(map.entries(from: 10_000).first { _ in true }?.key == 10_002)
    #expect(map.last?.value == -19_998)
  }
}
