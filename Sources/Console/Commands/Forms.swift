import AWSCLI
import Access
import Cloud
import Kernel
import S3
import Sessions
import Shell
import Text
import Wire

extension LabCommand {
  /// Signs a form as an SDK does.
  static let makeForm = LabCommand(
    "make-form", "signs a form that uploads an object, as SDKs do",
    operands: "s3://BUCKET/KEY",
    options: [
      ToolOption("--expires-in", value: "SECONDS", summary: "how long it holds; 3600 without"),
      ToolOption("--max-bytes", value: "NUMBER", summary: "how large the file may be"),
      ToolOption(
        "--field", "-F", value: "'NAME: VALUE'", summary: "one more field; may be repeated"),
    ],
    details: """
      boto3's generate_presigned_post does the same: the fields, and a signed policy
      that says which values they may have. KEY may end with ${filename}, for which
      the name of the uploaded file stands.

        make-form 's3://inbox/up/${filename}' --max-bytes 1000 \\
          -F 'x-amz-server-side-encryption: aws:kms' > form.json
        post-form form.json --upload report
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "make-form")
    guard let word = arguments.operands.first,
      let (bucket, key) = S3Place.bucketAndKey(word.text), !bucket.isEmpty, !key.isEmpty
    else {
      throw Fault(
        "make-form needs the key of the upload", range: arguments.operands.first?.range,
        next: "make-form 's3://BUCKET/${filename}'")
    }
    var conditions: [Document] = []
    if let option = arguments.options.last(where: { $0.name == "--max-bytes" }) {
      guard let most = Int(option.value), most >= 0 else {
        throw Fault("--max-bytes takes a number of bytes", range: option.range)
      }
      conditions.append(["content-length-range", 0, .integer(most)])
    }
    let form = PostForm(
      bucket: bucket, key: key, fields: try arguments.parameters("--field"),
      conditions: conditions, seconds: try arguments.seconds(), by: session.present.credentials,
      in: session.present.region, at: session.now)
    var answer = LabAnswer(document: form.document)
    answer.text = JSONWriter.text(form.document, layout: .indented) + "\n"
    return answer
  }

  /// Uploads as somebody who has a form and nothing else.
  static let postForm = LabCommand(
    "post-form", "uploads by a form, as somebody who has nothing else",
    operands: "FORM",
    options: [
      ToolOption("--upload", "-T", value: "FILE", summary: "the file to upload"),
      ToolOption(
        "--field", "-F", value: "'NAME: VALUE'",
        summary: "a field beside the form's, or in its place"),
    ],
    details: """
      FORM is a virtual file with what make-form has printed. What the browser of a
      web page does with such a form: S3 checks the policy that was signed with it,
      and writes the object as the signer. An error has the status 22.
      """, takesSecrets: true
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 1, of: "post-form")
    guard let word = arguments.operands.first, let name = arguments.value("--upload") else {
      throw Fault(
        "post-form needs a form and a file", next: "post-form form.json --upload FILE")
    }
    let bytes = try session.content(of: word.text, at: word.range)
    guard let form = (try? JSONReader.read(bytes)).flatMap({ PostForm($0) }) else {
      throw Fault(
        "\(quoted(word.text)) is no form: JSON with url and fields, as make-form prints it",
        range: word.range, next: "help make-form")
    }
    let body = try session.content(of: name)
    let visit = FormVisit(
      form, more: try arguments.parameters("--field"), fileName: name.lastStep, size: body.count)
    return session.upload(visit, body)
  }
}

extension Session {
  fileprivate mutating func upload(_ visit: FormVisit, _ body: [UInt8]) -> LabAnswer {
    guard let operation = Catalogue.operation("PutObject") else { return LabAnswer() }
    let call: Call
    let request: DocumentObject
    do throws(HTTPFailure) {
      call = try visit.call(in: world)
      request = try visit.request(body: body)
      try world.checkVersion(of: call, operation, request)
    } catch {
      noteRefused(.form(visit), error)
      return refused(error.error, status: error.status, Session.advice(onForm: error))
    }
    return perform(operation, request, call, success: visit.status)
  }

  /// What to say of a form that S3 does not take.
  static func advice(onForm refusal: HTTPFailure) -> Advice {
    Advice(why: reason(of: refusal), next: "help make-form")
  }

  private static func reason(of refusal: HTTPFailure) -> String {
    switch refusal.error.code {
    case "SignatureDoesNotMatch": "The signature is of the policy: one of the two is another now."
    case "InvalidAccessKeyId": "The signer's access key is gone or inactive, and its forms with it."
    case "ExpiredToken": "The signer's session has ended, and its forms with it."
    case "EntityTooLarge", "EntityTooSmall":
      "The signer has said how large the file may be: content-length-range."
    case "MalformedXML", "InvalidTag", "BadRequest":
      "The field tagging is the document of put-object-tagging, with at most 10 tags:"
        + " <Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>"
    default:
      "The signed policy speaks of every field, of bucket and key, and of the end of the form; what"
        + " it does not allow is refused."
    }
  }
}
