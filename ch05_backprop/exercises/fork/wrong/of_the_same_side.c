/* caught-by: fork/y fork/x fork/rise */
#include "ch05.h"

struct fork my_fork(void)
{
    return (struct fork){
        .db = 6,
        .da = 15,
        .dx = 51,
        .dy = 30,
        .rise = 0.3,
    };
}
