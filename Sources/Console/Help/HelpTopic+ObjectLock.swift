extension HelpTopic {
  static let objectLock = HelpTopic(
    name: "object-lock", title: "Versions that nobody can delete, and what that is worth",
    text: """
      aws s3api create-bucket --bucket NAME --object-lock-enabled-for-bucket

      turns on versions and Object Lock, for ever. For a bucket that keeps versions
      already, and for a default of all new versions:
        aws s3api put-object-lock-configuration --bucket NAME \\
          --object-lock-configuration 'ObjectLockEnabled=Enabled,
          Rule={DefaultRetention={Mode=GOVERNANCE,Days=30}}'

      A lock is of one version. Writing and deleting the key go on: they add versions
      and delete markers, and the locked version stays below. What fails is to delete
      that version by its id, or to weaken its lock.

        GOVERNANCE   until a date; s3:BypassGovernanceRetention and the option
                     --bypass-governance-retention together pass over it
        COMPLIANCE   until a date; nobody can end or shorten it, not even root
        legal hold   until somebody with s3:PutObjectLegalHold says OFF; no bypass

      A date can be made later by whoever may call put-object-retention, and nothing
      else of a retention without a bypass. After the date the version can be deleted,
      but nothing deletes it by itself: a rule about noncurrent versions waits for the
      end of the lock (help lifecycle).

        aws s3api put-object ... --object-lock-mode COMPLIANCE \\
          --object-lock-retain-until-date 2027-01-01
        aws s3api put-object-retention --bucket NAME --key KEY --version-id ID \\
          --retention Mode=GOVERNANCE,RetainUntilDate=2027-01-01
        aws s3api put-object-legal-hold --bucket NAME --key KEY \\
          --legal-hold Status=ON
      A copy takes no lock along. head-object tells a lock to those who have
      s3:GetObjectRetention and s3:GetObjectLegalHold.

      Policies test s3:object-lock-mode, s3:object-lock-retain-until-date,
      s3:object-lock-remaining-retention-days and s3:object-lock-legal-hold.

      A lock keeps bytes and not their meaning. The key of a locked object can be
      deleted like any other: then the object is kept, counted, billed and lost. What
      guards the key is its policy, and the days that its deletion waits.

      aws s3api get-object-lock-configuration --bucket NAME
      inspect s3://NAME                               how many versions are locked
      inspect s3://NAME/KEY?versionId=ID              what locks one
      schedule-key-deletion --preview                 what is lost although locked
      """)
}
