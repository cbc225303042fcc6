/* Every file of scenarios/: a new one is one more entry here; a test compares the two. */
#include "CLabs.h"

/* The name of a file and its bytes, with a byte 0 behind them. */
#define LAB(name) {name, (const unsigned char[]){
#define END , 0}},

static const CLab table[] = {
LAB("a-change-of-mind")
#embed "../../scenarios/a-change-of-mind.lab.md"
END
LAB("a-key-of-your-own")
#embed "../../scenarios/a-key-of-your-own.lab.md"
END
LAB("a-lock-is-no-key")
#embed "../../scenarios/a-lock-is-no-key.lab.md"
END
LAB("a-permit-for-one-job")
#embed "../../scenarios/a-permit-for-one-job.lab.md"
END
LAB("a-thousand-thumbnails")
#embed "../../scenarios/a-thousand-thumbnails.lab.md"
END
LAB("a-vault-outside")
#embed "../../scenarios/a-vault-outside.lab.md"
END
LAB("a-year-passes")
#embed "../../scenarios/a-year-passes.lab.md"
END
LAB("aes-trace")
#embed "../../scenarios/aes-trace.lab.md"
END
LAB("after-quantum")
#embed "../../scenarios/after-quantum.lab.md"
END
LAB("an-envelope-by-hand")
#embed "../../scenarios/an-envelope-by-hand.lab.md"
END
LAB("audit")
#embed "../../scenarios/audit.lab.md"
END
LAB("aws-documentation")
#embed "../../scenarios/aws-documentation.lab.md"
END
LAB("big-and-borrowed")
#embed "../../scenarios/big-and-borrowed.lab.md"
END
LAB("blobs")
#embed "../../scenarios/blobs.lab.md"
END
LAB("bound-to-a-purpose")
#embed "../../scenarios/bound-to-a-purpose.lab.md"
END
LAB("brief-task-1")
#embed "../../scenarios/brief-task-1.lab.md"
END
LAB("brief-task-2")
#embed "../../scenarios/brief-task-2.lab.md"
END
LAB("brief-task-3")
#embed "../../scenarios/brief-task-3.lab.md"
END
LAB("bring-them-over")
#embed "../../scenarios/bring-them-over.lab.md"
END
LAB("bring-your-own")
#embed "../../scenarios/bring-your-own.lab.md"
END
LAB("bucket-keys")
#embed "../../scenarios/bucket-keys.lab.md"
END
LAB("bucket-policies")
#embed "../../scenarios/bucket-policies.lab.md"
END
LAB("by-tag")
#embed "../../scenarios/by-tag.lab.md"
END
LAB("cli-language")
#embed "../../scenarios/cli-language.lab.md"
END
LAB("data-at-rest")
#embed "../../scenarios/data-at-rest.lab.md"
END
LAB("data-keys")
#embed "../../scenarios/data-keys.lab.md"
END
LAB("deletion")
#embed "../../scenarios/deletion.lab.md"
END
LAB("dry-run")
#embed "../../scenarios/dry-run.lab.md"
END
LAB("encrypt-a-bucket")
#embed "../../scenarios/encrypt-a-bucket.lab.md"
END
LAB("encryption-context")
#embed "../../scenarios/encryption-context.lab.md"
END
LAB("every-quarter")
#embed "../../scenarios/every-quarter.lab.md"
END
LAB("explain")
#embed "../../scenarios/explain.lab.md"
END
LAB("four-kinds-of-rest")
#embed "../../scenarios/four-kinds-of-rest.lab.md"
END
LAB("four-names-for-one-key")
#embed "../../scenarios/four-names-for-one-key.lab.md"
END
LAB("four-thousand-bytes")
#embed "../../scenarios/four-thousand-bytes.lab.md"
END
LAB("grants")
#embed "../../scenarios/grants.lab.md"
END
LAB("guided-mode")
#embed "../../scenarios/guided-mode.lab.md"
END
LAB("hmac-keys")
#embed "../../scenarios/hmac-keys.lab.md"
END
LAB("identifiers")
#embed "../../scenarios/identifiers.lab.md"
END
LAB("identities")
#embed "../../scenarios/identities.lab.md"
END
LAB("imported-material")
#embed "../../scenarios/imported-material.lab.md"
END
LAB("inspect")
#embed "../../scenarios/inspect.lab.md"
END
LAB("inspect-s3")
#embed "../../scenarios/inspect-s3.lab.md"
END
LAB("is-it-still-used")
#embed "../../scenarios/is-it-still-used.lab.md"
END
LAB("kinds-of-encryption")
#embed "../../scenarios/kinds-of-encryption.lab.md"
END
LAB("lab-checks")
#embed "../../scenarios/lab-checks.lab.md"
END
LAB("least-privilege")
#embed "../../scenarios/least-privilege.lab.md"
END
LAB("locked-out")
#embed "../../scenarios/locked-out.lab.md"
END
LAB("lookup-events")
#embed "../../scenarios/lookup-events.lab.md"
END
LAB("move-the-ciphertext")
#embed "../../scenarios/move-the-ciphertext.lab.md"
END
LAB("multi-region-keys")
#embed "../../scenarios/multi-region-keys.lab.md"
END
LAB("no-means-no")
#embed "../../scenarios/no-means-no.lab.md"
END
LAB("object-lock")
#embed "../../scenarios/object-lock.lab.md"
END
LAB("off-and-on-again")
#embed "../../scenarios/off-and-on-again.lab.md"
END
LAB("old-objects-too")
#embed "../../scenarios/old-objects-too.lab.md"
END
LAB("only-for-this-purpose")
#embed "../../scenarios/only-for-this-purpose.lab.md"
END
LAB("only-through-s3")
#embed "../../scenarios/only-through-s3.lab.md"
END
LAB("openssl")
#embed "../../scenarios/openssl.lab.md"
END
LAB("output-formats")
#embed "../../scenarios/output-formats.lab.md"
END
LAB("own-way")
#embed "../../scenarios/own-way.lab.md"
END
LAB("paging")
#embed "../../scenarios/paging.lab.md"
END
LAB("permissions")
#embed "../../scenarios/permissions.lab.md"
END
LAB("photos-a-year")
#embed "../../scenarios/photos-a-year.lab.md"
END
LAB("photos-build")
#embed "../../scenarios/photos-build.lab.md"
END
LAB("photos-the-end")
#embed "../../scenarios/photos-the-end.lab.md"
END
LAB("predict")
#embed "../../scenarios/predict.lab.md"
END
LAB("preview-a-deletion")
#embed "../../scenarios/preview-a-deletion.lab.md"
END
LAB("quiz-accounts")
#embed "../../scenarios/quiz-accounts.lab.md"
END
LAB("quiz-after-quantum")
#embed "../../scenarios/quiz-after-quantum.lab.md"
END
LAB("quiz-at-the-prompt")
#embed "../../scenarios/quiz-at-the-prompt.lab.md"
END
LAB("quiz-bucket-keys")
#embed "../../scenarios/quiz-bucket-keys.lab.md"
END
LAB("quiz-bucket-policies")
#embed "../../scenarios/quiz-bucket-policies.lab.md"
END
LAB("quiz-conditions")
#embed "../../scenarios/quiz-conditions.lab.md"
END
LAB("quiz-context")
#embed "../../scenarios/quiz-context.lab.md"
END
LAB("quiz-customer-keys")
#embed "../../scenarios/quiz-customer-keys.lab.md"
END
LAB("quiz-deletion")
#embed "../../scenarios/quiz-deletion.lab.md"
END
LAB("quiz-deny")
#embed "../../scenarios/quiz-deny.lab.md"
END
LAB("quiz-direct")
#embed "../../scenarios/quiz-direct.lab.md"
END
LAB("quiz-elsewhere")
#embed "../../scenarios/quiz-elsewhere.lab.md"
END
LAB("quiz-envelope")
#embed "../../scenarios/quiz-envelope.lab.md"
END
LAB("quiz-grants")
#embed "../../scenarios/quiz-grants.lab.md"
END
LAB("quiz-keys")
#embed "../../scenarios/quiz-keys.lab.md"
END
LAB("quiz-lifecycle")
#embed "../../scenarios/quiz-lifecycle.lab.md"
END
LAB("quiz-links")
#embed "../../scenarios/quiz-links.lab.md"
END
LAB("quiz-moving")
#embed "../../scenarios/quiz-moving.lab.md"
END
LAB("quiz-multipart")
#embed "../../scenarios/quiz-multipart.lab.md"
END
LAB("quiz-names")
#embed "../../scenarios/quiz-names.lab.md"
END
LAB("quiz-object-lock")
#embed "../../scenarios/quiz-object-lock.lab.md"
END
LAB("quiz-policies")
#embed "../../scenarios/quiz-policies.lab.md"
END
LAB("quiz-price")
#embed "../../scenarios/quiz-price.lab.md"
END
LAB("quiz-public-keys")
#embed "../../scenarios/quiz-public-keys.lab.md"
END
LAB("quiz-rotation")
#embed "../../scenarios/quiz-rotation.lab.md"
END
LAB("quiz-s3")
#embed "../../scenarios/quiz-s3.lab.md"
END
LAB("quiz-signatures")
#embed "../../scenarios/quiz-signatures.lab.md"
END
LAB("quiz-trail")
#embed "../../scenarios/quiz-trail.lab.md"
END
LAB("quiz-versions")
#embed "../../scenarios/quiz-versions.lab.md"
END
LAB("re-encrypt")
#embed "../../scenarios/re-encrypt.lab.md"
END
LAB("read-a-key-policy")
#embed "../../scenarios/read-a-key-policy.lab.md"
END
LAB("refuse-the-rest")
#embed "../../scenarios/refuse-the-rest.lab.md"
END
LAB("rotate-now")
#embed "../../scenarios/rotate-now.lab.md"
END
LAB("rotation")
#embed "../../scenarios/rotation.lab.md"
END
LAB("rotation-by-hand")
#embed "../../scenarios/rotation-by-hand.lab.md"
END
LAB("s3-conditions")
#embed "../../scenarios/s3-conditions.lab.md"
END
LAB("s3-customer-keys")
#embed "../../scenarios/s3-customer-keys.lab.md"
END
LAB("s3-lifecycle")
#embed "../../scenarios/s3-lifecycle.lab.md"
END
LAB("s3-links")
#embed "../../scenarios/s3-links.lab.md"
END
LAB("s3-multipart")
#embed "../../scenarios/s3-multipart.lab.md"
END
LAB("s3-objects")
#embed "../../scenarios/s3-objects.lab.md"
END
LAB("s3-permissions")
#embed "../../scenarios/s3-permissions.lab.md"
END
LAB("s3-versions")
#embed "../../scenarios/s3-versions.lab.md"
END
LAB("sealed-for-later")
#embed "../../scenarios/sealed-for-later.lab.md"
END
LAB("share-a-bucket")
#embed "../../scenarios/share-a-bucket.lab.md"
END
LAB("shell")
#embed "../../scenarios/shell.lab.md"
END
LAB("show-the-auditor")
#embed "../../scenarios/show-the-auditor.lab.md"
END
LAB("sign-and-verify")
#embed "../../scenarios/sign-and-verify.lab.md"
END
LAB("switches")
#embed "../../scenarios/switches.lab.md"
END
LAB("tags-and-aliases")
#embed "../../scenarios/tags-and-aliases.lab.md"
END
LAB("the-key-is-gone")
#embed "../../scenarios/the-key-is-gone.lab.md"
END
LAB("the-life-of-a-key")
#embed "../../scenarios/the-life-of-a-key.lab.md"
END
LAB("time")
#embed "../../scenarios/time.lab.md"
END
LAB("timeline-and-bill")
#embed "../../scenarios/timeline-and-bill.lab.md"
END
LAB("trail")
#embed "../../scenarios/trail.lab.md"
END
LAB("two-halves")
#embed "../../scenarios/two-halves.lab.md"
END
LAB("two-pairs-of-hands")
#embed "../../scenarios/two-pairs-of-hands.lab.md"
END
LAB("two-regions")
#embed "../../scenarios/two-regions.lab.md"
END
LAB("undo-and-save")
#embed "../../scenarios/undo-and-save.lab.md"
END
LAB("what-now")
#embed "../../scenarios/what-now.lab.md"
END
LAB("what-the-rule-deletes")
#embed "../../scenarios/what-the-rule-deletes.lab.md"
END
LAB("which-key-opens-this")
#embed "../../scenarios/which-key-opens-this.lab.md"
END
LAB("who-read-it")
#embed "../../scenarios/who-read-it.lab.md"
END
LAB("whose-key-is-it")
#embed "../../scenarios/whose-key-is-it.lab.md"
END
LAB("wrong-input")
#embed "../../scenarios/wrong-input.lab.md"
END
};

const CLab *const clabs = table;
const size_t clabs_count = sizeof table / sizeof *table;
