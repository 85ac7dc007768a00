/* matmul THREADS VECTORS [LIBRARY] - how many thousand million multiplications
 * and additions a second (GFLOP/s) the matrix product does: the library's own, or
 * that of OpenBLAS in the file LIBRARY. First 1024 x 1024, which is taken for
 * the peak of the machine, then the shapes of the two-layer network. VECTORS is
 * avx2, as if the processor had nothing wider, or plain. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fast/choice.h"
#include "ground/rng.h"
#include "ground/timing.h"
#include "math/init.h"
#include "math/matmul.h"
#include "system/threads.h"

typedef enum { PLAIN, TN, NT } Form;

typedef struct {
    const char *name;
    Form form;
    int N, K, M;
} Work;

static const Work works[] = {
    {"1024", PLAIN, 1024, 1024, 1024},   {"x-W1", PLAIN, 100, 784, 50},
    {"500-images", PLAIN, 500, 784, 50}, {"x'-dW1", TN, 784, 100, 50},
    {"h-W2", PLAIN, 100, 50, 10},        {"h'-dW2", TN, 50, 100, 10},
    {"dy-W2'", NT, 100, 10, 50},
};

typedef void Gemm(int order, int turn_a, int turn_b, int N, int M, int K,
                  float alpha, const float *a, int a_step, const float *b,
                  int b_step, float beta, float *y, int y_step);

/* The linker puts this between version_at() and whoever calls it: the first that fits is
   left out, or none. */
static int left_out;
#ifndef __APPLE__ /* whose linker cannot do that */
const void *__real_version_at(int index, const void *const versions[3]);
const void *__wrap_version_at(int index, const void *const versions[3]);
const void *__wrap_version_at(int index, const void *const versions[3])
{
    return __real_version_at(index + left_out, versions);
}
#endif

static void only_avx2(void)
{
    left_out = vector_bits_here() > 256;
    setenv("OPENBLAS_CORETYPE", "Haswell", 1);
}

/* OpenBLAS calls it name; the one that Python brings, scipy_name. */
static void *function(void *library, const char *name)
{
    char longer[64];
    snprintf(longer, sizeof longer, "scipy_%s", name);
    void *found = dlsym(library, name);
    return found != NULL ? found : dlsym(library, longer);
}

/* Its version and the kernel that it has chosen for this processor. */
static void tell(void *library)
{
    char *(*config)(void), *(*kernel)(void);
    *(void **)&config = function(library, "openblas_get_config");
    *(void **)&kernel = function(library, "openblas_get_corename");
    if (config != NULL && kernel != NULL) {
        char version[16];
        if (sscanf(config(), "%*s %15s", version) == 1) {
            printf("version %s; %s\n", version, kernel());
        }
    }
}

static Gemm *openblas(int threads, const char *path)
{
    void *library = dlopen(path, RTLD_NOW);
    if (library == NULL) {
        return NULL;
    }
    Gemm *gemm;
    void (*set_threads)(int);
    *(void **)&gemm = function(library, "cblas_sgemm");
    *(void **)&set_threads = function(library, "openblas_set_num_threads");
    if (gemm != NULL && set_threads != NULL) {
        set_threads(threads);
        tell(library);
    }
    return gemm;
}

static void product(const Work *w, Gemm *gemm, Tensor *y, const Tensor *a,
                    const Tensor *b)
{
    enum { ROW_MAJOR = 101, UPRIGHT = 111, TURNED = 112 };
    void (*const own[])(Tensor *, const Tensor *,
                        const Tensor *) = {matmul, matmul_tn, matmul_nt};
    if (gemm == NULL) {
        own[w->form](y, a, b);
        return;
    }
    gemm(ROW_MAJOR, w->form == TN ? TURNED : UPRIGHT,
         w->form == NT ? TURNED : UPRIGHT, w->N, w->M, w->K, 1, a->data,
         a->shape.n[1], b->data, b->shape.n[1], 0, y->data, w->M);
}

static Tensor *random_matrix(int rows, int columns, Rng *rng)
{
    Tensor *t = tensor_new(SHAPE(rows, columns));
    init_normal(t, 1, rng);
    return t;
}

/* The best of many short measurements: what disturbs makes them only slower. */
static double gigaflops(const Work *w, Gemm *gemm)
{
    Rng rng = rng_new(1);
    const int N = w->N, K = w->K, M = w->M;
    Tensor *a =
        w->form == TN ? random_matrix(K, N, &rng) : random_matrix(N, K, &rng);
    Tensor *b =
        w->form == NT ? random_matrix(M, K, &rng) : random_matrix(K, M, &rng);
    Tensor *y = tensor_new(SHAPE(N, M));
    const double work = 2e-9 * N * K * M; /* thousand million operations */
    const int repeats = 1 + (int)(0.5 / work);
    double best = 0;
    for (int round = 0; round < 12; round++) {
        const double start = timing_now();
        for (int i = 0; i < repeats; i++) {
            product(w, gemm, y, a, b);
        }
        const double rate = work * repeats / (timing_now() - start);
        best = rate > best ? rate : best;
    }
    tensor_free(a);
    tensor_free(b);
    tensor_free(y);
    return best;
}

int main(int argc, char **argv)
{
    const int threads = argc > 1 ? atoi(argv[1]) : threads_available();
    threads_use(threads);
    if (argc > 2 && strcmp(argv[2], "avx2") == 0) {
        only_avx2();
    }
    Gemm *gemm = argc > 3 ? openblas(threads, argv[3]) : NULL;
    if (argc > 3 && gemm == NULL) {
        fprintf(stderr, "matmul: %s is no OpenBLAS\n", argv[3]);
        return EXIT_NOT_FOUND;
    }
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        printf("%s %.0f\n", works[i].name, gigaflops(&works[i], gemm));
    }
    return EXIT_OK;
}
