/* caught-by: check_step/near_twenty */
#include "ch05.h"

float my_check_step(void) { return 6e-4f; }
