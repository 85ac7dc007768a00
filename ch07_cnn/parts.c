// # Parts of one digit
//
// The hat of a 5 often hangs alone. A photo has then two marks for one digit, or for
// two. **Which marks belong together?** It is told by their boxes alone: by how large they
// are, and how near to each other.
#include "parts.h"

static int width(Box box) { return box.right - box.left; }
static int height(Box box) { return box.bottom - box.top; }

// ## Hats and lines below
//
// Two boxes are apart by the way from the end of the one to the beginning of the other. If
// they share some columns, the number is negative, and says how many.
static int gap(int end, int begin, int other_end, int other_begin)
{
    const int from = begin > other_begin ? begin : other_begin;
    return from - (end < other_end ? end : other_end);
}

// Two marks are one digit if one is near and much smaller, or near and a dash like the hat of
// a 5; if one stands close above the other, and is smaller; if a pen that failed has left a gap
// as thin as a hair between them; or if their boxes share much of their place, or some of it and
// one is smaller. But a line below a number is no part of it: it is wider than what stands above.
static bool is_dash(Box box) { return width(box) > 3 * height(box); }

static bool underlines(Box line, Box box)
{
    return is_dash(line) && line.top >= box.bottom &&
           width(line) > width(box);
}

static bool belong_together(Box a, Box b)
{
    const int across = gap(a.right, a.left, b.right, b.left);
    const int down = gap(a.bottom, a.top, b.bottom, b.top);
    const int A = box_side(a), B = box_side(b);
    const int large = A > B ? A : B, small = A < B ? A : B;
    const int narrow = width(a) < width(b) ? width(a) : width(b);
    const bool little = 2 * small < large || is_dash(a) || is_dash(b);
    const bool near = 5 * across < large && 5 * down < large;
    const bool above = -2 * across > narrow && 8 * down < large;
    const bool smaller = 4 * small < 3 * large;
    const bool share =
        across < 0 && down < 0 && (-3 * across > narrow || smaller);
    const bool torn = -2 * across > narrow && 30 * down < large;
    return !underlines(a, b) && !underlines(b, a) &&
           (share || torn || (near && little) || (above && smaller));
}

// ## Until nothing changes
//
// A group has the number of one of its marks, and that mark knows the box of all. Whenever
// two were joined, all are looked at again.
static void rename_group(Marks *m, int from, int to)
{
    for (int i = 0; i < m->count; i++) {
        m->list[i].group = m->list[i].group == from ? to : m->list[i].group;
    }
}

static void join(Marks *m, int from, int to)
{
    m->list[to].whole = box_around(m->list[to].whole, m->list[from].whole);
    rename_group(m, from, to);
}

static void join_all(Marks *m)
{
    bool joined = true;
    while (joined) {
        joined = false;
        for (int i = 0; i < m->count; i++) {
            for (int j = 0; j < i && m->list[i].group == i; j++) {
                if (m->list[j].group == j &&
                    belong_together(m->list[i].whole, m->list[j].whole)) {
                    join(m, i, j);
                    joined = true;
                }
            }
        }
    }
}

// ## What no digit looks like
//
// Of the 70,000 digits of MNIST, none is more than two and a half times as wide as high. A
// group that is a dash was a minus sign, or a line below the number. And a hole that was
// punched into the sheet is a patch: about as wide as high, and full of ink. A disc fills
// 79 of 100 pixels of its box. Of digits as wide as high, only the very thickest fill three
// quarters.
static bool is_patch(const Marks *m, int group, Box box)
{
    int pixels = 0;
    for (int i = 0; i < m->count; i++) {
        pixels += m->list[i].group == group ? m->list[i].pixels : 0;
    }
    return 4 * height(box) < 5 * width(box) &&
           4 * width(box) < 5 * height(box) &&
           4 * (double)pixels > 3.0 * width(box) * height(box);
}

static bool is_shape(const Marks *m, int group)
{
    const Box box = m->list[group].whole;
    return is_dash(box) || is_patch(m, group, box);
}

// If there is nothing else, it stays: somebody may have written with a very thick pen.
int parts_join(Marks *marks)
{
    int digits = 0, shapes = 0;
    for (int i = 0; i < marks->count; i++) {
        marks->list[i].whole = marks->list[i].box;
    }
    join_all(marks);
    for (int i = 0; i < marks->count; i++) {
        digits += marks->list[i].group == i && !is_shape(marks, i);
    }
    for (int i = 0; digits > 0 && i < marks->count; i++) {
        if (marks->list[i].group == i && is_shape(marks, i)) {
            rename_group(marks, i, -1);
            shapes++;
        }
    }
    return shapes;
}
