import Access
import Benchmark
import CMemory
import Ciphers
import Cloud
import Kernel

#if !PORTABLE && arch(x86_64)
  import CiphersHardware
  import CiphersVAES
#endif

/// A world with one bucket, and a caller who may do everything with it.
struct Store {
  var world = World(seed: 1, start: Timestamp(secondsSinceEpoch: 1_735_689_600))
  let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)

  init() { perform("CreateBucket", ["Bucket": "store"]) }

  @discardableResult
  mutating func perform(_ name: String, _ request: Document) -> DocumentObject? {
    guard let operation = Catalogue.operation(name) else { return nil }
    return try? world.handle(operation, request, as: call).get()
  }

  /// Sets a rule that ends objects after 30 days.
  mutating func setRule(of bucket: String) {
    perform(
      "PutBucketLifecycleConfiguration",
      [
        "Bucket": .string(bucket),
        "LifecycleConfiguration": [
          "Rules": [["Status": "Enabled", "Filter": [:], "Expiration": ["Days": 30]]]
        ],
      ])
  }

  /// Leaves nothing of what was done but what came of it.
  mutating func forgetTrail() {
    world.environment = Environment(seed: 1, start: world.now, account: .learner)
  }

  mutating func put(_ key: String) -> Document? {
    perform("PutObject", ["Bucket": "store", "Key": .string(key)])?["VersionId"]
  }
}

/// `logs/0000012345.txt`.
func key(_ number: Int) -> String {
  let digits = String(number)
  return "logs/" + String(repeating: "0", count: 10 - digits.count) + digits + ".txt"
}

/// One run of each: the worlds take a minute to fill.
var once: Benchmark.Configuration {
  Benchmark.Configuration(
    metrics: [.wallClock, .peakMemoryResident], warmupIterations: 0, maxDuration: .seconds(300),
    maxIterations: 1)
}

/// Ciphers with the processor's instructions, as the program does.
func chooseInstructions() {
  #if !PORTABLE && arch(x86_64)
    if let hardware = Hardware.instructions(wide: VAES()) { Instructions.choose(hardware) }
  #endif
}

let benchmarks: @Sendable () -> Void = {
  chooseInstructions()
  for (name, marker, list) in [
    ("ListObjectsV2", "StartAfter", "Contents"), ("ListObjectVersions", "KeyMarker", "Versions"),
  ] {
    Benchmark("1,000,000 objects: 100 pages of \(name), anywhere", configuration: once) {
      benchmark in
      var store = Store()
      for number in 0..<1_000_000 { _ = store.put(key(number)) }
      benchmark.startMeasurement()
      for number in 0..<100 {
        let request: Document = .object(
          DocumentObject([("Bucket", "store"), (marker, .string(key(number * 9_900)))]))
        let page = store.perform(name, request)
        if page?[list]?.elements?.count != 1000 { benchmark.error("no page of 1,000") }
      }
      benchmark.stopMeasurement()
    }
  }
  let bytes = BenchmarkMetric.custom(
    "bytes each", polarity: .prefersSmaller, useScalingFactor: false)
  Benchmark(
    "1,000,000 objects: memory of each, its empty content too, beside the trail",
    configuration: .init(metrics: [bytes], warmupIterations: 0, maxIterations: 1)
  ) { benchmark in
    let count = 1_000_000
    let before = allocated_byte_count()
    var store = Store()
    for number in 0..<count { _ = store.put(key(number)) }
    store.forgetTrail()
    benchmark.measurement(bytes, Int(allocated_byte_count() - before) / count)
    blackHole(store)
  }
  let name = "10,000 versions of one key: 1,000 reads of the newest, and 1,000 of others"
  Benchmark(name, configuration: once) { benchmark in
    var store = Store()
    store.perform(
      "PutBucketVersioning",
      ["Bucket": "store", "VersioningConfiguration": ["Status": "Enabled"]])
    let ids = (0..<10_000).map { _ in store.put("one") ?? .null }
    let current: Document = ["Bucket": "store", "Key": "one"]
    benchmark.startMeasurement()
    for number in 0..<1_000 {
      blackHole(store.perform("GetObject", current))
      let old: Document = ["Bucket": "store", "Key": "one", "VersionId": ids[number * 9]]
      blackHole(store.perform("GetObject", old))
    }
    benchmark.stopMeasurement()
  }
  Benchmark("a rule that expires 100,000 objects on one day", configuration: once) { benchmark in
    var store = Store()
    for number in 0..<100_000 { _ = store.put(key(number)) }
    store.setRule(of: "store")
    benchmark.startMeasurement()
    let passage = try? store.world.advance(to: store.world.now.adding(days: 60))
    benchmark.stopMeasurement()
    let left = store.perform("ListObjectsV2", ["Bucket": "store"])?["Contents"]
    if passage?.count != 1 || left != nil { benchmark.error("objects are left") }
  }
  Benchmark("a year over 1,000 buckets with rules", configuration: once) { benchmark in
    var store = Store()
    for number in 0..<1000 {
      let name = "store-\(number)"
      store.perform("CreateBucket", ["Bucket": .string(name)])
      store.setRule(of: name)
      store.perform("PutObject", ["Bucket": .string(name), "Key": "one"])
    }
    benchmark.startMeasurement()
    let passage = try? store.world.advance(to: store.world.now.adding(days: 365))
    benchmark.stopMeasurement()
    if passage?.count != 1000 { benchmark.error("not one event for each bucket") }
  }
}
