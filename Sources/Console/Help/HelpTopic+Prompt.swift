extension HelpTopic {
  /// Editing at the prompt.
  static let editing = HelpTopic(
    name: "editing", title: "The keys of the prompt",
    text: """
      Tab           completes, lists with a word about each, goes through the list;
                    on an empty line it takes the next: of the last answer
      Right, End    take the grey continuation
      ^R            lists earlier lines, fewer with each letter; Up and Down choose,
                    Enter runs one, Tab takes it to be edited, Escape leaves it
      Up, Down      go through earlier lines, as ^P and ^N do
      ^C            drops the line, or stops a command that runs; nothing is half done
      ^D            ends on an empty line; deletes a character else
      ^A ^E ^W ^U ^K ^Y    as in other shells; bind -v in ~/.editrc brings vi's keys

      A block of AWS's documentation can be pasted as it stands: a leading "$ ",
      comments and lines that end in \\ are understood, and it runs when it is whole.
      A line goes on where a quote, $( or \\ is open. edit FILE opens a virtual
      file in $EDITOR: the place for long policies.

      NO_COLOR takes the colours, TERM=dumb and --plain the drawing: nothing is
      redrawn, words stand for signs, and Tab and then Enter behind the beginning of
      a line tell what can come next, by numbers to type. Through a pipe the same
      session prints the same text without control characters.
      """)

  /// Forms of parameters.
  static let parameters = HelpTopic(
    name: "parameters", title: "Writing values, and lists page by page",
    text: """
      --tags TagKey=team,TagValue=photos TagKey=env,TagValue=test    shorthand
      --tags '[{"TagKey": "team", "TagValue": "photos"}]'            JSON
      --policy file://policy.json      the text of a virtual file
      --plaintext fileb://note.txt     its bytes
      --multi-region, --no-multi-region                              yes and no
      --cli-input-json file://request.json    a whole request; options win over it
      --cli-input-yaml file://request.yaml    the same as YAML
      --generate-cli-skeleton                 a request to fill in; yaml-input behind
                                              it explains every member, output shows
                                              the members of an answer

      Lists come whole: the pages are put together. --max-items 2 prints two and a
      NextToken, --starting-token TOKEN goes on from there; --page-size only makes
      the calls smaller; --no-paginate makes one call.

      aws configure list | get region | set region eu-west-1 | set output table
      is this session's own, and AWS_REGION and AWS_DEFAULT_OUTPUT go before it. With
      --profile NAME it is that profile's; other names are kept and change nothing.
      Names of operations and options can be guessed: Tab.
      """)

  /// Going through time both ways.
  static let time = HelpTopic(
    name: "time", title: "The clock, undo, and what would have been",
    text: """
      advance 365d              lets time pass; keys rotate and end on the way
      advance until 2026-03-01  to a date; advance next to the next event
      advance 30d --what-if     tells what would happen; the clock stays
      undo, redo                take back one line, the clock's too
      history, back-to 3        what you did, and any moment of it
      diff, diff 3              what a line changed in the world
      branch NAME               another way from here; switch NAME goes there
      compare NAME              keys, readable objects and decisions of both
      timeline                  the lives of keys, past and future
      reset                     a new world from the same seed

      The clock stands still until you move it. Nothing that you do here is final:
      not even the deletion of a key.
      """)
}
