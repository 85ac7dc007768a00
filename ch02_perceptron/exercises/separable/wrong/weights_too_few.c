/* caught-by: separable/all_others_are */
#include "ch02.h"

int my_separable(const int t[4])
{
    for (float w = -1; w <= 1; w += 2) {
        for (float b = -1.5f; b <= 1.5f; b += 1) {
            if ((b > 0) == t[0] && (b + w > 0) == t[1] &&
                (b + w > 0) == t[2] && (b + 2 * w > 0) == t[3]) {
                return 1;
            }
        }
    }
    return 0;
}
