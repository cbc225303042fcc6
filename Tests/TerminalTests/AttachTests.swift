#if Server
  import Foundation
  import Testing

  /// The prompt of a world that is served elsewhere.
  @Suite struct AttachTests {
    private let world: ServedWorld

    init() throws { world = try ServedWorld() }

    private func attach(_ arguments: [String] = []) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        PseudoTerminal.product("kmslab"), ["attach", world.url] + arguments, columns: 100)
      try terminal.expect("attached to the world at \(world.url)")
      try terminal.expect("2025-01-01 $ ")
      return terminal
    }

    @Test func `Tab, the grey continuation and the prompt know the served world`() throws {
      let terminal = try attach()
      try terminal.expect("alice 111122223333 us-east-1")
      _ = try world.ask("line", "aws s3 mb s3://photos-of-2024")
      try terminal.send("aws s3 ls s3://ph")
      try terminal.expect("otos-of-2024/")
      try terminal.send("\t\r")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)\r")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("echo $K\t > f-1; cat f\t\r")
      try terminal.expect("-1")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("advance 1d; as bob\r")
      try terminal.expect("2025-01-02 $ ")
      try terminal.expect("bob 111122223333")
      #expect(try world.ask("line", "cat f-1").contains("-"))
    }

    @Test func `An error is explained, and Tab takes the next line`() throws {
      let terminal = try attach()
      try terminal.send("aws kms list-kys\r")
      try terminal.expect("no such KMS operation; the nearest is list-keys")
      try terminal.expect("next: aws kms list-keys")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("\t")
      try terminal.expect("aws kms list-keys")
      try terminal.send("\r")
      try terminal.expect("\"Keys\": []")
    }

    @Test(arguments: [[], ["--plain"]])
    func `Control-C stops a line in the served world, which goes on`(
      arguments: [String]
    ) throws {
      let terminal = try attach(arguments)
      try terminal.send(
        "echo a > g; openssl enc -aes-256-cbc -pass pass:x -pbkdf2 -iter 1000000"
          + " -in /dev/null -out f\r")
      try terminal.expect("out f")
      usleep(300_000)
      try terminal.send("\u{03}")
      try terminal.expect("kmslab: stopped; everything is as it was before the line\n")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("ls; whoami\r")
      try terminal.expect("user/alice")
      #expect(!terminal.text.contains("\ng\n"))
      try terminal.send("quit 3\r")
      #expect(try terminal.waitForExit() == .code(3))
      #expect(try world.ask("line", "whoami").contains("user/alice"))
    }

    @Test func `Who types where nobody answers is not kept waiting`() throws {
      let terminal = try attach()
      Thread.detachNewThread { [url = world.url] in
        _ = try? ServedWorld.ask(
          url, "line",
          "openssl enc -aes-256-cbc -pass pass:x -pbkdf2 -iter 1000000 -in /dev/null -out f")
      }
      usleep(300_000)
      let start = ContinuousClock.now
      try terminal.send("whoami; echo 1234567890")
      try terminal.expect("1234567890")
      #expect(ContinuousClock.now - start < .seconds(20))
      _ = try world.ask("stop")
      try terminal.send("\r")
      try terminal.expect("user/alice")
    }
  }
#endif
