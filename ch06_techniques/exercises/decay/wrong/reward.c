/* caught-by: decay/is_a_price */
#include "ch06.h"

double my_decay(void) { return -0.001; }
