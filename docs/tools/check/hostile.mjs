// hostile.mjs - answers to ch01/dot that no student should hand in: { name, text, words, says },
// words the verdicts that each may get, says what it is told.

const head = '#include <stdlib.h>\n#include "ch01.h"\n', signature = 'float my_dot(const float *x, const float *y, size_t n)'
const right = `${signature} { float s = 0; for (size_t i = 0; i < n; i++) { s += x[i] * y[i]; } return s; }`, wrong = `${signature} { return x[0] * y[n - 1]; }`

// What stands in the function.
const bodies = [
    ['an endless loop', 'for (;;) { }', 'timeout'],
    ['lines without an end', 'for (;;) { puts("again"); }', 'crash timeout'],
    ['a line without an end', 'for (;;) { putchar(65); }', 'crash timeout'],
    ['a recursion without an end', 'return n + my_dot(x, y, n + 1) * x[0];', 'crash'],
    ['a far address', 'float *far = (float *)x + 1000000000; *far = 1; return *far;', 'crash'],
    ['beyond the arrays', '((float *)x)[n] = 1; ((float *)y)[n] = 1; return 0;', 'fail'],
    ['over all the memory', 'for (volatile char *p = (char *)x;; p++) { *p = 0; }', 'crash'],
    ['through NULL', 'float *volatile p = NULL; return *p;', 'crash'],
    ['NULL[i]', 'float *volatile p = NULL; return p[n + 1];', 'crash'],
    ['10 GB at once', 'char *all = malloc((size_t)10000000000); return all != NULL ? all[n] : 0;', 'memory build'],
    ['all memory, in parts', 'for (;;) { char *p = malloc(100000000); p[0] = 1; }', 'memory'],
    ['900 MB of its own', 'static char large[900000000]; large[n] = 1; return large[n / 2];', 'memory build'],
    ['exit()', 'exit(0);', 'void'],
    ['abort()', 'abort();', 'void'],
    ['a forged report', 'fopen("/out/report", "w"); return 0;', 'void'],
    ['assembly', '__asm__ volatile ("nop"); return 0;', 'void'],
    ['a trap', '__builtin_trap();', 'crash'],
    ['not written', 'YOUR_CODE_HERE();', 'todo'],
    ['a sum without a beginning', 'float s; for (size_t i = 0; i < n; i++) { s += x[i] * y[i]; } return s;', 'fail'],
    ['half a line', 'return', 'build'],
    ['a sign of full width', 'float s = 0；', 'build', 'C wants ; and not ；'],
    ['no result', 'float s; s = n;', 'fail crash', 'non-void function'],
    ['a variable too many', 'float s, half; half = n; for (size_t i = 0; i < n; i++) { s += x[i] * y[i]; } return s;', 'fail', 'uninitialized'],
    ['an error of its own', '#error no\n', 'build'],
    ['a file of the system', '\n#include "/etc/passwd"\nreturn 0;', 'build'],
    ['itself', '\n#include __FILE__\nreturn 0;', 'build'],
    ['the device of zeros', '\n#include "/dev/zero"\nreturn 0;', 'build'],
    ['100,000 signs', `return ${'- '.repeat(100000)}1;`, 'build fail'],
    ['1 MB of statements', `float s = 0; ${'s += 1;'.repeat(150000)} return s;`, 'fail build'],
]
const twice = Array.from({ length: 40 }, (_, i) => `#define T${i + 1} T${i} T${i}\n`).join('')
const files = [
    ['its own main()', `int main(void) { return 0; }\n${right}`, 'ok'],
    ['its own printf()', `int printf(const char *f, ...) { return f[0]; }\n${right}`, 'ok'],
    ['the tests, replaced', `void dot_by_hand(void); void dot_by_hand(void) { }\nvoid expect_near(void); void expect_near(void) { }\nvoid page_report(void); void page_report(void) { }\nvoid exercise_end(void); void exercise_end(void) { }\n${wrong}`, 'fail'],
    ['code before the tests', `__attribute__((constructor)) static void early(void) { puts("x"); }\n${wrong}`, 'void'],
    ['assembly behind it', `${right}\n__asm__(".globl there");`, 'void'],
    ['the end of the program by another name', `__attribute__((import_module("wasi_snapshot_preview1"), import_name("proc_exit"))) float tgammaf(float);\n${signature} { return x[n] * y[n] + tgammaf(x[0]); }`, 'void'],
    ['behind the last of none', `${signature} { const float *last = &x[n - 1]; float s = 0; for (size_t i = n; i-- > 0; last--) { s += *last * y[i]; } return s; }`, 'ok'],
    ['2 to the power of 40 words', `#define T0 +1\n${twice}${signature} { return x[n] * y[n] T40; }`, 'build'],
    ['an array of a thousand million', `const char far[1000000000] = {[0 ... 999999999] = 1};\n${signature} { return far[n] + x[n] + y[n]; }`, 'build memory fail'],
    ['1 MB of remarks', `/*${' really'.repeat(150000)} */\n${right}`, 'ok'],
    ['nothing', '', 'todo', 'it is empty'],
    ['no text', '\u0000\u0001', 'build'],
]
export const hostileAnswers = [
    ...bodies.map(([name, body, words, says]) => ({ name, words, says, text: `${head}${signature}\n{\n    ${body}\n}\n` })),
    ...files.map(([name, text, words, says]) => ({ name, words, says, text: text.length > 2 ? `${head}${text}\n` : text })),
]
