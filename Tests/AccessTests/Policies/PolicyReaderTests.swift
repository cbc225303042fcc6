import Access
import Kernel
import Testing

@Suite struct PolicyReaderTests {
  private static let identities = Identities(account: .learner)
  private static let alice = PolicyPrincipal.user(.learner, name: "alice")

  private func read(
    _ text: String, kind: PolicyReader.Kind = .resource
  ) throws(PolicyFault) -> PolicyDocument {
    try PolicyReader.read(text, kind: kind) { Self.identities.contains($0) }
  }

  private func fault(_ text: String, kind: PolicyReader.Kind = .resource) -> PolicyFault? {
    do throws(PolicyFault) {
      _ = try read(text, kind: kind)
      return nil
    } catch {
      return error
    }
  }

  /// A policy of one statement: what always stands in it, and what a test adds.
  private static func policy(_ elements: String) -> String {
    #"{"Version":"2012-10-17","Statement":{"Effect":"Allow",\#(elements)}}"#
  }

  @Test func `A whole policy is read`() throws {
    let document = try read(
      """
      {"Version": "2008-10-17", "Id": "x", "Statement": [
        {"Sid": "a b", "Effect": "Deny", "Principal": {"AWS": ["111122223333",
          "arn:aws:iam::111122223333:user/alice"]}, "Action": ["kms:Encrypt", "kms:De*"],
          "Resource": ["*"]},
        {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]}
      """)
    let first = PolicyStatement(
      sid: "a b", effect: .deny, principals: [.account(.learner), Self.alice],
      actions: ["kms:Encrypt", "kms:De*"].map { Wildcard($0, ignoringCase: true) },
      resources: [Wildcard("*")])
    let second = PolicyStatement(
      sid: nil, effect: .allow, principals: [.everyone],
      actions: [Wildcard("kms:*", ignoringCase: true)], resources: [Wildcard("*")])
    #expect(document == PolicyDocument(statements: [first, second]))
  }

