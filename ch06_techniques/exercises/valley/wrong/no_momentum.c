/* caught-by: valley/flat_axis */
#include "ch06.h"

struct valley my_valley(void) { return (struct valley){.lr = 0.9f, .mu = 0}; }
