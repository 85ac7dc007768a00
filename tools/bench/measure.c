/* measure COMMAND... - runs the command and prints, after what it printed, one
 * line "measured SECONDS MEGABYTES": the time from start to end, and the most
 * memory that it held at once. Ends with the command's exit status. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double megabytes(const struct rusage *usage)
{
#ifdef __APPLE__
    return (double)usage->ru_maxrss / 1e6; /* bytes */
#else
    return (double)usage->ru_maxrss * 1024 / 1e6; /* kibibytes */
#endif
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: measure COMMAND...\n", stderr);
        return 64;
    }
    const double start = now();
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[1], argv + 1);
        perror(argv[1]);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || waitpid(child, &status, 0) != child ||
        getrusage(RUSAGE_CHILDREN, &usage) != 0) {
        perror("measure");
        return 71;
    }
    printf("measured %.2f %.0f\n", now() - start, megabytes(&usage));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
