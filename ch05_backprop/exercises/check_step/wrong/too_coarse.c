/* caught-by: check_step/near_zero check_step/near_twenty */
#include "ch05.h"

float my_check_step(void) { return 0.1f; }
