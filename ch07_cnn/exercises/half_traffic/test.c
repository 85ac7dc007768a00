/* may-call: take_number put_number */
#include "ch07.h"
#include "exercise_test.h"

EXERCISE(half_traffic);

struct counted {
    const char *name;
    size_t rows, columns;
    float *data;
    size_t taken, put;
};

static struct counted matrix(const char *name, size_t rows, size_t columns)
{
    return (struct counted){.name = name,
                            .rows = rows,
                            .columns = columns,
                            .data = blank(rows * columns)};
}

static float *place(struct counted *m, size_t row, size_t column)
{
    expect(row < m->rows && column < m->columns,
           "%s has %zu rows and %zu columns, but row %zu and column %zu are "
           "asked for",
           m->name, m->rows, m->columns, row, column);
    return m->data + row * m->columns + column;
}

float take_number(struct counted *m, size_t row, size_t column)
{
    m->taken++;
    return *place(m, row, column);
}

void put_number(struct counted *m, size_t row, size_t column, float value)
{
    m->put++;
    *place(m, row, column) = value;
}

/* What was taken and put, all together. */
struct traffic {
    size_t taken, put;
};

/* Multiply, and compare with the definition. */
static struct traffic multiplied(size_t rows, size_t inner, size_t columns)
{
    struct counted a = matrix("a", rows, inner),
                   b = matrix("b", inner, columns),
                   c = matrix("c", rows, columns);
    uint64_t seed = rows;
    fill_with_noise(a.data, rows * inner, &seed);
    fill_with_noise(b.data, inner * columns, &seed);
    my_half_traffic(&a, &b, &c, rows, inner, columns);
    expect_product(c.data, a.data, b.data, rows, inner, columns);
    return (struct traffic){a.taken + b.taken + c.taken,
                            a.put + b.put + c.put};
}

Test(half_traffic, right_product)
{
    multiplied(2, 1, 2);
    multiplied(2, 3, 4);
    multiplied(6, 5, 2);
}

Test(half_traffic, half_of_it)
{
    const struct traffic traffic = multiplied(8, 50, 6);
    printf("8 x 50 times 50 x 6: %zu taken, %zu put\n", traffic.taken,
           traffic.put);
    expect(traffic.put == 8 * 6,
           "8 x 50 times 50 x 6: it puts %zu numbers, but 48 are enough",
           traffic.put);
    expect(traffic.taken <= 8 * 50 * 6,
           "8 x 50 times 50 x 6: it takes %zu numbers, but 2400 are enough",
           traffic.taken);
}
