/* caught-by: sigmoid/known_values */
#include <math.h>

#include "ch03.h"

float my_sigmoid(float x) { return 1 / 1 + expf(-x); }
