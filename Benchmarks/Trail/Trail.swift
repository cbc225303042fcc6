import Access
import Benchmark
import Cloud
import Kernel

/// A world whose trail has that many records of GenerateDataKey under a hundred keys.
func world(records: Int) -> (world: World, key: Document) {
  var world = World(seed: 1, start: Timestamp(secondsSinceEpoch: 1_735_689_600))
  let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
  guard let create = Catalogue.operation("CreateKey"),
    let generate = Catalogue.operation("GenerateDataKeyWithoutPlaintext")
  else { return (world, .null) }
  let keys = (0..<100).compactMap { _ -> Document? in
    guard case .success(let response) = world.handle(create, [:], as: call) else { return nil }
    return response["KeyMetadata"]?["Arn"]
  }
  for number in 0..<records {
    let request: Document = [
      "KeyId": keys[number % keys.count], "KeySpec": "AES_256",
      "EncryptionContext": ["aws:s3:arn": .string("arn:aws:s3:::photos/\(number).jpg")],
    ]
    _ = world.handle(generate, request, as: call)
  }
  return (world, keys[0])
}

let benchmarks: @Sendable () -> Void = {
  // The limit of issue 6: under 1 GiB.
  Benchmark(
    "1,000,000 records, and a look-up of one key",
    configuration: .init(
      metrics: [.wallClock, .peakMemoryResident], warmupIterations: 0,
      maxDuration: .seconds(300), maxIterations: 1)
  ) { benchmark in
    var (world, key) = world(records: 1_000_000)
    let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
    guard let lookup = Catalogue.operation("LookupEvents") else { return }
    let request: Document = [
      "LookupAttributes": [["AttributeKey": "ResourceName", "AttributeValue": key]]
    ]
    benchmark.startMeasurement()
    let outcome = world.handle(lookup, request, as: call)
    benchmark.stopMeasurement()
    guard case .success(let response) = outcome, response["Events"]?.elements?.count == 50 else {
      return benchmark.error("no 50 events")
    }
  }
}
