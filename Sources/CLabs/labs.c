/* Every file of scenarios/ by its name: a new one is one entry more; a test compares the two. */
#include "CLabs.h"

/* The name of a file and its bytes, with a byte 0 behind them. */
#define LAB(name) {name, (const unsigned char[]){
#define END , 0}},

static const CLab table[] = {
LAB("a-change-of-mind")
#embed "../../scenarios/labs/B-the-life-of-a-key/a-change-of-mind.lab.md"
END
LAB("a-key-of-your-own")
#embed "../../scenarios/labs/A-the-brief/a-key-of-your-own.lab.md"
END
LAB("a-lock-is-no-key")
#embed "../../scenarios/labs/D-s3-at-rest/a-lock-is-no-key.lab.md"
END
LAB("a-permit-for-one-job")
#embed "../../scenarios/labs/C-who-may/a-permit-for-one-job.lab.md"
END
LAB("a-thousand-thumbnails")
#embed "../../scenarios/labs/D-s3-at-rest/a-thousand-thumbnails.lab.md"
END
LAB("a-vault-outside")
#embed "../../scenarios/labs/G-keys-outside-of-kms/a-vault-outside.lab.md"
END
LAB("a-year-passes")
#embed "../../scenarios/labs/A-the-brief/a-year-passes.lab.md"
END
LAB("aes-trace")
#embed "../../scenarios/transcripts/console/aes-trace.lab.md"
END
LAB("after-quantum")
#embed "../../scenarios/labs/H-keys-in-two-halves/after-quantum.lab.md"
END
LAB("an-envelope-by-hand")
#embed "../../scenarios/labs/A-the-brief/an-envelope-by-hand.lab.md"
END
LAB("audit")
#embed "../../scenarios/transcripts/console/audit.lab.md"
END
LAB("aws-documentation")
#embed "../../scenarios/transcripts/console/aws-documentation.lab.md"
END
LAB("big-and-borrowed")
#embed "../../scenarios/labs/D-s3-at-rest/big-and-borrowed.lab.md"
END
LAB("blobs")
#embed "../../scenarios/transcripts/console/blobs.lab.md"
END
LAB("bound-to-a-purpose")
#embed "../../scenarios/labs/A-the-brief/bound-to-a-purpose.lab.md"
END
LAB("brief-task-1")
#embed "../../scenarios/transcripts/kms/brief-task-1.lab.md"
END
LAB("brief-task-2")
#embed "../../scenarios/transcripts/kms/brief-task-2.lab.md"
END
LAB("brief-task-3")
#embed "../../scenarios/transcripts/s3/brief-task-3.lab.md"
END
LAB("bring-them-over")
#embed "../../scenarios/labs/D-s3-at-rest/bring-them-over.lab.md"
END
LAB("bring-your-own")
#embed "../../scenarios/labs/E-proof/bring-your-own.lab.md"
END
LAB("bucket-keys")
#embed "../../scenarios/transcripts/s3/bucket-keys.lab.md"
END
LAB("bucket-policies")
#embed "../../scenarios/transcripts/s3/bucket-policies.lab.md"
END
LAB("by-tag")
#embed "../../scenarios/labs/C-who-may/by-tag.lab.md"
END
LAB("cli-language")
#embed "../../scenarios/transcripts/console/cli-language.lab.md"
END
LAB("data-at-rest")
#embed "../../scenarios/transcripts/s3/data-at-rest.lab.md"
END
LAB("data-keys")
#embed "../../scenarios/transcripts/kms/data-keys.lab.md"
END
LAB("deletion")
#embed "../../scenarios/transcripts/kms/deletion.lab.md"
END
LAB("dry-run")
#embed "../../scenarios/transcripts/kms/dry-run.lab.md"
END
LAB("encrypt-a-bucket")
#embed "../../scenarios/labs/A-the-brief/encrypt-a-bucket.lab.md"
END
LAB("encryption-context")
#embed "../../scenarios/transcripts/kms/encryption-context.lab.md"
END
LAB("every-quarter")
#embed "../../scenarios/labs/B-the-life-of-a-key/every-quarter.lab.md"
END
LAB("explain")
#embed "../../scenarios/transcripts/console/explain.lab.md"
END
LAB("four-kinds-of-rest")
#embed "../../scenarios/labs/D-s3-at-rest/four-kinds-of-rest.lab.md"
END
LAB("four-names-for-one-key")
#embed "../../scenarios/labs/A-the-brief/four-names-for-one-key.lab.md"
END
LAB("four-thousand-bytes")
#embed "../../scenarios/labs/A-the-brief/four-thousand-bytes.lab.md"
END
LAB("grants")
#embed "../../scenarios/transcripts/kms/grants.lab.md"
END
LAB("guided-mode")
#embed "../../scenarios/transcripts/console/guided-mode.lab.md"
END
LAB("hmac-keys")
#embed "../../scenarios/transcripts/kms/hmac-keys.lab.md"
END
LAB("identifiers")
#embed "../../scenarios/transcripts/kms/identifiers.lab.md"
END
LAB("identities")
#embed "../../scenarios/transcripts/iam/identities.lab.md"
END
LAB("imported-material")
#embed "../../scenarios/transcripts/kms/imported-material.lab.md"
END
LAB("inspect")
#embed "../../scenarios/transcripts/console/inspect.lab.md"
END
LAB("inspect-s3")
#embed "../../scenarios/transcripts/s3/inspect-s3.lab.md"
END
LAB("is-it-still-used")
#embed "../../scenarios/labs/B-the-life-of-a-key/is-it-still-used.lab.md"
END
LAB("kinds-of-encryption")
#embed "../../scenarios/transcripts/s3/kinds-of-encryption.lab.md"
END
LAB("lab-checks")
#embed "../../scenarios/transcripts/console/lab-checks.lab.md"
END
LAB("least-privilege")
#embed "../../scenarios/labs/C-who-may/least-privilege.lab.md"
END
LAB("locked-out")
#embed "../../scenarios/labs/C-who-may/locked-out.lab.md"
END
LAB("lookup-events")
#embed "../../scenarios/transcripts/console/lookup-events.lab.md"
END
LAB("move-the-ciphertext")
#embed "../../scenarios/labs/B-the-life-of-a-key/move-the-ciphertext.lab.md"
END
LAB("multi-region-keys")
#embed "../../scenarios/transcripts/kms/multi-region-keys.lab.md"
END
LAB("no-means-no")
#embed "../../scenarios/labs/C-who-may/no-means-no.lab.md"
END
LAB("object-lock")
#embed "../../scenarios/transcripts/s3/object-lock.lab.md"
END
LAB("off-and-on-again")
#embed "../../scenarios/labs/B-the-life-of-a-key/off-and-on-again.lab.md"
END
LAB("old-objects-too")
#embed "../../scenarios/labs/D-s3-at-rest/old-objects-too.lab.md"
END
LAB("only-for-this-purpose")
#embed "../../scenarios/labs/C-who-may/only-for-this-purpose.lab.md"
END
LAB("only-through-s3")
#embed "../../scenarios/labs/C-who-may/only-through-s3.lab.md"
END
LAB("openssl")
#embed "../../scenarios/transcripts/console/openssl.lab.md"
END
LAB("output-formats")
#embed "../../scenarios/transcripts/console/output-formats.lab.md"
END
LAB("own-way")
#embed "../../scenarios/transcripts/console/own-way.lab.md"
END
LAB("paging")
#embed "../../scenarios/transcripts/console/paging.lab.md"
END
LAB("permissions")
#embed "../../scenarios/transcripts/iam/permissions.lab.md"
END
LAB("photos-a-year")
#embed "../../scenarios/labs/F-capstone/photos-a-year.lab.md"
END
LAB("photos-build")
#embed "../../scenarios/labs/F-capstone/photos-build.lab.md"
END
LAB("photos-the-end")
#embed "../../scenarios/labs/F-capstone/photos-the-end.lab.md"
END
LAB("predict")
#embed "../../scenarios/transcripts/console/predict.lab.md"
END
LAB("preview-a-deletion")
#embed "../../scenarios/transcripts/console/preview-a-deletion.lab.md"
END
LAB("quiz-accounts")
#embed "../../scenarios/quizzes/quiz-accounts.lab.md"
END
LAB("quiz-after-quantum")
#embed "../../scenarios/quizzes/quiz-after-quantum.lab.md"
END
LAB("quiz-at-the-prompt")
#embed "../../scenarios/transcripts/console/quiz-at-the-prompt.lab.md"
END
LAB("quiz-bucket-keys")
#embed "../../scenarios/quizzes/quiz-bucket-keys.lab.md"
END
LAB("quiz-bucket-policies")
#embed "../../scenarios/quizzes/quiz-bucket-policies.lab.md"
END
LAB("quiz-conditions")
#embed "../../scenarios/quizzes/quiz-conditions.lab.md"
END
LAB("quiz-context")
#embed "../../scenarios/quizzes/quiz-context.lab.md"
END
LAB("quiz-customer-keys")
#embed "../../scenarios/quizzes/quiz-customer-keys.lab.md"
END
LAB("quiz-deletion")
#embed "../../scenarios/quizzes/quiz-deletion.lab.md"
END
LAB("quiz-deny")
#embed "../../scenarios/quizzes/quiz-deny.lab.md"
END
LAB("quiz-direct")
#embed "../../scenarios/quizzes/quiz-direct.lab.md"
END
LAB("quiz-elsewhere")
#embed "../../scenarios/quizzes/quiz-elsewhere.lab.md"
END
LAB("quiz-envelope")
#embed "../../scenarios/quizzes/quiz-envelope.lab.md"
END
LAB("quiz-grants")
#embed "../../scenarios/quizzes/quiz-grants.lab.md"
END
LAB("quiz-keys")
#embed "../../scenarios/quizzes/quiz-keys.lab.md"
END
LAB("quiz-lifecycle")
#embed "../../scenarios/quizzes/quiz-lifecycle.lab.md"
END
LAB("quiz-links")
#embed "../../scenarios/quizzes/quiz-links.lab.md"
END
LAB("quiz-moving")
#embed "../../scenarios/quizzes/quiz-moving.lab.md"
END
LAB("quiz-multipart")
#embed "../../scenarios/quizzes/quiz-multipart.lab.md"
END
LAB("quiz-names")
#embed "../../scenarios/quizzes/quiz-names.lab.md"
END
LAB("quiz-object-lock")
#embed "../../scenarios/quizzes/quiz-object-lock.lab.md"
END
LAB("quiz-policies")
#embed "../../scenarios/quizzes/quiz-policies.lab.md"
END
LAB("quiz-price")
#embed "../../scenarios/quizzes/quiz-price.lab.md"
END
LAB("quiz-public-keys")
#embed "../../scenarios/quizzes/quiz-public-keys.lab.md"
END
LAB("quiz-rotation")
#embed "../../scenarios/quizzes/quiz-rotation.lab.md"
END
LAB("quiz-s3")
#embed "../../scenarios/quizzes/quiz-s3.lab.md"
END
LAB("quiz-signatures")
#embed "../../scenarios/quizzes/quiz-signatures.lab.md"
END
LAB("quiz-trail")
#embed "../../scenarios/quizzes/quiz-trail.lab.md"
END
LAB("quiz-versions")
#embed "../../scenarios/quizzes/quiz-versions.lab.md"
END
LAB("re-encrypt")
#embed "../../scenarios/transcripts/kms/re-encrypt.lab.md"
END
LAB("read-a-key-policy")
#embed "../../scenarios/labs/C-who-may/read-a-key-policy.lab.md"
END
LAB("refuse-the-rest")
#embed "../../scenarios/labs/D-s3-at-rest/refuse-the-rest.lab.md"
END
LAB("rotate-now")
#embed "../../scenarios/labs/B-the-life-of-a-key/rotate-now.lab.md"
END
LAB("rotation")
#embed "../../scenarios/transcripts/kms/rotation.lab.md"
END
LAB("rotation-by-hand")
#embed "../../scenarios/labs/B-the-life-of-a-key/rotation-by-hand.lab.md"
END
LAB("s3-conditions")
#embed "../../scenarios/transcripts/s3/s3-conditions.lab.md"
END
LAB("s3-customer-keys")
#embed "../../scenarios/transcripts/s3/s3-customer-keys.lab.md"
END
LAB("s3-lifecycle")
#embed "../../scenarios/transcripts/s3/s3-lifecycle.lab.md"
END
LAB("s3-links")
#embed "../../scenarios/transcripts/s3/s3-links.lab.md"
END
LAB("s3-multipart")
#embed "../../scenarios/transcripts/s3/s3-multipart.lab.md"
END
LAB("s3-objects")
#embed "../../scenarios/transcripts/s3/s3-objects.lab.md"
END
LAB("s3-permissions")
#embed "../../scenarios/transcripts/s3/s3-permissions.lab.md"
END
LAB("s3-versions")
#embed "../../scenarios/transcripts/s3/s3-versions.lab.md"
END
LAB("sealed-for-later")
#embed "../../scenarios/labs/H-keys-in-two-halves/sealed-for-later.lab.md"
END
LAB("share-a-bucket")
#embed "../../scenarios/labs/D-s3-at-rest/share-a-bucket.lab.md"
END
LAB("shell")
#embed "../../scenarios/transcripts/console/shell.lab.md"
END
LAB("show-the-auditor")
#embed "../../scenarios/labs/E-proof/show-the-auditor.lab.md"
END
LAB("sign-and-verify")
#embed "../../scenarios/labs/H-keys-in-two-halves/sign-and-verify.lab.md"
END
LAB("switches")
#embed "../../scenarios/transcripts/console/switches.lab.md"
END
LAB("tags-and-aliases")
#embed "../../scenarios/transcripts/kms/tags-and-aliases.lab.md"
END
LAB("the-key-is-gone")
#embed "../../scenarios/labs/A-the-brief/the-key-is-gone.lab.md"
END
LAB("the-life-of-a-key")
#embed "../../scenarios/transcripts/kms/the-life-of-a-key.lab.md"
END
LAB("time")
#embed "../../scenarios/transcripts/console/time.lab.md"
END
LAB("timeline-and-bill")
#embed "../../scenarios/transcripts/console/timeline-and-bill.lab.md"
END
LAB("trail")
#embed "../../scenarios/transcripts/console/trail.lab.md"
END
LAB("two-halves")
#embed "../../scenarios/labs/C-who-may/two-halves.lab.md"
END
LAB("two-pairs-of-hands")
#embed "../../scenarios/labs/C-who-may/two-pairs-of-hands.lab.md"
END
LAB("two-regions")
#embed "../../scenarios/labs/E-proof/two-regions.lab.md"
END
LAB("undo-and-save")
#embed "../../scenarios/transcripts/console/undo-and-save.lab.md"
END
LAB("what-now")
#embed "../../scenarios/transcripts/console/what-now.lab.md"
END
LAB("what-the-rule-deletes")
#embed "../../scenarios/labs/D-s3-at-rest/what-the-rule-deletes.lab.md"
END
LAB("which-key-opens-this")
#embed "../../scenarios/labs/D-s3-at-rest/which-key-opens-this.lab.md"
END
LAB("who-read-it")
#embed "../../scenarios/labs/E-proof/who-read-it.lab.md"
END
LAB("whose-key-is-it")
#embed "../../scenarios/labs/A-the-brief/whose-key-is-it.lab.md"
END
LAB("wrong-input")
#embed "../../scenarios/transcripts/console/wrong-input.lab.md"
END
};

const CLab *const clabs = table;
const size_t clabs_count = sizeof table / sizeof *table;
