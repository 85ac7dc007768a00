/* caught-by: separable/all_others_are */
#include "ch02.h"

int my_separable(const int t[4]) { return t[0] + t[1] + t[2] + t[3] != 2; }
