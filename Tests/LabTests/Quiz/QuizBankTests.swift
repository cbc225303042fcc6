import Lab
import Sessions
import Testing

/// The questions inside the program.
struct QuizBankTests {
  private static let bank = try? QuizBank.builtIn()
  private static let questions = bank?.questions ?? []

  @Test func `The bank can be read, and is large enough`() throws {
    #expect(try QuizBank.builtIn().questions.count >= 291)
    #expect(Set(Self.questions.map(\.id)).count == Self.questions.count)
    #expect(Set(Self.questions.map(\.kind)) == Set(Question.Kind.allCases))
  }

  /// How many questions the curriculum asks of each topic; two topics share "deny, conditions".
  @Test(arguments: [
    (["keys"], 12), (["names"], 10), (["direct"], 8), (["envelope"], 14), (["context"], 9),
    (["rotation"], 14), (["deletion"], 14), (["policies"], 16), (["deny", "conditions"], 10),
    (["grants"], 8), (["accounts"], 13), (["s3"], 19), (["bucket-keys"], 9), (["trail"], 8),
    (["price"], 6), (["elsewhere"], 8), (["versions"], 12), (["multipart"], 8), (["links"], 10),
    (["bucket-policies"], 13), (["customer-keys"], 9), (["lifecycle"], 10), (["object-lock"], 11),
    (["moving"], 9), (["signatures"], 10), (["public-keys"], 10), (["after-quantum"], 4),
  ])
  func `Each topic has the questions that the curriculum asks for`(topics: [String], count: Int) {
    #expect(Self.questions.count { topics.contains($0.topic) } >= count)
  }

  @Test func `Every question is proved, but one about a word`() {
    #expect(Self.questions.filter { $0.prove == nil }.map(\.id) == ["keys-3"])
  }

  @Test func `Each file is of one topic, and counts its questions from one`() throws {
    var topics: [String] = []
    for entry in BuiltInLabs.all {
      let file = try LabFile(entry.bytes)
      guard file["kind"] == "quiz" else { continue }
      #expect(file["lab"] == entry.name)
      #expect(entry.name.hasPrefix("quiz-"))
      let topic = String(entry.name.dropFirst(5))
      let ids = try Question.all(in: file).map(\.id)
      #expect(ids == ids.indices.map { "\(topic)-\($0 + 1)" })
      topics.append(topic)
    }
    #expect(Self.bank?.topics == topics)
  }

  @Test func `What the brief asks for is in the bank`() {
    // Its two knowledge checks, the old word CMK, and the period that is no law.
    for id in ["keys-1", "deletion-1", "keys-3", "rotation-1"] {
      #expect(Self.bank?[id] != nil, "\(id)")
    }
    #expect(Self.bank?["keys-0"] == nil)
  }

  @Test(arguments: questions.map(\.id))
  func `A question fits on a screen`(id: String) throws {
    let question = try #require(Self.bank?[id])
    #expect(question.text.allSatisfy { $0.count <= 78 })
    #expect(question.text.first?.isEmpty == false && question.text.last?.isEmpty == false)
    for answer in question.answers {
      #expect(answer.text.count <= 100)
      #expect(answer.reason.count <= 120, "\(answer.reason)")
    }
  }

  @Test func `A fault names its file`() {
    let good = lab("```quiz id=a-1 kind=one lab=x\nQ\n[x] a | r\n[ ] b | r\n```")
    #expect(throws: QuizBank.Fault.self) { try QuizBank([("one", good), ("two", good)]) }
    do throws(QuizBank.Fault) {
      _ = try QuizBank([("one", good), ("two", good)])
    } catch {
      #expect("\(error)" == "two line 4: the id a-1 is that of one line 4 too")
    }
    do throws(QuizBank.Fault) {
      _ = try QuizBank([("one", [])])
    } catch {
      #expect(error.description.hasPrefix("one line 1: "))
    }
  }
}
