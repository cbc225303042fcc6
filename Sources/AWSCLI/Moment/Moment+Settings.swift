package import Access
import Cloud
package import Kernel
import Shell
import Text

/// What variables say of calls.
extension Moment {
  /// AWS CLI's variable for the access key.
  package static let accessKeyVariable = "AWS_ACCESS_KEY_ID"

  /// AWS CLI's variables for the Region, the stronger one first.
  static let regionVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"]

  /// The access key that AWS CLI's variable names; `nil` for none.
  package var accessKeyID: String? {
    variables[Moment.accessKeyVariable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A line that makes calls without the access key of the variable.
  package static let withoutAccessKey = accessKeyVariable + "="

  /// The Region of calls that name none: that of AWS CLI's variables, else the profile's.
  package var region: Region {
    let names = Moment.regionVariables
    return names.lazy.compactMap { variables[$0].flatMap { Region($0) } }.first
      ?? regionOfProfile(GlobalOptions())
  }

  /// What calls without options are signed with.
  package var credentials: Credentials { credentials(of: caller, GlobalOptions()) }
}

/// What options, variables and `aws configure` say of a call.
extension Moment {
  /// Who calls: the option's profile, the credentials or the profile of the variables, or whom `as`
  /// has named.
  func caller(_ globals: GlobalOptions) throws(CLIError) -> Principal {
    guard let option = globals.profile else { return try callerOfVariables() }
    return try caller(ofProfile: option.text, range: option.range)
  }

  /// Who makes calls whose options name nobody; where the variables name nobody who is there, whom
  /// `as` has named.
  package var caller: Principal { (try? callerOfVariables()) ?? profile.principal }

  private func callerOfVariables() throws(CLIError) -> Principal {
    if let key = accessKeyID {
      guard let principal = caller(named: key) else {
        throw CLIError(
          .other,
          "An error occurred (InvalidClientTokenId) when calling the operation: The security token"
            + " included in the request is invalid.",
          remark: "\(Moment.accessKeyVariable) is \(quoted(key)), and nobody has that access key",
          next: Moment.withoutAccessKey)
      }
      return principal
    }
    if let name = variables["AWS_PROFILE"], !name.isEmpty {
      return try caller(ofProfile: name, range: nil)
    }
    return profile.principal
  }

  /// What a call is signed with: the access key that a variable names, or the caller's own.
  func credentials(of caller: Principal, _ globals: GlobalOptions) -> Credentials {
    let identities = world.environment.identities
    if globals.profile == nil, let id = accessKeyID, let owner = identities.owner(ofKey: id) {
      return owner.credentials
    }
    return identities.credentials(of: caller)
  }

  private func caller(
    ofProfile name: String, range: Range<Int>?
  ) throws(CLIError) -> Principal {
    if let principal = caller(named: name) { return principal }
    // The one of a configuration that was made without a name.
    if name == "default" { return profile.principal }
    let near = nearest(to: name, among: callerNames)
    throw CLIError(
      .other, "The config profile (\(name)) could not be found", range: range,
      remark: "a profile is somebody whom as takes: \(callerNames.joined(separator: ", "))",
      replacement: near)
  }

  /// The profile that an option or a variable names; `nil` for the default.
  func profileName(_ globals: GlobalOptions) -> String? {
    let name = globals.profile?.text ?? variables["AWS_PROFILE"] ?? ""
    return name.isEmpty || name == "default" ? nil : name
  }

  /// What was set for calls of the profile that is named.
  private func setting(_ name: String, _ globals: GlobalOptions) -> String? {
    profileName(globals).flatMap { profile.settings["profile.\($0).\(name)"] }
  }

  /// The Region of calls of the profile that is named.
  func regionOfProfile(_ globals: GlobalOptions) -> Region {
    setting("region", globals).flatMap { Region($0) } ?? profile.region
  }

  /// The Region of a call: option, variable, profile.
  func region(_ globals: GlobalOptions) throws(CLIError) -> Region {
    if let region = globals.region { return region }
    for name in Moment.regionVariables {
      guard let text = variables[name], !text.isEmpty else { continue }
      guard let region = Region(text) else {
        throw CLIError(
          .other, "Provided region_name '\(text)' doesn't match a supported format.",
          remark: "\(name) is \(quoted(text)), and no Region has that form")
      }
      return region
    }
    return regionOfProfile(globals)
  }

  /// The form of the output: option, variable, setting, JSON.
  func format(_ globals: GlobalOptions) throws(CLIError) -> OutputFormat {
    if let format = globals.output { return format }
    let variable = variables["AWS_DEFAULT_OUTPUT"].flatMap { $0.isEmpty ? nil : $0 }
    guard let text = variable ?? setting("output", globals) ?? profile.output else { return .json }
    guard let format = OutputFormat(rawValue: text) else {
      let names = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw CLIError(
        .configuration, "Unknown output type: \(text)",
        remark: variable == nil
          ? "output was set to \(quoted(text)); it takes \(names)"
          : "AWS_DEFAULT_OUTPUT is \(quoted(text)); it takes \(names)",
        next: variable == nil ? "aws configure set output json" : "AWS_DEFAULT_OUTPUT=")
    }
    return format
  }

  /// How blobs are written: option, setting, base64.
  func binaryFormat(
    _ globals: GlobalOptions
  ) throws(CLIError) -> GlobalOptions.BinaryFormat {
    if let format = globals.binaryFormat { return format }
    guard let text = setting("cli_binary_format", globals) ?? profile.binaryFormat else {
      return .base64
    }
    guard let format = GlobalOptions.BinaryFormat(rawValue: text) else {
      // AWS CLI looks the text up, and prints what Python says of one that is not there.
      throw CLIError(
        .other, PythonText.repr(.string(text)),
        remark: "cli_binary_format was set to \(quoted(text)); it takes base64 and"
          + " raw-in-base64-out", next: "aws configure set cli_binary_format base64")
    }
    return format
  }
}
