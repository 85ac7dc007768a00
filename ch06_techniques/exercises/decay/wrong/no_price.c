/* caught-by: decay/between_the_points */
#include "ch06.h"

double my_decay(void) { return 0; }
