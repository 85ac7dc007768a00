/* caught-by: sigmoid/small_results_keep_their_digits */
#include <math.h>

#include "ch03.h"

float my_sigmoid(float x) { return 1 - 1 / (1 + expf(x)); }
