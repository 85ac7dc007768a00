/* hyperparameter_search, started by mpirun on this machine. */
#include <criterion/criterion.h>

#include "support.h"

/* What one program prints and draws, several do. */
Test(mpi_search, several_programs_print_and_draw_what_one_does)
{
    char *folder = make_digits_folder(FEW, 20);
    Outcome o = run_script(
        "search() {\n"
        "    mkdir $1 && (cd $1 && shift && \"$@\" "
        "\"$PROGRAMS/ch06/hyperparameter_search\" --data .. --out . --trials 9 "
        "--epochs 2 >printed)\n"
        "}\n"
        "search alone env && search two mpirun -n 2 && search four mpirun -n "
        "4 && diff -r alone two && diff -r alone four && echo same",
        folder, on_many);
    expect_outcome(&o, 0, "same");
    outcome_clear(&o);
    remove_folder(folder);
}
