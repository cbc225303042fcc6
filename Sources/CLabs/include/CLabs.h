/* The lab files of scenarios/ inside the program. */
#ifndef CLABS_H
#define CLABS_H

#include <stddef.h>

/* One lab file: its name without .lab.md, and its bytes. */
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} CLab;

/* All lab files in the order of their names. */
extern const CLab *const clabs;
/* How many there are. */
extern const size_t clabs_count;

#endif
