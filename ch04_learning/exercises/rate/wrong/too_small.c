/* caught-by: rate/flat_axis rate/from_anywhere */
#include "ch04.h"

float my_rate(void) { return 0.01f; }
