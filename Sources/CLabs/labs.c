/* One #embed for each file of scenarios/; a test compares the two. */
#include "CLabs.h"

#define LAB(id) static const unsigned char id[] = {

LAB(a_change_of_mind)
#embed "../../scenarios/a-change-of-mind.lab.md"
};
LAB(a_key_of_your_own)
#embed "../../scenarios/a-key-of-your-own.lab.md"
};
LAB(a_lock_is_no_key)
#embed "../../scenarios/a-lock-is-no-key.lab.md"
};
LAB(a_permit_for_one_job)
#embed "../../scenarios/a-permit-for-one-job.lab.md"
};
LAB(a_thousand_thumbnails)
#embed "../../scenarios/a-thousand-thumbnails.lab.md"
};
LAB(a_vault_outside)
#embed "../../scenarios/a-vault-outside.lab.md"
};
LAB(a_year_passes)
#embed "../../scenarios/a-year-passes.lab.md"
};
LAB(aes_trace)
#embed "../../scenarios/aes-trace.lab.md"
};
LAB(after_quantum)
#embed "../../scenarios/after-quantum.lab.md"
};
LAB(an_envelope_by_hand)
#embed "../../scenarios/an-envelope-by-hand.lab.md"
};
LAB(audit)
#embed "../../scenarios/audit.lab.md"
};
LAB(aws_documentation)
#embed "../../scenarios/aws-documentation.lab.md"
};
LAB(big_and_borrowed)
#embed "../../scenarios/big-and-borrowed.lab.md"
};
LAB(blobs)
#embed "../../scenarios/blobs.lab.md"
};
LAB(bound_to_a_purpose)
#embed "../../scenarios/bound-to-a-purpose.lab.md"
};
LAB(brief_task_1)
#embed "../../scenarios/brief-task-1.lab.md"
};
LAB(brief_task_2)
#embed "../../scenarios/brief-task-2.lab.md"
};
LAB(brief_task_3)
#embed "../../scenarios/brief-task-3.lab.md"
};
LAB(bring_them_over)
#embed "../../scenarios/bring-them-over.lab.md"
};
LAB(bring_your_own)
#embed "../../scenarios/bring-your-own.lab.md"
};
LAB(bucket_keys)
#embed "../../scenarios/bucket-keys.lab.md"
};
LAB(bucket_policies)
#embed "../../scenarios/bucket-policies.lab.md"
};
LAB(by_tag)
#embed "../../scenarios/by-tag.lab.md"
};
LAB(cli_language)
#embed "../../scenarios/cli-language.lab.md"
};
LAB(data_at_rest)
#embed "../../scenarios/data-at-rest.lab.md"
};
LAB(data_keys)
#embed "../../scenarios/data-keys.lab.md"
};
LAB(deletion)
#embed "../../scenarios/deletion.lab.md"
};
LAB(dry_run)
#embed "../../scenarios/dry-run.lab.md"
};
LAB(encrypt_a_bucket)
#embed "../../scenarios/encrypt-a-bucket.lab.md"
};
LAB(encryption_context)
#embed "../../scenarios/encryption-context.lab.md"
};
LAB(every_quarter)
#embed "../../scenarios/every-quarter.lab.md"
};
LAB(explain)
#embed "../../scenarios/explain.lab.md"
};
LAB(four_kinds_of_rest)
#embed "../../scenarios/four-kinds-of-rest.lab.md"
};
LAB(four_names_for_one_key)
#embed "../../scenarios/four-names-for-one-key.lab.md"
};
LAB(four_thousand_bytes)
#embed "../../scenarios/four-thousand-bytes.lab.md"
};
LAB(grants)
#embed "../../scenarios/grants.lab.md"
};
LAB(guided_mode)
#embed "../../scenarios/guided-mode.lab.md"
};
LAB(hmac_keys)
#embed "../../scenarios/hmac-keys.lab.md"
};
LAB(identifiers)
#embed "../../scenarios/identifiers.lab.md"
};
LAB(identities)
#embed "../../scenarios/identities.lab.md"
};
LAB(imported_material)
#embed "../../scenarios/imported-material.lab.md"
};
LAB(inspect)
#embed "../../scenarios/inspect.lab.md"
};
LAB(inspect_s3)
#embed "../../scenarios/inspect-s3.lab.md"
};
LAB(is_it_still_used)
#embed "../../scenarios/is-it-still-used.lab.md"
};
LAB(kinds_of_encryption)
#embed "../../scenarios/kinds-of-encryption.lab.md"
};
LAB(lab_checks)
#embed "../../scenarios/lab-checks.lab.md"
};
LAB(least_privilege)
#embed "../../scenarios/least-privilege.lab.md"
};
LAB(locked_out)
#embed "../../scenarios/locked-out.lab.md"
};
LAB(lookup_events)
#embed "../../scenarios/lookup-events.lab.md"
};
LAB(move_the_ciphertext)
#embed "../../scenarios/move-the-ciphertext.lab.md"
};
LAB(multi_region_keys)
#embed "../../scenarios/multi-region-keys.lab.md"
};
LAB(no_means_no)
#embed "../../scenarios/no-means-no.lab.md"
};
LAB(object_lock)
#embed "../../scenarios/object-lock.lab.md"
};
LAB(off_and_on_again)
#embed "../../scenarios/off-and-on-again.lab.md"
};
LAB(old_objects_too)
#embed "../../scenarios/old-objects-too.lab.md"
};
LAB(only_for_this_purpose)
#embed "../../scenarios/only-for-this-purpose.lab.md"
};
LAB(only_through_s3)
#embed "../../scenarios/only-through-s3.lab.md"
};
LAB(openssl)
#embed "../../scenarios/openssl.lab.md"
};
LAB(output_formats)
#embed "../../scenarios/output-formats.lab.md"
};
LAB(own_way)
#embed "../../scenarios/own-way.lab.md"
};
LAB(paging)
#embed "../../scenarios/paging.lab.md"
};
LAB(permissions)
#embed "../../scenarios/permissions.lab.md"
};
LAB(photos_a_year)
#embed "../../scenarios/photos-a-year.lab.md"
};
LAB(photos_build)
#embed "../../scenarios/photos-build.lab.md"
};
LAB(photos_the_end)
#embed "../../scenarios/photos-the-end.lab.md"
};
LAB(predict)
#embed "../../scenarios/predict.lab.md"
};
LAB(preview_a_deletion)
#embed "../../scenarios/preview-a-deletion.lab.md"
};
LAB(quiz_accounts)
#embed "../../scenarios/quiz-accounts.lab.md"
};
LAB(quiz_after_quantum)
#embed "../../scenarios/quiz-after-quantum.lab.md"
};
LAB(quiz_at_the_prompt)
#embed "../../scenarios/quiz-at-the-prompt.lab.md"
};
LAB(quiz_bucket_keys)
#embed "../../scenarios/quiz-bucket-keys.lab.md"
};
LAB(quiz_bucket_policies)
#embed "../../scenarios/quiz-bucket-policies.lab.md"
};
LAB(quiz_conditions)
#embed "../../scenarios/quiz-conditions.lab.md"
};
LAB(quiz_context)
#embed "../../scenarios/quiz-context.lab.md"
};
LAB(quiz_customer_keys)
#embed "../../scenarios/quiz-customer-keys.lab.md"
};
LAB(quiz_deletion)
#embed "../../scenarios/quiz-deletion.lab.md"
};
LAB(quiz_deny)
#embed "../../scenarios/quiz-deny.lab.md"
};
LAB(quiz_direct)
#embed "../../scenarios/quiz-direct.lab.md"
};
LAB(quiz_elsewhere)
#embed "../../scenarios/quiz-elsewhere.lab.md"
};
LAB(quiz_envelope)
#embed "../../scenarios/quiz-envelope.lab.md"
};
LAB(quiz_grants)
#embed "../../scenarios/quiz-grants.lab.md"
};
LAB(quiz_keys)
#embed "../../scenarios/quiz-keys.lab.md"
};
LAB(quiz_lifecycle)
#embed "../../scenarios/quiz-lifecycle.lab.md"
};
LAB(quiz_links)
#embed "../../scenarios/quiz-links.lab.md"
};
LAB(quiz_moving)
#embed "../../scenarios/quiz-moving.lab.md"
};
LAB(quiz_multipart)
#embed "../../scenarios/quiz-multipart.lab.md"
};
LAB(quiz_names)
#embed "../../scenarios/quiz-names.lab.md"
};
LAB(quiz_object_lock)
#embed "../../scenarios/quiz-object-lock.lab.md"
};
LAB(quiz_policies)
#embed "../../scenarios/quiz-policies.lab.md"
};
LAB(quiz_price)
#embed "../../scenarios/quiz-price.lab.md"
};
LAB(quiz_public_keys)
#embed "../../scenarios/quiz-public-keys.lab.md"
};
LAB(quiz_rotation)
#embed "../../scenarios/quiz-rotation.lab.md"
};
LAB(quiz_s3)
#embed "../../scenarios/quiz-s3.lab.md"
};
LAB(quiz_signatures)
#embed "../../scenarios/quiz-signatures.lab.md"
};
LAB(quiz_trail)
#embed "../../scenarios/quiz-trail.lab.md"
};
LAB(quiz_versions)
#embed "../../scenarios/quiz-versions.lab.md"
};
LAB(re_encrypt)
#embed "../../scenarios/re-encrypt.lab.md"
};
LAB(read_a_key_policy)
#embed "../../scenarios/read-a-key-policy.lab.md"
};
LAB(refuse_the_rest)
#embed "../../scenarios/refuse-the-rest.lab.md"
};
LAB(rotate_now)
#embed "../../scenarios/rotate-now.lab.md"
};
LAB(rotation)
#embed "../../scenarios/rotation.lab.md"
};
LAB(rotation_by_hand)
#embed "../../scenarios/rotation-by-hand.lab.md"
};
LAB(s3_conditions)
#embed "../../scenarios/s3-conditions.lab.md"
};
LAB(s3_customer_keys)
#embed "../../scenarios/s3-customer-keys.lab.md"
};
LAB(s3_lifecycle)
#embed "../../scenarios/s3-lifecycle.lab.md"
};
LAB(s3_links)
#embed "../../scenarios/s3-links.lab.md"
};
LAB(s3_multipart)
#embed "../../scenarios/s3-multipart.lab.md"
};
LAB(s3_objects)
#embed "../../scenarios/s3-objects.lab.md"
};
LAB(s3_permissions)
#embed "../../scenarios/s3-permissions.lab.md"
};
LAB(s3_versions)
#embed "../../scenarios/s3-versions.lab.md"
};
LAB(sealed_for_later)
#embed "../../scenarios/sealed-for-later.lab.md"
};
LAB(share_a_bucket)
#embed "../../scenarios/share-a-bucket.lab.md"
};
LAB(shell)
#embed "../../scenarios/shell.lab.md"
};
LAB(show_the_auditor)
#embed "../../scenarios/show-the-auditor.lab.md"
};
LAB(sign_and_verify)
#embed "../../scenarios/sign-and-verify.lab.md"
};
LAB(switches)
#embed "../../scenarios/switches.lab.md"
};
LAB(tags_and_aliases)
#embed "../../scenarios/tags-and-aliases.lab.md"
};
LAB(the_key_is_gone)
#embed "../../scenarios/the-key-is-gone.lab.md"
};
LAB(the_life_of_a_key)
#embed "../../scenarios/the-life-of-a-key.lab.md"
};
LAB(time)
#embed "../../scenarios/time.lab.md"
};
LAB(timeline_and_bill)
#embed "../../scenarios/timeline-and-bill.lab.md"
};
LAB(trail)
#embed "../../scenarios/trail.lab.md"
};
LAB(two_halves)
#embed "../../scenarios/two-halves.lab.md"
};
LAB(two_pairs_of_hands)
#embed "../../scenarios/two-pairs-of-hands.lab.md"
};
LAB(two_regions)
#embed "../../scenarios/two-regions.lab.md"
};
LAB(undo_and_save)
#embed "../../scenarios/undo-and-save.lab.md"
};
LAB(what_now)
#embed "../../scenarios/what-now.lab.md"
};
LAB(what_the_rule_deletes)
#embed "../../scenarios/what-the-rule-deletes.lab.md"
};
LAB(which_key_opens_this)
#embed "../../scenarios/which-key-opens-this.lab.md"
};
LAB(who_read_it)
#embed "../../scenarios/who-read-it.lab.md"
};
LAB(whose_key_is_it)
#embed "../../scenarios/whose-key-is-it.lab.md"
};
LAB(wrong_input)
#embed "../../scenarios/wrong-input.lab.md"
};