  @Test func `A single statement needs no list, and no Version`() throws {
    let document = try read(#"{"Statement":{"Effect":"Allow","Principal":"*"}}"#)
    #expect(document.statements.count == 1)
  }

  @Test func `A statement without Action or Resource is accepted and has no effect`() throws {
    for elements in [#""Action":"kms:*""#, #""Resource":"*""#, #""Action":[],"Resource":"*""#] {
      let document = try read(Self.policy(#""Principal":"*",\#(elements)"#))
      let demand = Demand.onResource(
        "kms:Encrypt",
        ARN(service: "kms", region: .usEast1, account: .learner, resource: "key/1"),
        owner: .learner, policy: document, worksAcrossAccounts: true)
      let verdict = Evaluator(identities: Self.identities).decide(
        demand, as: Call(principal: .user(.learner, name: "alice"), region: .usEast1))
      #expect(verdict == .denied(.noResourcePolicy))
    }
  }

  @Test(
    arguments: [
      (#""*""#, .everyone), (#"{"AWS":"*"}"#, .everyone),
      (#"{"AWS":"111122223333"}"#, .account(.learner)),
      (#"{"AWS":"arn:aws:iam::444455556666:root"}"#, .account(.partner)),
      (#"{"AWS":["arn:aws:iam::111122223333:user/alice"]}"#, alice),
    ] as [(String, PolicyPrincipal)])
  func `A principal is everybody, an account or a user`(text: String, principal: PolicyPrincipal)
    throws
  {
    let document = try read(Self.policy(#""Principal":\#(text)"#))
    #expect(document.statements.map(\.principals) == [[principal]])
  }

  @Test(arguments: [
    "arn:aws:iam::111122223333:user/nobody", "arn:aws:iam::111122223333:user/Alice",
    "arn:aws:iam::111122223333:user/", "arn:aws:iam::111122223333:group/admins",
    "arn:aws:iam::111122223333:role/none", "arn:aws:iam::999999999999:root", "999999999999",
    "arn:aws-cn:iam::111122223333:root", "arn:aws:iam:us-east-1:111122223333:root",
    "arn:aws:kms::111122223333:root", "alice", "", "1111", "**",
    "arn:aws:iam::111122223333:user/\u{E9}", "AIDAEXAMPLEOFNOBODY", "AROAEXAMPLEOFNOBODY",
    "AROAEXAMPLEOFNOBODY:session", "AGPAEXAMPLEOFAGROUP",
  ])
  func `A principal who does not exist is refused`(text: String) {
    let fault = fault(
      #"{"Statement":[{"Effect":"Allow","Principal":"*"},{"Effect":"Allow","#
        + #""Principal":{"AWS":["*","\#(text)"]}}]}"#)
    #expect(fault == .invalidPrincipal(statement: 2, text: text))
  }

  @Test(
    arguments: [
      ("Service", "s3.amazonaws.com", true), ("Service", "logs.us-east-1.amazonaws.com", true),
      ("Service", "delivery.logs.amazonaws.com", true),
      ("Service", "ecs-tasks.amazonaws.com", true),
      ("Service", "s3", false), ("Service", "s4.amazonaws.com", false),
      ("Service", "s3.amazonaws.org", false), ("Service", "logs.mars.amazonaws.com", false),
      ("Service", "*", false), ("Service", "", false),
      ("Federated", "cognito-identity.amazonaws.com", true),
      ("Federated", "arn:aws:iam::111122223333:saml-provider/none", false),
    ])
  func `A service or provider that does not exist is refused`(
    kind: String, name: String, exists: Bool
  ) {
    let fault = fault(Self.policy(#""Principal":{"\#(kind)":"\#(name)"}"#))
    #expect(fault == (exists ? nil : .invalidPrincipal(statement: 1, text: name, kind: kind)))
    #expect(
      exists
        || fault?.textOfIAM == #"Invalid principal in policy: "\#(kind.uppercased())":"\#(name)""#)
  }

  @Test(arguments: [
    ("[]", "The policy is not a JSON object."),
    (#"{"Statement":[],"Foo":1}"#, "The policy has an unknown element Foo."),
    (#"{"statement":[]}"#, "The policy has an unknown element statement."),
    (
      #"{"Version":"2012-10-18","Statement":[]}"#,
      #"The policy's Version must be "2012-10-17" or "2008-10-17"."#
    ),
    (
      #"{"Version":20121017,"Statement":[]}"#,
      #"The policy's Version must be "2012-10-17" or "2008-10-17"."#
    ),
    (#"{"Id":1,"Statement":[]}"#, "The policy's Id is not a string."),
    ("{}", "The policy has no Statement."),
    (#"{"Statement":"x"}"#, "The policy's Statement is neither an object nor a list of them."),
    (#"{"Statement":null}"#, "The policy's Statement is neither an object nor a list of them."),
    (#"{"Statement":[1]}"#, "Statement 1 is not a JSON object."),
    (policy(#""Sid":1,"Principal":"*""#), "Statement 1: Sid is not a string."),
    (policy(#""Principal":"*","Actions":"*""#), "Statement 1 has an unknown element Actions."),
    (#"{"Statement":{"Effect":1}}"#, "Statement 1: Effect is not a string."),
    (
      #"{"Statement":{"Principal":"*"}}"#,
      #"Statement 1 needs an Effect, "Allow" or "Deny"."#
    ),
    (
      #"{"Statement":{"Effect":"allow","Principal":"*"}}"#,
      #"Statement 1 needs an Effect, "Allow" or "Deny"."#
    ),
    (policy(#""Action":"*""#), "Statement 1 needs a Principal."),
    (policy(#""Principal":"111122223333""#), "Statement 1 needs a Principal."),
    (policy(#""Principal":{}"#), "Statement 1 needs a Principal."),
    (policy(#""Principal":{"AWS":[]}"#), "Statement 1 needs a Principal."),
    (
      policy(#""Principal":{"AWS":1}"#),
      "Statement 1: AWS is neither a string nor a list of them."
    ),
    (policy(#""Principal":{"Foo":"x"}"#), "Statement 1: Principal has an unknown element Foo."),
    (
      policy(#""Principal":"*","Action":["a",1]"#),
      "Statement 1: Action is neither a string nor a list of them."
    ),
    (
      policy(#""Principal":"*","Resource":{}"#),
      "Statement 1: Resource is neither a string nor a list of them."
    ),
    (
      #"{"Statement":[{"Sid":"a","Effect":"Allow","Principal":"*"},"#
        + #"{"Sid":"b","Effect":"Allow","Principal":"*"},"#
        + #"{"Sid":"a","Effect":"Deny","Principal":"*"}]}"#,
      #"Statement ids (Sid) must be unique; "a" stands twice."#
    ),
  ])
  func `A document that breaks a rule is refused`(text: String, reason: String) {
    #expect(fault(text)?.explanation == reason)
  }

  @Test func `Statements may share an empty Sid`() {
    let statement = #"{"Sid":"","Effect":"Allow","Principal":"*"}"#
    #expect(fault(#"{"Statement":[\#(statement),\#(statement)]}"#) == nil)
  }

  @Test func `A text that is no JSON is refused with the place`() {
    guard case .notJSON(let error) = fault("{\n x}") else {
      Issue.record("another fault")
      return
    }
    #expect(error.line == 2)
    #expect(error.column == 2)
  }

  @Test func `An identity policy speaks for its owner and names nobody`() throws {
    let document = try read(Self.policy(#""Action":"kms:*","Resource":"*""#), kind: .identity)
    #expect(document.statements.map(\.principals) == [[]])
    #expect(
      fault(Self.policy(#""Principal":"*""#), kind: .identity)
        == .malformed(
          "Statement 1 has a Principal, which identity policies may not.", rule: .principal))
  }
}
