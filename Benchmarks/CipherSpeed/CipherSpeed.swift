import CPeer
import Ciphers
import Foundation

#if !PORTABLE && arch(x86_64)
  import CiphersHardware
  import CiphersVAES
#endif

/// Our ciphers beside OpenSSL's and swift-crypto's: ratios of runs that alternate within one process,
/// since figures of two processes differ more than the ciphers.
///
/// Three processes, because libcrypto reads once what it may use: this one with all instructions of
/// the processor, and then itself again, `masked`, without those for AES, carry-less products and
/// SHA, and `keys`, without those of public keys. Any of the words as an argument does that part only.
@main struct CipherSpeed {
  /// Takes AES (bit 57), carry-less multiplication (bit 33) and SHA (bit 29 of the next word) away.
  static let mask = "~0x200000200000000:~0x20000000"

  /// Takes ADX (bit 19 of the second word), BMI2 (bit 8) and AVX2 (bit 5) away.
  static let keyMask = "~0x0:~0x80120"

  static func main() throws {
    let isMasked = CommandLine.arguments.contains("masked")
    // swift-crypto's BoringSSL reads the same variable, when it is first used: before it is set.
    let race = Race()
    race.sealCrypto()
    let hasKeysOnly = CommandLine.arguments.contains("keys")
    let chosen = isMasked ? mask : hasKeysOnly ? keyMask : nil
    guard let version = unsafe peer_load(chosen) else {
      return print("no libcrypto.so.3 here: OpenSSL 3 is what this compares with")
    }
    if isMasked { return portable(race) }
    if hasKeysOnly { return try PublicKeyRace.run() }
    print("\(machine); \(unsafe String(cString: version)); \(date)")
    print("Medians of 7 alternating runs, CPU time of one thread; ratios of neighbouring runs.")
    if let hardware {
      print("\nWith the processor's instructions (\(hardware.name)), all of OpenSSL's:\n")
      fast(race, hardware)
    }
    print("\nPortable code, OpenSSL with OPENSSL_ia32cap=\(mask):\n")
    repeatMasked("masked")
    print("\nPublic keys, OpenSSL with all instructions of the processor:\n")
    try PublicKeyRace.run()
    print("\nPublic keys, OpenSSL with OPENSSL_ia32cap=\(keyMask):\n")
    repeatMasked("keys")
  }

  /// The processor's instructions, as the program chooses them.
  static var hardware: Instructions? {
    #if !PORTABLE && arch(x86_64)
      Hardware.instructions(wide: VAES())
    #else
      nil
    #endif
  }

  private static func fast(_ race: Race, _ hardware: Instructions) {
    print("| AES-256-GCM, bytes | portable, ns | hardware, ns | MB/s | OpenSSL | swift-crypto |")
    print("|---:|---:|---:|---:|---:|---:|")
    for count in Race.sizes { race.printSeals(count, hardware) }
    print("\n| what | portable, MB/s | hardware, MB/s | beside | ratio |")
    print("|---|---:|---:|---|---:|")
    race.printHash("SHA-256", .sha256, hardware)
    race.printHash("MD5", .md5, hardware)
    race.printCheck(CRC64NVME.self, "CRC-64/NVME", hardware)
    race.printCheck(CRC32C.self, "CRC-32C", hardware)
    race.printCheck(CRC32.self, "CRC-32", hardware)
    print("\nAllocations a call: \(race.allocations(hardware))")
  }

  private static func portable(_ race: Race) {
    print("| AES-256-GCM, bytes | ns | MB/s | OpenSSL, masked |")
    print("|---:|---:|---:|---:|")
    let rates = Race.sizes.map { ($0, race.printMasked($0)) }
    let (near, far) = (rates.first { $0.0 == 64 << 10 }, rates.last)
    print("\n64 MiB go at \(Int(100 * (far?.1 ?? 0) / (near?.1 ?? 1))) % of the pace of 64 KiB.")
    print("\n| what | MB/s | beside | ratio |")
    print("|---|---:|---|---:|")
    race.printHash("SHA-256", .sha256, nil)
    race.printHash("MD5", .md5, nil)
  }

  /// This program again, with OpenSSL's instructions taken away.
  private static func repeatMasked(_ part: String) {
    fflush(nil)
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = [part]
    guard (try? process.run()) != nil else { return print("it did not start") }
    process.waitUntilExit()
  }

  static var machine: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(
      separator: "\n")
    let values = ["model name", "cpu family", "model\t"].compactMap { name in
      lines?.first { $0.hasPrefix(name) }?.split(separator: ":").last
    }
    return values.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: ", ")
      + " (model name, family, model)"
  }

  static var date: String { Date().formatted(.iso8601.year().month().day()) }
}
