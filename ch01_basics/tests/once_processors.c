/* How many processors there are for a program. */
#if defined(__linux__)
#define _GNU_SOURCE /* sched_setaffinity() */
#endif
#include <criterion/criterion.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
#include "system/processors.h"

static void put(const char *root, const char *name, const char *text)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", root, name);
    for (char *slash = path + strlen(root) + 1;
         (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    write_file(path, text, strlen(text));
}

/* Trees as real systems have them; the second line of a pair is the text. */
typedef struct {
    double quota;
    const char *files[12];
} Tree;

#define CGROUP "proc/self/cgroup"
#define MOUNTS "proc/self/mountinfo"
#define V2 \
    "30 24 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
#define V1                                                              \
    "31 30 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n" \
    "34 30 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
#define CPU1 "sys/fs/cgroup/cpu,cpuacct/"

static const Tree trees[] = {
    {0, {NULL}},
    {0, {CGROUP, "0::/\n", MOUNTS, V2}},
    {0,
     {CGROUP, "0::/a\n", MOUNTS, V2, "sys/fs/cgroup/a/cpu.max",
      "max 100000\n"}},
    {1.5,
     {CGROUP, "0::/a\n", MOUNTS, V2, "sys/fs/cgroup/a/cpu.max",
      "150000 100000\n"}},
    {0.5, /* the folder above is tighter */
     {CGROUP, "0::/a/b\n", MOUNTS, V2, "sys/fs/cgroup/a/b/cpu.max",
      "200000 100000\n", "sys/fs/cgroup/a/cpu.max", "50000 100000\n"}},
    {2, /* in a container: the top is ours */
     {CGROUP, "0::/\n", MOUNTS, V2, "sys/fs/cgroup/cpu.max",
      "400000 200000\n"}},
    {2, /* the group's name is of the machine around us */
     {CGROUP, "0::/docker/7\n", MOUNTS, V2, "sys/fs/cgroup/cpu.max",
      "200000 100000\n"}},
    {3,
     {CGROUP, "5:memory:/a\n4:cpu,cpuacct:/a\n", MOUNTS, V1,
      CPU1 "a/cpu.cfs_quota_us", "300000\n", CPU1 "a/cpu.cfs_period_us",
      "100000\n"}},
    {0,
     {CGROUP, "4:cpu,cpuacct:/a\n", MOUNTS, V1, CPU1 "a/cpu.cfs_quota_us",
      "-1\n", CPU1 "a/cpu.cfs_period_us", "100000\n"}},
    {0, /* cpuset and cpuacct are not cpu */
     {CGROUP, "4:cpuset,cpuacct:/a\n", MOUNTS, V1, CPU1 "a/cpu.cfs_quota_us",
      "100000\n", CPU1 "a/cpu.cfs_period_us", "100000\n"}},
    {1, /* both versions: the lower one */
     {CGROUP, "4:cpu,cpuacct:/\n0::/a\n", MOUNTS, V1 V2,
      CPU1 "cpu.cfs_quota_us", "100000\n", CPU1 "cpu.cfs_period_us",
      "100000\n", "sys/fs/cgroup/a/cpu.max", "400000 100000\n"}},
    {0, /* a time without an end, and a name that only ends like ours */
     {CGROUP, "4:xcpu,cpux:/\n0::/a\n", MOUNTS, V1 V2,
      CPU1 "cpu.cfs_quota_us", "100000\n", CPU1 "cpu.cfs_period_us",
      "100000\n", "sys/fs/cgroup/a/cpu.max", "100000\n"}},
    {0, /* an empty file */
     {CGROUP, "0::/a\n", MOUNTS, V2, "sys/fs/cgroup/a/cpu.max", ""}},
    {0, /* folders that are named, and nobody says where */
     {CGROUP, "0::/a\n", "a/cpu.max", "100000 100000\n"}},
    {1, /* the smallest numbers, behind an empty line */
     {CGROUP, "\n0::/a\n", MOUNTS, "\n" V2, "sys/fs/cgroup/a/cpu.max",
      "1 1\n"}},
    {2, /* what lies above the groups is none */
     {CGROUP, "0::/a\n", MOUNTS, V2, "sys/fs/cgroup/a/cpu.max",
      "200000 100000\n", "sys/fs/cpu.max", "100000 100000\n", "sys/cpu.max",
      "100000 100000\n"}},
    {1, /* cpu is the last word */
     {CGROUP, "4:cpuacct,cpu:/\n", MOUNTS,
      "34 30 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup "
      "rw,cpuacct,cpu\n",
      CPU1 "cpu.cfs_quota_us", "100000\n", CPU1 "cpu.cfs_period_us",
      "100000\n"}},
    {0, /* nonsense */
     {CGROUP, "\n:\n0:\nx::\n0::/a", MOUNTS,
      "\n - \n1 2 3 4 5 - cgroup2\n" V2, "sys/fs/cgroup/a/cpu.max",
      "many 0\n"}},
};

Test(processors, the_quota_of_a_group_is_found)
{
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        char *root = make_folder();
        for (int k = 0; trees[i].files[k] != NULL; k += 2) {
            put(root, trees[i].files[k], trees[i].files[k + 1]);
        }
        const double quota = processors_quota(root);
        cr_assert(quota == trees[i].quota, "tree %zu: %g, not %g", i, quota,
                  trees[i].quota);
        remove_folder(root);
    }
}

