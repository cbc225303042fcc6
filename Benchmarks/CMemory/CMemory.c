#include "CMemory.h"

#include <malloc.h>

size_t allocated_byte_count(void) { return mallinfo2().uordblks + mallinfo2().hblkhd; }
