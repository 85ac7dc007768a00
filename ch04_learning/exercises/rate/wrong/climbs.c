/* caught-by: rate/leads_downhill rate/flat_axis */
#include "ch04.h"

float my_rate(void) { return -0.03f; }
