extension HelpTopic {
  static let clients = HelpTopic(
    name: "clients", title: "boto3, AWS CLI and other real clients in the same world",
    text: """
      At this prompt serve lets clients into the world that you are in (help serve).
      In a shell:
        kmslab serve                      the world of seed 1, on 127.0.0.1:4566
        kmslab serve --port 0 --seed 7    another world, on a port that is free
        kmslab attach                     a prompt in the world that is served
      Both print what to export; then aws, boto3 and the rest call it like AWS.

      Credentials   alice, bob and root have an access key each; iam create-access-key
        makes more, sts assume-role sessions. A wrong secret, an unknown key, a
        changed request: AWS's own refusals. --access-key test:test:root adds one,
        --no-signatures believes any id: one of nobody is root's, the number of an
        account that account's root.
      Time          The clock stands still. It is moved by a line, or goes by itself
        with --clock real or --clock 3600x. Signatures are held against this
        computer's clock; a presigned link grows old by it, and by all that the
        world's clock was moved since. So a link for an hour dies with advance 2h.
      Doors         paths that begin with /_kmslab/ are the lab's own:
        POST line     lines of this prompt: advance 365d, explain, undo, timeline …
        POST stop     stops them, as ^C does
        GET, POST clock     {"advance": "365d"}, {"until": "2026-03-01"}
        POST reset    the world anew; {"seed": 7} another
        GET events    calls and events as they happen; GET health, GET version
        curl -d 'advance 365d' 127.0.0.1:4566/_kmslab/line
        Only programs of this computer are let in, no page of another site.
      Undo          takes calls back at a prompt, and in kmslab serve --undo.
      Sessions      kmslab serve --session NAME keeps each call as a line (help call)
        before its answer leaves, and keeps earlier worlds: after it, or after a
        kill, kmslab --session NAME goes on there. So does serve at a prompt whose
        session is kept. Else nothing is written to disk.
      Addresses     127.0.0.1:4566/BUCKET/KEY and BUCKET.localhost:4566/KEY.

      Nothing reaches AWS.
      """)
}
