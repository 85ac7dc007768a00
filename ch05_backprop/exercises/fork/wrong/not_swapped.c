/* caught-by: fork/b fork/x */
#include "ch05.h"

struct fork my_fork(void)
{
    return (struct fork){
        .db = 9,
        .da = 15,
        .dx = 39,
        .dy = 45,
        .rise = 0.45,
    };
}
