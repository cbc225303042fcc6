package import Cloud
import Kernel
import Shell

extension Argument {
  /// The word with its option written out where the beginning of a name is enough.
  ///
  /// Options of AWS CLI itself come before those of a command, as there; fails where several begin
  /// so.
  func writtenOut(_ known: @autoclosure () -> [String]) throws(CLIError) -> Argument {
    let (name, value) = halves
    guard name.hasPrefix("--"), name.utf8.count > 2, !GlobalOptions.main.contains(name) else {
      return self
    }
    let options = known()
    if options.contains(name) { return self }
    // What `aws s3` calls otherwise is no beginning of a name.
    if let meant = S3Option.meaning(of: name), options.contains(meant) {
      throw CLIError(
        .unknownOptions, "Unknown options: \(text)", range: range,
        remark: "\(name) is for aws s3; here it is \(meant)",
        replacement: meant + (value.map { "=" + $0 } ?? ""))
    }
    for names in [GlobalOptions.main, options] {
      let found = names.filter { $0.hasPrefix(name) }
      if found.count == 1 {
        return Argument(text: found[0] + (value.map { "=" + $0 } ?? ""), range: range)
      }
      guard found.isEmpty else {
        throw CLIError(
          .usage, "ambiguous option: \(text) could match \(found.joined(separator: ", "))",
          range: range, remark: "\(found.joined(separator: " and ")) begin so",
          replacement: found[0] + (value.map { "=" + $0 } ?? ""))
      }
    }
    return self
  }
}

extension AnyOperation {
  /// The options of a call beside those that every command of AWS CLI takes.
  package var optionNames: [String] {
    members.flatMap(\.options) + LabOption.of(self).map(\.name)
      + GlobalOptions.ofCalls.filter(takes)
  }

  /// Whether a call takes an option of AWS CLI itself: where it writes a file, none for a whole
  /// request, a skeleton and pages.
  package func takes(global name: String) -> Bool {
    !hasStream || !GlobalOptions.ofCalls.contains(name)
  }

  /// The member that an option gives; `nil` for another word.
  func member(of option: String) -> MemberDescription? {
    guard let place = members.firstIndex(where: { $0.isGiven(by: option) }) else { return nil }
    return members[place]
  }
}

extension MemberDescription {
  /// Its option, and for a switch the one that turns it off.
  fileprivate var options: [String] { type == .boolean ? [option, offOption] : [option] }

  /// The option that turns a switch off.
  var offOption: String { "--no-" + option.dropFirst(2) }

  fileprivate func isGiven(by word: String) -> Bool {
    word == option || type == .boolean && word.hasPrefix("--no-") && word == offOption
  }
}
