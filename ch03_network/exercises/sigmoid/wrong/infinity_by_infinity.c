/* caught-by: sigmoid/large_numbers */
#include <math.h>

#include "ch03.h"

float my_sigmoid(float x) { return expf(x) / (1 + expf(x)); }
