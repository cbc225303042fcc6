#pragma once

#include <stddef.h>

/// The bytes that the process has of its allocator now.
size_t allocated_byte_count(void);
