// What Swift cannot call in SQLite directly: bindings that copy, since SQLITE_TRANSIENT is a cast
// that is not imported. No state lives here.

#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

static inline int kl_bind_text(
    sqlite3_stmt *statement, int index, const char *text, size_t count) {
  return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Without a byte it is a blob all the same, whatever the pointer to nothing is.
static inline int kl_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, size_t count) {
  return count == 0 ? sqlite3_bind_zeroblob(statement, index, 0)
                    : sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

#pragma clang assume_nonnull end

#endif