/* A little quota is not none, and a huge one no more than there are. */
Test(processors, a_share_is_rounded_to_at_least_one)
{
    static const struct {
        double quota;
        int threads; /* of 64 */
    } cases[] = {{0, 64},  {0.01, 1},  {0.4, 1},   {0.5, 1},   {1.4, 1},
                 {1.5, 2}, {63.4, 63}, {64.5, 64}, {1e300, 64}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int threads = processors_within(64, cases[i].quota);
        cr_assert_eq(threads, cases[i].threads, "%g processors: %d threads",
                     cases[i].quota, threads);
    }
    cr_assert_eq(processors_within(1, 1.5), 1, "more than there are");
}

Test(processors, there_is_at_least_one)
{
    cr_assert(processors_here() >= 1, "%d", processors_here());
    cr_assert(processors_here() <= sysconf(_SC_NPROCESSORS_CONF), "%d",
              processors_here());
}

Test(processors, a_group_whose_name_is_too_long_has_no_quota)
{
    char *root = make_folder(), line[8192];
    put(root, MOUNTS, V2);
    put(root, "sys/fs/cgroup/cpu.max", "100000 100000\n");
    snprintf(line, sizeof line, "0::/%05000d\n", 0);
    put(root, CGROUP, line);
    const double quota = processors_quota(root);
    cr_assert(quota == 0, "%g", quota);
    remove_folder(root);
}

/* -- tied to some, and leaving one --------------------------------------------- */

#if defined(__linux__)
static bool tie_to(int one, int other)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((size_t)one, &set);
    CPU_SET((size_t)other, &set);
    return sched_setaffinity(0, sizeof set, &set) == 0;
}

/* Those that this program may use. */
static int list_processors(int *list)
{
    cpu_set_t set;
    int count = 0;
    if (getenv("RUN_BY") != NULL || processor_here() < 0 ||
        sched_getaffinity(0, sizeof set, &set) != 0) {
        cr_skip_test("no processor can be chosen");
    }
    for (int i = 0; i < CPU_SETSIZE; i++) {
        list[count] = i;
        count += CPU_ISSET((size_t)i, &set);
    }
    return count;
}

Test(processors, a_program_that_is_tied_to_one_has_one)
{
    int list[CPU_SETSIZE + 1];
    const int count = list_processors(list);
    for (int i = 0; i < count; i++) {
        cr_assert(tie_to(list[i], list[i]), "not tied to %d", list[i]);
        cr_assert(processors_here() == 1 && processor_here() == list[i],
                  "%d, of which it is on %d, not %d", processors_here(),
                  processor_here(), list[i]);
        cr_assert(!leave_processors(&list[i], 1), "left the only one");
        cr_assert(processors_here() == 1, "%d", processors_here());
    }
}

/* For a moment it may be moved back, before it is asked where it is. */
Test(processors, can_be_left_and_stay_allowed)
{
    enum { TIMES = 20 };
    int list[CPU_SETSIZE + 1], moved = 0;
    if (list_processors(list) < 2) {
        cr_skip_test("there is no other processor");
    }
    cr_assert(tie_to(list[0], list[1]), "not tied to two");
    const int all = processors_here();
    cr_assert(leave_processors((int[]){-1, 1 << 20}, 2),
              "nothing is there to be left");
    for (int i = 0; i < TIMES; i++) {
        const int mine = processor_here();
        cr_assert(leave_processors(&mine, 1), "cannot leave %d", mine);
        moved += processor_here() != mine;
    }
    cr_assert(moved > TIMES / 2, "moved %d times of %d", moved, TIMES);
    cr_assert(processors_here() == all, "%d of %d", processors_here(), all);
}
#endif
