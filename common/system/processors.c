// # How many processors do we have?
//
// A container on a machine of 64 processors may have got two of them, and a batch
// system may have tied a program to one. **Who knows?** The system, but in three
// different places. Threads that do not fit would only push each other aside.
#if defined(__linux__)
#define _GNU_SOURCE /* sched_getaffinity(), sched_getcpu() */
#endif
#include "system/processors.h"

#include <math.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ## Tied to some
//
// `taskset -c 0 ./ch05/train` leaves the program one processor, whatever the
// machine has. This list is called its **affinity**.
static int processors_of_list(void)
{
#if defined(__linux__)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return CPU_COUNT(&set);
    }
#endif
    const long all = sysconf(_SC_NPROCESSORS_ONLN);
    return all > 1 ? (int)all : 1;
}

// ## A share of time
//
// A control group may be allowed, say, 150 milliseconds of processor time in every 100: one
// and a half processors. Version 2 of the interface has both numbers in one file, version 1
// in two. A limit holds for all groups below it, so we look from our group up to the
// top, and the least counts.
enum { PATH_LENGTH = 4096 };

static double read_number(const char *folder, const char *file, int index)
{
    char path[PATH_LENGTH + 64], text[64];
    double number[2] = {0, 0};
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *f = fopen(path, "r");
    if (f != NULL) {
        if (fgets(text, sizeof text, f) != NULL) {
            sscanf(text, "%lf %lf", &number[0], &number[1]);
        }
        fclose(f);
    }
    return number[index];
}

static double quota_of_folder(const char *folder, bool second)
{
    const double time = second ? read_number(folder, "cpu.max", 0)
                               : read_number(folder, "cpu.cfs_quota_us", 0);
    const double period = second
                              ? read_number(folder, "cpu.max", 1)
                              : read_number(folder, "cpu.cfs_period_us", 0);
    return time > 0 && period > 0 ? time / period
                                  : 0; /* "max" and -1: none */
}

static double smaller_quota(double a, double b)
{
    return a == 0 || (b > 0 && b < a) ? b : a;
}

// Inside a container our group may be called by a name that only the machine around it
// knows. Then the folders below the top are not there, and the top is ours.
static double quota_above(const char *root, const char *mount,
                          const char *group, bool second)
{
    char folder[PATH_LENGTH];
    const char *top = folder + strlen(root) + strlen(mount);
    double quota = 0;
    if (snprintf(folder, sizeof folder, "%s%s%s", root, mount, group) >=
        (int)sizeof folder) {
        return 0;
    }
    for (;;) {
        quota = smaller_quota(quota, quota_of_folder(folder, second));
        char *slash = strrchr(folder, '/');
        if (slash == NULL || slash < top) {
            return quota;
        }
        *slash = '\0';
    }
}

// ## Which group is ours?
//
// A line of `/proc/self/cgroup` is `4:cpu,cpuacct:/name` for version 1, and
// `0::/name` for version 2. The groups are folders, and `/proc/self/mountinfo` says
// where: its fifth word is the folder, and the type stands behind a lonely dash.
static bool has_word(const char *words, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL;
         at += length) {
        const bool begins = at == words || at[-1] == ',';
        if (begins && (at[length] == ',' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static bool is_mounted(const char *line, bool second, char *folder)
{
    char type[32], options[1024];
    const char *dash = strstr(line, " - ");
    if (dash == NULL || sscanf(line, "%*s %*s %*s %*s %4095s", folder) != 1 ||
        sscanf(dash, " - %31s %*s %1023s", type, options) != 2) {
        return false;
    }
    return second ? strcmp(type, "cgroup2") == 0
                  : strcmp(type, "cgroup") == 0 && has_word(options, "cpu");
}

static FILE *open_below(const char *root, const char *name)
{
    char path[PATH_LENGTH];
    snprintf(path, sizeof path, "%s%s", root, name);
    return fopen(path, "r");
}

// The layers of a container's disk can make a line as long as it likes.
static bool find_mount(const char *root, bool second, char *folder)
{
    char *line = NULL;
    size_t room = 0;
    bool found = false;
    FILE *f = open_below(root, "/proc/self/mountinfo");
    while (f != NULL && !found && getline(&line, &room, f) > 0) {
        found = is_mounted(line, second, folder);
    }
    if (f != NULL) {
        fclose(f);
    }
    free(line);
    return found;
}

static double quota_of_line(const char *root, char *line)
{
    char mount[PATH_LENGTH];
    line[strcspn(line, "\n")] = '\0';
    char *words = strchr(line, ':');
    char *group = words != NULL ? strchr(words + 1, ':') : NULL;
    if (group == NULL) {
        return 0;
    }
    *group++ = '\0';
    const bool second = words[1] == '\0';
    if ((!second && !has_word(words + 1, "cpu")) ||
        !find_mount(root, second, mount)) {
        return 0;
    }
    return quota_above(root, mount, group, second);
}

double processors_quota(const char *root)
{
    char *line = NULL;
    size_t room = 0;
    double quota = 0;
    FILE *f = open_below(root, "/proc/self/cgroup");
    while (f != NULL && getline(&line, &room, f) > 0) {
        quota = smaller_quota(quota, quota_of_line(root, line));
    }
    if (f != NULL) {
        fclose(f);
    }
    free(line);
    return quota;
}

// One and a half processors are two threads: one would leave a third of the share unused.
// And less than half a processor is one thread, for there must be one.
int processors_within(int count, double quota)
{
    const double share = quota > 0 ? fmax(1, floor(quota + 0.5)) : count;
    return (int)fmin(share, count);
}

int processors_here(void)
{
    return processors_within(processors_of_list(), processors_quota(""));
}

// ## Two on one
//
// Linux moves a thread when a processor has nothing to do. Two of our threads on one
// processor, and another program alone on the second: there both have something to do, and
// it can stay so for the whole training. Our threads then take turns, and one thread would
// be as fast as two. So a thread can ask where it is, and leave: it forbids itself some
// processors, which moves it at once, and then allows them again, so that the system stays
// free to choose.
int processor_here(void)
{
#if defined(__linux__)
    return sched_getcpu();
#else
    return -1;
#endif
}

bool leave_processors(const int *list, int count)
{
#if defined(__linux__)
    cpu_set_t all, others;
    if (sched_getaffinity(0, sizeof all, &all) != 0) {
        return false;
    }
    others = all;
    for (int i = 0; i < count; i++) {
        if (list[i] >= 0 && list[i] < CPU_SETSIZE) {
            CPU_CLR((size_t)list[i], &others);
        }
    }
    return CPU_COUNT(&others) > 0 &&
           sched_setaffinity(0, sizeof others, &others) == 0 &&
           sched_setaffinity(0, sizeof all, &all) == 0;
#else
    (void)list;
    (void)count;
    return false;
#endif
}
