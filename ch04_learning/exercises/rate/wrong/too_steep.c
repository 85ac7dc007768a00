/* caught-by: rate/steep_axis rate/from_anywhere */
#include "ch04.h"

float my_rate(void) { return 0.1f; }
