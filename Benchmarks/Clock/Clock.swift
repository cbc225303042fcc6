import Access
import Benchmark
import Cloud
import Kernel

/// A world with that many keys, all rotating each year.
func world(keys: Int) -> World {
  var world = World(seed: 1, start: Timestamp(secondsSinceEpoch: 1_735_689_600))
  let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
  guard let create = Catalogue.operation("CreateKey"),
    let rotate = Catalogue.operation("EnableKeyRotation")
  else { return world }
  for _ in 0..<keys {
    guard case .success(let response) = world.handle(create, [:], as: call),
      let key = response["KeyMetadata"]?["KeyId"]
    else { continue }
    _ = world.handle(rotate, ["KeyId": key], as: call)
  }
  return world
}

let benchmarks: @Sendable () -> Void = {
  // The limit of issue 2: within a second in release.
  Benchmark(
    "Ten years over 10,000 rotating keys",
    configuration: .init(
      metrics: [.wallClock, .peakMemoryResident], warmupIterations: 0,
      maxDuration: .seconds(30), maxIterations: 10)
  ) { benchmark in
    let start = world(keys: 10_000)
    var world = start
    benchmark.startMeasurement()
    let passage = try world.advance(
      to: world.now.adding(days: 3_653), rotationsLeft: .max)
    benchmark.stopMeasurement()
    guard passage.count == 100_000 else { return benchmark.error("\(passage.count) rotations") }
  }
}
