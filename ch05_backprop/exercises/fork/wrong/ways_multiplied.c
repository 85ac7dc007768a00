/* caught-by: fork/a fork/y fork/x */
#include "ch05.h"

struct fork my_fork(void)
{
    return (struct fork){
        .db = 6,
        .da = 54,
        .dx = 324,
        .dy = 162,
        .rise = 1.62,
    };
}
