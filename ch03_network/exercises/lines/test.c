#include "ch03.h"
#include "exercise_test.h"

EXERCISE(lines);

enum { LINE = 8, NONE = -1 };

struct far_matrix {
    const char *name;
    size_t rows, columns;
    float *data;
    long at_hand; /* the line that was used last */
    size_t fetched;
};

static struct far_matrix matrix(const char *name, size_t rows, size_t columns)
{
    return (struct far_matrix){.name = name,
                               .rows = rows,
                               .columns = columns,
                               .data = blank(rows * columns),
                               .at_hand = NONE};
}

static float *place(struct far_matrix *m, size_t row, size_t column)
{
    expect(row < m->rows && column < m->columns,
           "%s has %zu rows and %zu columns, but row %zu and column %zu are "
           "asked for",
           m->name, m->rows, m->columns, row, column);
    const long line =
        (long)(row * ((m->columns + LINE - 1) / LINE) + column / LINE);
    m->fetched += line != m->at_hand;
    m->at_hand = line;
    return m->data + row * m->columns + column;
}

float far_number(struct far_matrix *m, size_t row, size_t column)
{
    return *place(m, row, column);
}

void far_add(struct far_matrix *m, size_t row, size_t column, float value)
{
    *place(m, row, column) += value;
}

/* Multiply, compare with the definition, and return how many lines were
   fetched. */
static size_t fetched(size_t rows, size_t inner, size_t columns)
{
    struct far_matrix a = matrix("a", rows, inner),
                      b = matrix("b", inner, columns),
                      c = matrix("c", rows, columns);
    uint64_t seed = rows;
    fill_with_noise(a.data, rows * inner, &seed);
    fill_with_noise(b.data, inner * columns, &seed);
    for (size_t i = 0; i < rows * columns; i++) {
        c.data[i] = 0;
    }
    my_lines(&a, &b, &c, rows, inner, columns);
    expect_product(c.data, a.data, b.data, rows, inner, columns);
    return a.fetched + b.fetched + c.fetched;
}

Test(lines, right_product)
{
    fetched(1, 1, 1);
    fetched(2, 3, 4);
    fetched(5, 17, 9);
}

Test(lines, few_are_fetched)
{
    const size_t lines = fetched(16, 24, 32);
    printf("16 x 24 times 24 x 32: %zu lines are fetched\n", lines);
    expect(lines <= 3200,
           "for 16 x 24 times 24 x 32 it fetches %zu lines, but 3200 are "
           "enough",
           lines);
}
