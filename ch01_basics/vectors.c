// # Vectors and shapes
//
// This book computes with rows and tables of numbers, as if they were single
// numbers. **What does it mean to add or to multiply two rows, or two tables?**
// Nothing but sums and products of numbers, in an order that is agreed on.
//
// *Predict first.* A shop sells apples at 100 and pears at 50. One customer
// buys 2 apples and 3 pears, another one 4 apples and 1 pear. Both bills are
// the same calculation with other numbers. What does each customer pay?
//
// *Answer.* $2 \cdot 100 + 3 \cdot 50 = 350$ and
// $4 \cdot 100 + 1 \cdot 50 = 450$. The run says so, too: {run: each pays}
#include <stdio.h>

#include "system/options.h"
#include "system/way.h"

// ## A row of numbers
//
// Numbers in an order form a **vector** (向量). The prices are the vector
// $(100, 50)$. How many numbers it has is its *length*, here 2. To add two
// vectors of one length, add the numbers in the same places:
//
// $$ (2, 3) + (4, 1) = (6, 4) $$
//
// The **mean** (均值) of some numbers is their sum, divided by how many they
// are: the mean of 2 and 4 is 3.
enum { GOODS = 2, CUSTOMERS = 2 };

static void print_sum(const double *a, const double *b)
{
    printf("both together buy (%g, %g)\n", a[0] + b[0], a[1] + b[1]);
}

// ## Multiply in pairs, add up
//
// What does the first customer pay? Each count is multiplied by the price in
// the same place, and the products are added. That is the **dot product**
// (点积) of two vectors:
//
// $$ (2, 3) \cdot (100, 50) = 2 \cdot 100 + 3 \cdot 50 = 350 $$
//
// With $a$ and $b$ for two vectors of $n$ numbers, and $\sum_i$ for "add up for
// every place $i$":
//
// $$ a \cdot b = \sum_i a_i\, b_i $$
//
// Nearly all the work of a network is this one operation.
static double dot(const double *a, const double *b, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

// ## A table of numbers
//
// The purchases of both customers, one below the other, are a **matrix** (矩阵).
// The numbers side by side are a **row** (行): one customer. The numbers below
// each other are a **column** (列): one kind of fruit.
//
// $$ \begin{pmatrix} 2 & 3 \\ 4 & 1 \end{pmatrix} $$
//
// A matrix of $R$ rows and $C$ columns has the **shape** (形状) $(R, C)$, rows
// first. This one has the shape $(2, 2)$.
static void print_bills(double counts[CUSTOMERS][GOODS], const double *price)
{
    printf("each pays");
    for (int i = 0; i < CUSTOMERS; i++) {
        printf(" %g", dot(counts[i], price, GOODS));
    }
    putchar('\n');
}

// ## Two tables
//
// A second shop has other prices, 90 and 70. With one shop in each column, the
// prices are a matrix too. The **matrix product** (矩阵乘法) is a table of dot
// products: its number in row $i$ and column $j$ is row $i$ of the left matrix
// times column $j$ of the right one.
//
// $$ \begin{pmatrix} 2 & 3 \\ 4 & 1 \end{pmatrix}
//    \begin{pmatrix} 100 & 90 \\ 50 & 70 \end{pmatrix} =
//    \begin{pmatrix} 350 & 390 \\ 450 & 430 \end{pmatrix} $$
//
// A row on the left must be as long as a column on the right. In shapes, the
// inner two lengths are equal and the outer two are left:
// $(2, 2) \cdot (2, 2) \to (2, 2)$, or with three kinds of fruit
// $(2, 3) \cdot (3, 2) \to (2, 2)$.
static void print_product(double counts[CUSTOMERS][GOODS],
                          double shop[GOODS][2])
{
    for (int i = 0; i < CUSTOMERS; i++) {
        printf("customer %d pays", i);
        for (int j = 0; j < 2; j++) {
            const double price[GOODS] = {shop[0][j], shop[1][j]};
            printf("%5g", dot(counts[i], price, GOODS));
        }
        printf("   in the two shops\n");
    }
}

int main(int argc, char **argv)
{
    double counts[CUSTOMERS][GOODS] = {{2, 3}, {4, 1}};
    double shop[GOODS][2] = {{100, 90}, {50, 70}};
    const double price[GOODS] = {100, 50};
    Options options;
    options_parse(&options, argc, argv,
                  "Adds vectors, and multiplies vectors and matrices.", NULL,
                  0);
    print_sum(counts[0], counts[1]);
    print_bills(counts, price);
    print_product(counts, shop);
    return way_on(&options);
}

// ## What came out
//
// The first shop's bills, 350 and 450, appear twice: as two dot products, and
// as the first column of the matrix product. One matrix product answers all
// questions "what does this customer pay in that shop?" at once.
//
// A network does the same with images in place of customers;
// [chapter 3](../ch03_network/matrix_product.c) goes on from here.
//
// **Try it.** Exchange 100 and 50 in `shop`. Say first which of the four bills
// change.
//
// **Check yourself.** A matrix of shape $(100, 784)$ is multiplied by one of
// shape $(784, 50)$. How many dot products is that, and how long are the
// vectors in each?
//
// *Answer.* One for each row on the left and each column on the right:
// $100 \cdot 50 = 5000$ dot products, each of two vectors of 784 numbers.
