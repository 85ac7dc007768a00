/* caught-by: rate/flat_axis rate/steep_axis */
#include "ch04.h"

float my_rate(void) { return 1.5f; }
