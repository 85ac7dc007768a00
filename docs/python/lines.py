"""lines.py PAGE C EXPECTED - reads the tables of docs/python.md, or of docs/reading-c.md,
where C stands first: runs the column of Python, compares it with the third, and writes a
program of the column of C and what it is to print.

lines.py --compare EXPECTED FOUND - compares what was to be printed with what was."""
import re
import sys
import numpy as np


def fail(message):
    sys.exit(f'lines of Python: error: {message}')


def numbers(text):
    return [float(word) for word in text.split()]


def near(a, b):
    return len(a) == len(b) and np.allclose(a, b, rtol=1e-4, atol=1e-5)


def write(page, c, expected):
    text = open(page, encoding='utf-8').read()
    setup = {language: re.search(f'```{language} example\n(.*?)```', text, re.S)[1] for language in ('python', 'c')}
    rows = re.findall(r'^\| `([^`]*)` \| `([^`]*)` \| ([^|]*) \|$', text, re.M)
    if not rows:
        fail('no lines')
    if '| C |' in text:
        return write_of_c(rows, setup, c, expected)
    program = ['#include <stdio.h>'] + [f'#include "{h}.h"' for h in (
        'tensor/tensor', 'tensor/window', 'math/matmul', 'math/activation', 'math/loss', 'math/im2col',
        'math/feature', 'layers/relu')]
    program += ['static void show(const real *x, int n) { for (int i = 0; i < n; i++) printf(" %g", (double)x[i]); putchar(10); fflush(stdout); }']
    for i, (python, here, gives) in enumerate(rows):
        given = {'np': np}
        exec(setup['python'], given)
        value = np.asarray(eval(python, given), float)
        if not near(value.ravel().tolist(), numbers(gives)):
            fail(f'{python} gives {value.ravel().tolist()}, not {gives}')
        shape = ', '.join(map(str, value.shape)) or '1'
        result = f'{here};' if re.search(r'\by\b', here) else f'y.data[0] = (real)({here});'
        program.append(f'static void line_{i}(void) {{ {setup["c"]} real ys[64]; int places[8]; Tensor y = tensor_view(ys, SHAPE({shape}));\n'
                       f'(void)places; {result} show(y.data, y.size); }}')
    program.append('int main(void) { ' + ' '.join(f'line_{i}();' for i in range(len(rows))) + ' }')
    open(c, 'w', encoding='utf-8').write('\n'.join(program) + '\n')
    open(expected, 'w', encoding='utf-8').write(''.join(f'{here}\t{gives}\n' for _, here, gives in rows))


# A row of docs/reading-c.md is an expression, or sets y.
def write_of_c(rows, setup, c, expected):
    program = ['#include <stdio.h>', setup['c']]
    for i, (here, python, gives) in enumerate(rows):
        given = {'y': 0}
        exec(setup['python'], given)
        sets = re.search(r'\by \+?= ', python)
        exec(python if sets else f'y = {python}', given)
        if not near([given['y']], numbers(gives)):
            fail(f'{python} gives {given["y"]}, not {gives}')
        program.append(f'static void line_{i}(void) {{ double y = 0; {here if sets else f"y = {here}"}; printf(" %g\\n", y); }}')
    program.append('int main(void) { ' + ' '.join(f'line_{i}();' for i in range(len(rows))) + ' }')
    open(c, 'w', encoding='utf-8').write('\n'.join(program) + '\n')
    open(expected, 'w', encoding='utf-8').write(''.join(f'{here}\t{gives}\n' for here, _, gives in rows))


def compare(expected, found):
    rows = [line.rstrip('\n').split('\t') for line in open(expected, encoding='utf-8')]
    lines = open(found, encoding='utf-8').read().splitlines()
    if len(rows) != len(lines):
        fail(f'{len(rows)} lines, and {len(lines)} results')
    for (here, gives), line in zip(rows, lines):
        if not near(numbers(line), numbers(gives)):
            fail(f'{here} gives{line}, not {gives}')
    print(f'lines of Python: {len(rows)} agree')


if sys.argv[1] == '--compare':
    compare(*sys.argv[2:])
else:
    write(*sys.argv[1:])
