// swift-tools-version: 6.2

import PackageDescription

/// Every target's rules: Swift 6 mode, strict memory safety, explicit imports, no warnings.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// The ciphers, and what every call goes through, are compiled optimised in debug builds too, so
/// that labs and tests stay quick; as a whole, since the ciphers' vectors are generic from file to
/// file, with an object a file as SwiftPM wants.
let optimised: [SwiftSetting] =
  settings + [.unsafeFlags(["-O", "-wmo", "-num-threads", "2"])]

/// So are tests that go over every byte: of long messages, or of all sources.
let quick: SwiftSetting = .unsafeFlags(["-O"])

/// With KMSLAB_PORTABLE=1 in the environment, the ciphers are built portable alone: for a compiler
/// that refuses the modules below, which use processors' instructions by interfaces of its own.
let isPortable = Context.environment["KMSLAB_PORTABLE"] == "1"

/// The rules of a module that is compiled for instructions which not every x86-64 processor has,
/// and which it therefore must be asked for at run time; no flag of them reaches another processor.
func using(_ instructions: String...) -> [SwiftSetting] {
  optimised + [
    .enableExperimentalFeature("BuiltinModule"),
    .unsafeFlags(["-Xcc", "-Qunused-arguments"]),
    .unsafeFlags(instructions.flatMap { ["-Xcc", "-Xarch_x86_64", "-Xcc", "-m\($0)"] }),
    // Its two names.
    .unsafeFlags(["-Xcc", "-Xarch_aarch64", "-Xcc", "-march=armv8-a+crypto"]),
    .unsafeFlags(["-Xcc", "-Xarch_arm64", "-Xcc", "-march=armv8-a+crypto"]),
  ]
}

/// The ciphers by processors' own instructions, and what depends on them.
let hardware: [Target] = [
  .target(
    name: "CiphersHardware", dependencies: ["Ciphers"],
    swiftSettings: using("aes", "pclmul", "ssse3", "sse4.1", "sha", "xsave")),
  .target(
    name: "CiphersVAES", dependencies: ["CiphersHardware"],
    swiftSettings: using("avx2", "vaes", "vpclmulqdq")),
]
let chosen: [Target.Dependency] = isPortable ? [] : ["CiphersHardware", "CiphersVAES"]
let choosing: [SwiftSetting] = settings + (isPortable ? [.define("PORTABLE")] : [])

/// What only `kmslab serve` needs: neither fetched nor built unless it is asked for.
let onlyServer: TargetDependencyCondition? = .when(traits: ["Server"])

