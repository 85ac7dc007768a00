/* The first weights, in programs run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "system/paths.h"

Test(programs_init, have_manners)
{
    expect_manners("ch06/init_histogram");
    expect_manners("ch06/init_compare");
}

/* Deviation and share at the limit of layer 5, in row name of a table. */
static void read_last_layer(const char *table, const char *name,
                            double *deviation, double *limit)
{
    const char *row = strstr(table, name);
    cr_assert(row != NULL, "no row %s in:\n%s", name, table);
    row += strlen(name);
    for (int i = 0; i < 5; i++) {
        int length = 0;
        const int parts =
            sscanf(row, "%lf %lf%%%n", deviation, limit, &length);
        cr_assert(parts == 2 && length > 0, "%s", row);
        row += length;
    }
}

/* Of the ReLU's figure, in layer 5: what is beyond the axis is in its last bar, and the
   rows of 1 and of He must not look alike. */
static void expect_rows_apart(const char *folder)
{
    char path[PATH_SIZE];
    double bars[20];
    snprintf(path, sizeof path, "%s/relu.tsv", folder);
    char *table = read_file(path, NULL);
    cr_assert(table != NULL, "no %s", path);
    table[strlen(table) - 1] = '\0'; /* the end of its last line */
    numbers_after(strrchr(table, '\n'), "\t", 20, bars);
    cr_assert(bars[4] > 30 && bars[19] < 3,
              "last bars: 1 has %g %%, He %g %%", bars[4], bars[19]);
    free(table);
}

Test(programs_init, histograms_show_four_fates)
{
    char *folder = make_folder();
    const char *const words[] = {"--out", folder, NULL};
    Outcome o = run_program("ch06/init_histogram", words, "/", NULL);
    expect_outcome(&o, EXIT_OK, "/sigmoid.svg\n");
    expect_outcome(&o, EXIT_OK, "/relu.svg\n");
    double deviation, limit;
    const char *table = strstr(o.out, "\nsigmoid ");
    read_last_layer(table, "\nstd 1 ", &deviation, &limit);
    cr_assert(limit > 30, "sigmoid, 1: only %g %% at the limit", limit);
    read_last_layer(table, "\nstd 0.01", &deviation, &limit);
    cr_assert(deviation < 0.03, "sigmoid, 0.01: %g", deviation);
    table = strstr(o.out, "\ntanh ");
    read_last_layer(table, "\nstd 0.01", &deviation, &limit);
    cr_assert(deviation < 1e-4, "tanh, 0.01: %g", deviation);
    read_last_layer(table, "\nXavier", &deviation, &limit);
    cr_assert(deviation > 0.2 && limit < 5, "tanh, Xavier: %g", deviation);
    table = strstr(o.out, "\nrelu ");
    read_last_layer(table, "\nXavier", &deviation, &limit);
    cr_assert(deviation < 0.3, "relu, Xavier: %g", deviation);
    read_last_layer(table, "\nHe ", &deviation, &limit);
    cr_assert(deviation > 0.6 && deviation < 1.2, "relu, He: %g", deviation);
    expect_rows_apart(folder);
    outcome_clear(&o);
    remove_folder(folder);
}

/* A row is one start; its three seeds end in three places, but that of the smallest. */
Test(programs_init, compare_tells_starts_and_seeds_apart)
{
    static const char *const rows[] = {"\nReLU  std 0.01", "\nReLU  Xavier",
                                       "\nReLU  He",       "\ntanh  std 0.01",
                                       "\ntanh  Xavier",   "\ntanh  He"};
    char *folder = make_digits_folder(FEW, 20);
    const char *const words[] = {"--data",  folder,    "--out",
                                 folder,    "--steps", "5",
                                 "--seeds", "3",       NULL};
    Outcome o = run_program("ch06/init_compare", words, "/", without_gnuplot);
    for (int i = 0; i < 6; i++) {
        double n[4]; /* slope; loss, and its least and most */
        numbers_after(o.out, rows[i], 4, n);
        const bool small = i % 3 == 0;
        cr_assert(small ? n[0] < 1e-4 : n[0] > 1e-3, "%s: slope %g", rows[i],
                  n[0]);
        cr_assert(small || (n[2] < n[1] && n[1] < n[3]), "%s: %g (%g to %g)",
                  rows[i], n[1], n[2], n[3]);
    }
    outcome_clear(&o);
    remove_folder(folder);
}
