import Ciphers
import Cloud
import Console
import Foundation
import KMS
import Kernel
import Lab
import S3
import Sessions
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

#if os(Linux)
  /// Deleted key material is nowhere in the memory of a process that replayed its session.
  @Suite(.serialized) struct ForgottenMaterialTests {
    /// A key that rotated, was used, deleted and outlived, with undo and branches on the way.
    private static let lines = [
      "K=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms enable-key-rotation --key-id $K", "advance 400d",
      "aws kms encrypt --key-id $K --plaintext aGVsbG8= --query CiphertextBlob --output text >c",
      "branch other", "A=1", "switch main", "undo", "redo",
      "aws kms schedule-key-deletion --key-id $K --pending-window-in-days 7",
      "explain", "advance 8d", "A=2",
    ]

    /// The same lines within a lab, and in the free world.
    private static let sessions = [lines, ["learn 1"] + lines, ["learn 1", "leave"] + lines]

    /// The material of the key's versions, its bits turned, so that the search does not find itself.
    private static func turned(_ lines: [String], seed: UInt64) -> [[UInt8]] {
      var session = Session(SessionConfiguration(seed: seed))
      session.companion = Tutor()
      for line in lines.prefix(while: { !$0.contains("schedule") }) { _ = session.execute(line) }
      let materials = session.world.storage.kms.keys.values.flatMap(\.materials.all)
      return materials.compactMap { material in
        material.secret?.symmetricKey?.withBytes { span in span.indices.map { span[$0] ^ 0xFF } }
      }
    }

    private static func text(_ lines: [String], seed: UInt64) -> String {
      GradeTests.saved(lines, seed: seed, start: "2025-01-01")
    }

    @Test(arguments: sessions.indices)
    func `A graded session's material is nowhere in memory`(index: Int) throws {
      let lines = Self.sessions[index]
      let seed = 7_000 + UInt64(index)
      let bytes = Array(Self.text(lines, seed: seed).utf8)
      let turned = Self.turned(lines, seed: seed)
      #expect(turned.count == 2)
      let record = try SessionRecord(bytes, seeking: GradeTests.lesson)
      let report = ReportPage(record).html
      #expect(record.difference == nil)
      #expect(try ProcessMemory.places(of: turned) == 0)
      // The record is alive all the while.
      #expect(report.contains("DeleteKey") && !record.session.log.isEmpty)
    }

    @Test func `A replayed session's material is nowhere in memory`() throws {
      let bytes = Array(Self.text(Self.lines, seed: 7_777).utf8)
      let turned = Self.turned(Self.lines, seed: 7_777)
      let lab = Array(
        String(decoding: bytes, as: UTF8.self).replacing("kind: session", with: "kind: test").utf8)
      let replays = [try Replay(bytes), try Replay(lab)]
      #expect(replays.allSatisfy { $0.differences.isEmpty })
      #expect(try ProcessMemory.places(of: turned) == 0)
      #expect(replays.map(\.steps.count) == [Self.lines.count, Self.lines.count])
    }

    @Test func `The search finds what is there`() throws {
      var session = Session(SessionConfiguration(seed: 8_888))
      for line in Self.lines.prefix(3) { _ = session.execute(line) }
      let turned = Self.turned(Self.lines, seed: 8_888)
      #expect(try ProcessMemory.places(of: turned) >= 2)
      #expect(session.world.storage.kms.keys.count == 1)
    }
  }

  /// The memory of this process that can be written to, as /proc shows it.
  private enum ProcessMemory {
    /// How often any of some secrets is in it; each is given with its bits turned.
    static func places(of turned: [[UInt8]]) throws -> Int {
      let memory = unsafe open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
      defer { close(memory) }
      let size = 1 << 20
      var chunk = [UInt8](repeating: 0, count: size + 64)
      var count = 0
      for range in try writable() {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
          count += unsafe chunk.withUnsafeMutableBytes { chunk in
            let length = min(chunk.count, Int(range.upperBound - start))
            let read = unsafe pread(memory, chunk.baseAddress, length, off_t(start))
            let found = unsafe occurrences(
              of: turned, in: UnsafeRawBufferPointer(rebasing: chunk[..<max(0, read)]))
            // The copy is searched too, when its own range is read.
            unsafe chunk.initializeMemory(as: UInt8.self, repeating: 0)
            return found
          }
        }
      }
      return count
    }

    /// The ranges of addresses that can be read and written.
    private static func writable() throws -> [Range<UInt>] {
      let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
      return maps.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard words.count > 1, words[1].hasPrefix("rw") else { return nil }
        let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        return ends.count == 2 ? ends[0]..<ends[1] : nil
      }
    }

    /// How often 16 bytes of a secret, which are no accident, stand in some bytes.
    private static func occurrences(
      of turned: [[UInt8]], in bytes: UnsafeRawBufferPointer
    ) -> Int {
      guard let base = bytes.baseAddress else { return 0 }
      var count = 0
      for secret in turned {
        var place = 0
        while place + 16 <= bytes.count,
          let found = unsafe memchr(base + place, Int32(secret[0] ^ 0xFF), bytes.count - place - 15)
        {
          let index = unsafe UnsafeRawPointer(found) - base
          if (1..<16).allSatisfy({ unsafe bytes[index + $0] == secret[$0] ^ 0xFF }) { count += 1 }
          place = index + 1
        }
      }
      return count
    }
  }
#endif
