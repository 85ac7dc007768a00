/* caught-by: fork/x */
#include "ch05.h"

struct fork my_fork(void)
{
    return (struct fork){
        .db = 6,
        .da = 15,
        .dx = 30,
        .dy = 45,
        .rise = 0.45,
    };
}