let package = Package(
  name: "kmslab",
  traits: [
    .trait(name: "Server", description: "kmslab serve: an endpoint for real AWS clients.")
  ],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-collections", from: "1.6.0",
      traits: ["UnstableSortedCollections"]),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(name: "Ciphers", swiftSettings: optimised),
    .target(
      name: "Kernel",
      dependencies: [
        "Ciphers", .product(name: "SortedCollections", package: "swift-collections"),
      ],
      swiftSettings: optimised),
    .target(name: "Access", dependencies: ["Kernel"], swiftSettings: settings),
    .target(name: "IAM", dependencies: ["Kernel", "Access"], swiftSettings: settings),
    .target(name: "KMS", dependencies: ["Ciphers", "Kernel", "Access"], swiftSettings: settings),
    .target(
      name: "S3", dependencies: ["Ciphers", "Kernel", "Access", "KMS"], swiftSettings: settings),
    .target(
      name: "Cloud", dependencies: ["Kernel", "Access", "IAM", "KMS", "S3"],
      swiftSettings: settings),
    // What clients send and read: the protocols of AWS, signatures and links.
    .target(
      name: "Wire", dependencies: ["CExpat", "Ciphers", "Kernel", "Access", "S3", "Cloud"],
      swiftSettings: settings),
    // XML from outside is read by Expat.
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    // Sockets; without the trait only what needs none is compiled.
    .target(
      name: "Server",
      dependencies: [
        "Kernel", "Access", "Cloud", "Wire", "Shell", "Sessions",
        .product(name: "NIOCore", package: "swift-nio", condition: onlyServer),
        .product(name: "NIOPosix", package: "swift-nio", condition: onlyServer),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: onlyServer),
      ],
      swiftSettings: settings),
    .target(name: "Text", dependencies: ["CYAML", "Kernel"], swiftSettings: settings),
    .target(
      name: "Shell", dependencies: ["Ciphers", "Kernel", "Text"], swiftSettings: settings),
    // AWS CLI's language, over a moment: the cloud, and the files and variables beside it.
    .target(
      name: "AWSCLI",
      dependencies: ["Ciphers", "Kernel", "Access", "S3", "Cloud", "Wire", "Text", "Shell"],
      swiftSettings: settings),
    // A session: how it runs lines, its history and its log, whatever its commands are.
    .target(
      name: "Sessions",
      dependencies: ["Kernel", "Access", "Cloud", "Wire", "Text", "Shell", "AWSCLI"],
      swiftSettings: settings),
    .target(
      name: "Console",
      dependencies: [
        "Ciphers", "Kernel", "Access", "IAM", "KMS", "S3", "Cloud", "Wire", "Text", "Shell",
        "AWSCLI", "Sessions",
      ],
      swiftSettings: settings),
    // What --cli-input-yaml takes is read by libyaml, as AWS CLI does.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // The files of scenarios/, so that the program has them wherever it runs.
    .target(name: "CLabs", cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),
    .target(
      name: "Lab",
      dependencies: [
        "CLabs", "Kernel", "Access", "KMS", "S3", "Cloud", "Wire", "Text", "Shell", "AWSCLI",
        "Sessions", "Console",
      ],
      swiftSettings: settings),
    // Sessions from one start to the next.
    .target(
      name: "Store", dependencies: ["CSQLite", "Sessions", "Kernel", "Text", "Shell"],
      swiftSettings: settings),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CEditline", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "Terminal", dependencies: ["CEditline"], swiftSettings: settings),
    .executableTarget(
      name: "kmslab",
      dependencies: [
        "Ciphers", "Kernel", "Access", "Cloud", "Text", "Shell", "AWSCLI", "Sessions", "Console",
        "Lab", "Store", "Terminal",
        .target(name: "Server", condition: onlyServer),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ] + chosen,
      swiftSettings: choosing),

    // A world and its learner for the tests of more than one module.
    .target(
      name: "TestBench", dependencies: ["Cloud"], path: "Tests/TestBench", swiftSettings: settings),
    // A shell without a session, for the tests of more than one module.
    .target(
      name: "ShellBench", dependencies: ["Kernel", "Shell"], path: "Tests/ShellBench",
      swiftSettings: settings),
    // Inputs for every reader, and the program that gives them: swift run -c release Fuzz.
    .target(
      name: "Fuzzing",
      dependencies: ["Text", "Shell", "AWSCLI", "Sessions", "Console", "Lab", "Wire"],
      path: "Tests/Fuzzing", swiftSettings: settings),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Fuzzing", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzz", swiftSettings: settings),
    // A line echo on the terminal module alone, which the tests of the terminal drive.
    .executableTarget(
      name: "TerminalDemo", dependencies: ["Terminal"], path: "Tests/TerminalDemo",
      swiftSettings: settings),
    // Test data is read from the source tree, so that a failure names the line of a file.
    .testTarget(
      name: "CiphersTests", dependencies: ["Ciphers", "CLibcrypto"] + chosen, exclude: ["Vectors"],
      swiftSettings: choosing + [quick]),
    // The oracle of the ciphers' tests, found without pkg-config: who does not test does not need it.
    .systemLibrary(
      name: "CLibcrypto", path: "Tests/CLibcrypto", providers: [.apt(["libssl-dev"])]),
    .testTarget(name: "KernelTests", dependencies: ["Kernel"], swiftSettings: settings),
    .testTarget(name: "AccessTests", dependencies: ["Access"], swiftSettings: settings),
    .testTarget(name: "IAMTests", dependencies: ["Cloud", "TestBench"], swiftSettings: settings),
    .testTarget(name: "KMSTests", dependencies: ["Cloud", "TestBench"], swiftSettings: settings),
    .testTarget(
      name: "S3Tests", dependencies: ["Cloud", "S3", "TestBench"], swiftSettings: settings),
    .testTarget(
      name: "CloudTests", dependencies: ["Cloud", "TestBench"], exclude: ["Catalogue/Data"],
      swiftSettings: settings),
    .testTarget(
      name: "WireTests", dependencies: ["Wire", "Cloud", "TestBench"], exclude: ["Data"],
      swiftSettings: settings),
    .testTarget(
      name: "TextTests", dependencies: ["Text", "Kernel"],
      exclude: ["Output/Expected", "JMESPath/Compliance.json"], swiftSettings: settings),
    .testTarget(
      name: "ShellTests", dependencies: ["Shell", "Kernel", "ShellBench"], swiftSettings: settings),
    .testTarget(
      name: "AWSCLITests", dependencies: ["AWSCLI", "Kernel", "Text", "Shell", "Fuzzing"],
      exclude: ["InstalledCLI.py"], swiftSettings: settings),
    .testTarget(
      name: "SessionsTests",
      dependencies: ["Sessions", "AWSCLI", "Cloud", "Kernel", "Shell"],
      swiftSettings: settings),
    .testTarget(
      name: "ConsoleTests",
      dependencies: ["Console", "Sessions", "AWSCLI", "Kernel", "Text", "Shell", "ShellBench"],
      swiftSettings: settings),
    .testTarget(
      name: "LabTests", dependencies: ["Lab", "Console", "Sessions", "Shell"],
      exclude: ["Capstone", "Faulty", "Languages"], swiftSettings: settings),
    .testTarget(
      name: "StoreTests", dependencies: ["CSQLite", "Store", "Sessions", "Console", "Lab"],
      swiftSettings: settings),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "Terminal", "TerminalDemo", "kmslab", "Sessions", "Console", "Lab", "Store",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "Wire", "Sessions", "Console", "Kernel",
        .product(name: "NIOCore", package: "swift-nio", condition: onlyServer),
        .product(name: "NIOEmbedded", package: "swift-nio", condition: onlyServer),
      ],
      swiftSettings: settings),
    .testTarget(name: "FuzzTests", dependencies: ["Fuzzing", "Fuzz"], swiftSettings: settings),
    .testTarget(name: "TidyTests", swiftSettings: settings + [quick]),
  ] + (isPortable ? [] : hardware)
)

