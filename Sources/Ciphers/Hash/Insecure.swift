/// Hash functions that are broken, collisions can be made: for S3 checksums, and where a learner
/// asks for them by name.
package enum Insecure {}
