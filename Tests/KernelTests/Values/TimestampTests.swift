import Kernel
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"),
    (951_782_400, "2000-02-29T00:00:00Z"),  // leap day of a year divisible by 400
    (1_735_689_600, "2025-01-01T00:00:00Z"),  // where the clock starts
    (4_107_542_399, "2100-02-28T23:59:59Z"),  // 2100 has no leap day
    (4_107_542_400, "2100-03-01T00:00:00Z"),
    (253_402_300_799, "9999-12-31T23:59:59Z"),  // the last moment
    (-1, "1969-12-31T23:59:59Z"),
  ])
  func `Seconds and calendar agree in both directions`(seconds: Int, text: String) {
    #expect(Timestamp(secondsSinceEpoch: seconds).description == text)
    #expect(Timestamp(text)?.secondsSinceEpoch == seconds)
  }

  @Test(arguments: [
    "2026-03-01", "2026-03-01T00:00", "2026-03-01T00:00:00", "2026-03-01T00:00:00Z",
    "2026-03-01T00:00:00+00:00", "2026-03-01 00:00",
  ])
  func `A date reads in every form`(text: String) {
    #expect(Timestamp(text)?.description == "2026-03-01T00:00:00Z")
  }

  @Test(arguments: [
    "", "2026", "2026-3-1", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-32",
    "2026-01-01T24:00", "2026-01-01T10", "2026-01-01T10:60", "2026-01-01T1:00:00", "2026-01-01TT",
    "-026-01-01", "2026-01-01T00:00:00+02:00", "２０２６-01-01",
  ])
  func `Nonsense is no date`(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
