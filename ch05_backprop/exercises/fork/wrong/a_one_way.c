/* caught-by: fork/a fork/y fork/x fork/rise */
#include "ch05.h"

struct fork my_fork(void)
{
    return (struct fork){
        .db = 6,
        .da = 9,
        .dx = 24,
        .dy = 27,
        .rise = 0.27,
    };
}
