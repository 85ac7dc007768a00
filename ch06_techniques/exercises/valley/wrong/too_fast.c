/* caught-by: valley/steep_axis */
#include "ch06.h"

struct valley my_valley(void) { return (struct valley){.lr = 3, .mu = 0.4f}; }
