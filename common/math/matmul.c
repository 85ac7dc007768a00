// # The matrix product
//
// Nearly all the time of every network goes into this one operation. **How can the most
// important operation be four lines long?** Because it is only this: go along a row of
// $a$ and down a column of $b$, multiply what meets, and add up.
//
// $$ \begin{pmatrix} 1 & 2 & 3 \end{pmatrix}
//    \begin{pmatrix} 7 & 8 \\ 9 & 10 \\ 11 & 12 \end{pmatrix} =
//    \begin{pmatrix} 58 & 64 \end{pmatrix}, \qquad
//    58 = 1 \cdot 7 + 2 \cdot 9 + 3 \cdot 11 $$
#include "math/matmul.h"

#include "fast/choice.h"
#include "fast/matmul_strips.h"

// ## The definition
//
// Each number is a row of $a$ times a column of $b$; a further row may be
// added to all rows:
//
// $$ y_{nm} = \sum_{k} a_{nk}\, b_{km} + \mathrm{row}_m $$
void matmul_plain(Tensor *y, Matrix a, Matrix b, const Tensor *row)
{
    real *to = y->data;
    for (int n = 0; n < a.rows; n++) {
        for (int m = 0; m < b.columns; m++) {
            real sum = 0;
            for (int k = 0; k < a.columns; k++) {
                sum += matrix_at(a, n, k) * matrix_at(b, k, m);
            }
            *to++ = row != NULL ? sum + row->data[m] : sum;
        }
    }
}

// ## Three products, one definition
//
// A network needs three products; chapter 5 says for what. They are the same sum, with one
// matrix or the other turned on its side. Turned, a matrix of $C$ columns is stepped
// through with 1 down and $C$ to the right instead of $C$ down and 1 to the right.
// Nothing moves.
//
// All come through one door. Behind it, the same sums are computed
// [strip by strip](../fast/matmul_strips.c), which is many times as fast; the last digit
// may differ.
typedef struct {
    const Tensor *of;
    Matrix m;
    const char *turned; /* a word for messages */
} Factor;

static Factor upright(const Tensor *t)
{
    return (Factor){t, matrix_of(t), ""};
}

static Factor on_its_side(const Tensor *t)
{
    return (Factor){t, matrix_turned(t), " turned"};
}

static void multiply(Tensor *y, Factor a, Factor b, const Tensor *row)
{
    const int N = a.m.rows, K = a.m.columns, M = b.m.columns;
    CHECK(b.m.rows == K, "%s%s times %s%s: %d columns meet %d rows",
          shape_text(a.of->shape).text, a.turned,
          shape_text(b.of->shape).text, b.turned, K, b.m.rows);
    CHECK(row == NULL || row->size == M, "a row of %d on rows of %d",
          row->size, M);
    CHECK(y->size == (ptrdiff_t)N * M, "%s cannot hold the (%d, %d) result",
          shape_text(y->shape).text, N, M);
    CHECK(y->data != a.m.at && y->data != b.m.at,
          "a product cannot replace its factors");
    (FAST ? matmul_fast : matmul_plain)(y, a.m, b.m, row);
}

void matmul(Tensor *y, const Tensor *a, const Tensor *b)
{
    multiply(y, upright(a), upright(b), NULL);
}

void matmul_tn(Tensor *y, const Tensor *a, const Tensor *b)
{
    multiply(y, on_its_side(a), upright(b), NULL);
}

void matmul_nt(Tensor *y, const Tensor *a, const Tensor *b)
{
    multiply(y, upright(a), on_its_side(b), NULL);
}

void matmul_add_row(Tensor *y, const Tensor *a, const Tensor *b,
                    const Tensor *row)
{
    multiply(y, upright(a), upright(b), row);
}