static const CLab table[] = {
  {"a-change-of-mind", a_change_of_mind, sizeof a_change_of_mind},
  {"a-key-of-your-own", a_key_of_your_own, sizeof a_key_of_your_own},
  {"a-lock-is-no-key", a_lock_is_no_key, sizeof a_lock_is_no_key},
  {"a-permit-for-one-job", a_permit_for_one_job, sizeof a_permit_for_one_job},
  {"a-thousand-thumbnails", a_thousand_thumbnails, sizeof a_thousand_thumbnails},
  {"a-vault-outside", a_vault_outside, sizeof a_vault_outside},
  {"a-year-passes", a_year_passes, sizeof a_year_passes},
  {"aes-trace", aes_trace, sizeof aes_trace},
  {"after-quantum", after_quantum, sizeof after_quantum},
  {"an-envelope-by-hand", an_envelope_by_hand, sizeof an_envelope_by_hand},
  {"audit", audit, sizeof audit},
  {"aws-documentation", aws_documentation, sizeof aws_documentation},
  {"big-and-borrowed", big_and_borrowed, sizeof big_and_borrowed},
  {"blobs", blobs, sizeof blobs},
  {"bound-to-a-purpose", bound_to_a_purpose, sizeof bound_to_a_purpose},
  {"brief-task-1", brief_task_1, sizeof brief_task_1},
  {"brief-task-2", brief_task_2, sizeof brief_task_2},
  {"brief-task-3", brief_task_3, sizeof brief_task_3},
  {"bring-them-over", bring_them_over, sizeof bring_them_over},
  {"bring-your-own", bring_your_own, sizeof bring_your_own},
  {"bucket-keys", bucket_keys, sizeof bucket_keys},
  {"bucket-policies", bucket_policies, sizeof bucket_policies},
  {"by-tag", by_tag, sizeof by_tag},
  {"cli-language", cli_language, sizeof cli_language},
  {"data-at-rest", data_at_rest, sizeof data_at_rest},
  {"data-keys", data_keys, sizeof data_keys},
  {"deletion", deletion, sizeof deletion},
  {"dry-run", dry_run, sizeof dry_run},
  {"encrypt-a-bucket", encrypt_a_bucket, sizeof encrypt_a_bucket},
  {"encryption-context", encryption_context, sizeof encryption_context},
  {"every-quarter", every_quarter, sizeof every_quarter},
  {"explain", explain, sizeof explain},
  {"four-kinds-of-rest", four_kinds_of_rest, sizeof four_kinds_of_rest},
  {"four-names-for-one-key", four_names_for_one_key, sizeof four_names_for_one_key},
  {"four-thousand-bytes", four_thousand_bytes, sizeof four_thousand_bytes},
  {"grants", grants, sizeof grants},
  {"guided-mode", guided_mode, sizeof guided_mode},
  {"hmac-keys", hmac_keys, sizeof hmac_keys},
  {"identifiers", identifiers, sizeof identifiers},
  {"identities", identities, sizeof identities},
  {"imported-material", imported_material, sizeof imported_material},
  {"inspect", inspect, sizeof inspect},
  {"inspect-s3", inspect_s3, sizeof inspect_s3},
  {"is-it-still-used", is_it_still_used, sizeof is_it_still_used},
  {"kinds-of-encryption", kinds_of_encryption, sizeof kinds_of_encryption},
  {"lab-checks", lab_checks, sizeof lab_checks},
  {"least-privilege", least_privilege, sizeof least_privilege},
  {"locked-out", locked_out, sizeof locked_out},
  {"lookup-events", lookup_events, sizeof lookup_events},
  {"move-the-ciphertext", move_the_ciphertext, sizeof move_the_ciphertext},
  {"multi-region-keys", multi_region_keys, sizeof multi_region_keys},
  {"no-means-no", no_means_no, sizeof no_means_no},
  {"object-lock", object_lock, sizeof object_lock},
  {"off-and-on-again", off_and_on_again, sizeof off_and_on_again},
  {"old-objects-too", old_objects_too, sizeof old_objects_too},
  {"only-for-this-purpose", only_for_this_purpose, sizeof only_for_this_purpose},
  {"only-through-s3", only_through_s3, sizeof only_through_s3},
  {"openssl", openssl, sizeof openssl},
  {"output-formats", output_formats, sizeof output_formats},
  {"own-way", own_way, sizeof own_way},
  {"paging", paging, sizeof paging},
  {"permissions", permissions, sizeof permissions},
  {"photos-a-year", photos_a_year, sizeof photos_a_year},
  {"photos-build", photos_build, sizeof photos_build},
  {"photos-the-end", photos_the_end, sizeof photos_the_end},
  {"predict", predict, sizeof predict},
  {"preview-a-deletion", preview_a_deletion, sizeof preview_a_deletion},
  {"quiz-accounts", quiz_accounts, sizeof quiz_accounts},
  {"quiz-after-quantum", quiz_after_quantum, sizeof quiz_after_quantum},
  {"quiz-at-the-prompt", quiz_at_the_prompt, sizeof quiz_at_the_prompt},
  {"quiz-bucket-keys", quiz_bucket_keys, sizeof quiz_bucket_keys},
  {"quiz-bucket-policies", quiz_bucket_policies, sizeof quiz_bucket_policies},
  {"quiz-conditions", quiz_conditions, sizeof quiz_conditions},
  {"quiz-context", quiz_context, sizeof quiz_context},
  {"quiz-customer-keys", quiz_customer_keys, sizeof quiz_customer_keys},
  {"quiz-deletion", quiz_deletion, sizeof quiz_deletion},
  {"quiz-deny", quiz_deny, sizeof quiz_deny},
  {"quiz-direct", quiz_direct, sizeof quiz_direct},
  {"quiz-elsewhere", quiz_elsewhere, sizeof quiz_elsewhere},
  {"quiz-envelope", quiz_envelope, sizeof quiz_envelope},
  {"quiz-grants", quiz_grants, sizeof quiz_grants},
  {"quiz-keys", quiz_keys, sizeof quiz_keys},
  {"quiz-lifecycle", quiz_lifecycle, sizeof quiz_lifecycle},
  {"quiz-links", quiz_links, sizeof quiz_links},
  {"quiz-moving", quiz_moving, sizeof quiz_moving},
  {"quiz-multipart", quiz_multipart, sizeof quiz_multipart},
  {"quiz-names", quiz_names, sizeof quiz_names},
  {"quiz-object-lock", quiz_object_lock, sizeof quiz_object_lock},
  {"quiz-policies", quiz_policies, sizeof quiz_policies},
  {"quiz-price", quiz_price, sizeof quiz_price},
  {"quiz-public-keys", quiz_public_keys, sizeof quiz_public_keys},
  {"quiz-rotation", quiz_rotation, sizeof quiz_rotation},
  {"quiz-s3", quiz_s3, sizeof quiz_s3},
  {"quiz-signatures", quiz_signatures, sizeof quiz_signatures},
  {"quiz-trail", quiz_trail, sizeof quiz_trail},
  {"quiz-versions", quiz_versions, sizeof quiz_versions},
  {"re-encrypt", re_encrypt, sizeof re_encrypt},
  {"read-a-key-policy", read_a_key_policy, sizeof read_a_key_policy},
  {"refuse-the-rest", refuse_the_rest, sizeof refuse_the_rest},
  {"rotate-now", rotate_now, sizeof rotate_now},
  {"rotation", rotation, sizeof rotation},
  {"rotation-by-hand", rotation_by_hand, sizeof rotation_by_hand},
  {"s3-conditions", s3_conditions, sizeof s3_conditions},
  {"s3-customer-keys", s3_customer_keys, sizeof s3_customer_keys},
  {"s3-lifecycle", s3_lifecycle, sizeof s3_lifecycle},
  {"s3-links", s3_links, sizeof s3_links},
  {"s3-multipart", s3_multipart, sizeof s3_multipart},
  {"s3-objects", s3_objects, sizeof s3_objects},
  {"s3-permissions", s3_permissions, sizeof s3_permissions},
  {"s3-versions", s3_versions, sizeof s3_versions},
  {"sealed-for-later", sealed_for_later, sizeof sealed_for_later},
  {"share-a-bucket", share_a_bucket, sizeof share_a_bucket},
  {"shell", shell, sizeof shell},
  {"show-the-auditor", show_the_auditor, sizeof show_the_auditor},
  {"sign-and-verify", sign_and_verify, sizeof sign_and_verify},
  {"switches", switches, sizeof switches},
  {"tags-and-aliases", tags_and_aliases, sizeof tags_and_aliases},
  {"the-key-is-gone", the_key_is_gone, sizeof the_key_is_gone},
  {"the-life-of-a-key", the_life_of_a_key, sizeof the_life_of_a_key},
  {"time", time, sizeof time},
  {"timeline-and-bill", timeline_and_bill, sizeof timeline_and_bill},
  {"trail", trail, sizeof trail},
  {"two-halves", two_halves, sizeof two_halves},
  {"two-pairs-of-hands", two_pairs_of_hands, sizeof two_pairs_of_hands},
  {"two-regions", two_regions, sizeof two_regions},
  {"undo-and-save", undo_and_save, sizeof undo_and_save},
  {"what-now", what_now, sizeof what_now},
  {"what-the-rule-deletes", what_the_rule_deletes, sizeof what_the_rule_deletes},
  {"which-key-opens-this", which_key_opens_this, sizeof which_key_opens_this},
  {"who-read-it", who_read_it, sizeof who_read_it},
  {"whose-key-is-it", whose_key_is_it, sizeof whose_key_is_it},
  {"wrong-input", wrong_input, sizeof wrong_input},
};

const CLab *const clabs = table;
const size_t clabs_count = sizeof table / sizeof *table;
