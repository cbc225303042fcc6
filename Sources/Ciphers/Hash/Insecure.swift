/// Hash functions that are broken, for S3 checksums only: collisions can be made.
package enum Insecure {}
