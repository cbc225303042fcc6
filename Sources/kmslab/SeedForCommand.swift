import ArgumentParser
import Lab

/// `kmslab seed-for`: a seed of a learner's own.
struct SeedForCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed-for", abstract: "Prints a seed of a learner's own.",
    discussion: """
      kmslab seed-for ada                     one seed
      kmslab seed-for ada ben >seeds.txt      a list for kmslab grade --seeds
      kmslab --seed "$(kmslab seed-for ada)"  works with it; labs follow it too

      The same name and course give the same seed everywhere, so that kmslab grade --seeds \
      by-name, or by-name:COURSE, needs no list. Another seed is another world: its key ids are \
      nobody else's.
      """)

  @ArgumentParser.Argument(help: "The learner's name: that of the file to hand in.")
  var names: [String]

  @Option(help: "A word for the course: another course, other seeds.")
  var course = ""

  mutating func run() throws {
    for name in names {
      let seed = LearnerSeed.of(name, course: course)
      say(names.count == 1 ? "\(seed)\n" : "\(name) \(seed)\n")
    }
  }
}