// Benchmarks, only when asked for: KMSLAB_BENCHMARK=1 swift package benchmark, and for the ciphers
// KMSLAB_BENCHMARK=1 swift run -c release CipherSpeed, or CipherTiming: ratios of alternating runs,
// and a statistical test, neither of which is a metric of that plugin.
if Context.environment["KMSLAB_BENCHMARK"] != nil {
  package.dependencies += [
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ]
  package.targets += [
    .target(name: "CPeer", path: "Benchmarks/CPeer"),
    .target(name: "CMemory", path: "Benchmarks/CMemory"),
    .executableTarget(
      name: "CipherSpeed",
      dependencies: ["Ciphers", "CPeer", .product(name: "Crypto", package: "swift-crypto")]
        + chosen,
      path: "Benchmarks/CipherSpeed", swiftSettings: choosing),
    .executableTarget(
      name: "CipherTiming", dependencies: ["Ciphers", "CPeer"] + chosen,
      path: "Benchmarks/CipherTiming", swiftSettings: choosing),
  ]
  let measured: [(name: String, modules: [Target.Dependency])] = [
    ("Clock", ["Cloud"]), ("Decisions", ["Access", "Kernel"]),
    ("Trail", ["Cloud", "Access", "Kernel"]),
    ("Objects", ["CMemory", "Ciphers", "Cloud", "Access", "Kernel"] + chosen),
    ("Typing", ["Access", "AWSCLI", "Cloud", "Console", "Kernel", "Sessions"]),
    ("Undo", ["Access", "AWSCLI", "Cloud", "Console", "Kernel", "Sessions"]),
  ]
  package.targets += measured.map { name, modules in
    .executableTarget(
      name: name, dependencies: modules + [.product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/\(name)", swiftSettings: choosing,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  }
}
