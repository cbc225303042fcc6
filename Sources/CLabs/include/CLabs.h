/* The lab files of scenarios/ inside the program. */
#ifndef CLABS_H
#define CLABS_H

#include <stddef.h>
#include <string.h>

/* One lab file: its name without .lab.md, and its bytes, which a byte 0 ends. */
typedef struct {
  const char *name;
  const unsigned char *bytes;
} CLab;

/* How many bytes a file has. */
static inline size_t clab_size(const CLab *lab) { return strlen((const char *)lab->bytes); }

/* All lab files in the order of their names. */
extern const CLab *const clabs;
/* How many there are. */
extern const size_t clabs_count;

#endif
