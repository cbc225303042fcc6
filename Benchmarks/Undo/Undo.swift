import AWSCLI
import Access
import Benchmark
import Cloud
import Console
import Kernel
import Sessions

/// A session whose world has that many objects, and a history of that many steps behind them.
func session(objects: Int, steps: Int) -> Session {
  var session = Session()
  _ = session.execute("aws s3 mb s3://photos; echo x > f")
  let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
  if let put = Catalogue.operation("PutObject") {
    for number in 0..<objects {
      let request: Document = [
        "Bucket": "photos", "Key": .string("\(number).jpg"), "Body": .bytes([1, 2, 3]),
      ]
      _ = session.present.world.handle(put, request, as: call)
    }
  }
  for number in 0..<steps {
    _ = session.execute("aws s3api put-object --bucket photos --key step-\(number) --body f")
  }
  return session
}

let benchmarks: @Sendable () -> Void = {
  // The limits of issue 7: under 10 ms, and memory that grows with what changed.
  for steps in [100, 10_000] {
    Benchmark(
      "Undo behind \(steps) steps over 100,000 objects",
      configuration: .init(
        metrics: [.wallClock, .peakMemoryResident], warmupIterations: 0,
        maxDuration: .seconds(120), maxIterations: 50)
    ) { benchmark, start in
      var copy = start
      benchmark.startMeasurement()
      let reply = copy.execute("undo")
      benchmark.stopMeasurement()
      guard case .done(_, 0, _) = reply else { return benchmark.error("nothing is undone") }
    } setup: {
      session(objects: 100_000, steps: steps)
    }
  }
}
