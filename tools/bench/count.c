/* count THREADS SECONDS - does nothing but count, on so many threads for so long, and
 * prints how many processors it got meanwhile. It is the neighbour that keeps a machine
 * busy, and the measure of what is left for others. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST = 256 };

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *count(void *until)
{
    volatile long n = 0;
    while (seconds(CLOCK_MONOTONIC) < *(const double *)until) {
        for (int i = 0; i < 1000000; i++) {
            n = n + 1;
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const int threads = argc > 2 ? atoi(argv[1]) : 0;
    if (threads < 1 || threads > MOST) {
        fputs("usage: count THREADS SECONDS\n", stderr);
        return 64;
    }
    pthread_t others[MOST];
    const double start = seconds(CLOCK_MONOTONIC);
    double until = start + atof(argv[2]);
    for (int i = 1; i < threads; i++) {
        if (pthread_create(&others[i], NULL, count, &until) != 0) {
            perror("count");
            return 71;
        }
    }
    count(&until);
    for (int i = 1; i < threads; i++) {
        pthread_join(others[i], NULL);
    }
    printf("%.3f\n", seconds(CLOCK_PROCESS_CPUTIME_ID) /
                         (seconds(CLOCK_MONOTONIC) - start));
    return 0;
}
