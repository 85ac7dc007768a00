// # Whose images
//
// A training draws a hundred images for each step, from all that there are. **Must each
// machine have all of them?** Not if each shard draws from images of its own. A machine
// then keeps those of its shards, and lets go of the rest.
#include "ranks/shards.h"

#include <stdlib.h>

// ## 100 images for 8 shards
//
// $100 / 8$ is uneven: four shards have 12 images of the batch, and four have 13. The
// gradient of a shard is a mean over its images; in the mean over the batch it weighs
// $12 / 100$ or $13 / 100$.
int shard_place(const Shards *shards, int shard)
{
    return (int)((long long)shards->batch * shard / shards->shards);
}

// Of all images, each shard has the same part as of the batch. So all images come
// equally often.
int shard_first_image(const Shards *shards, int shard)
{
    return (int)((long long)shards->images * shard_place(shards, shard) /
                 shards->batch);
}

// ## A key for everything that is drawn
//
// Who computes a shard changes nothing in what is drawn for it. So each stretch of
// random numbers has a [key](../ground/rng.c): the seed, what it is for, the step or the
// round, the shard, and the image. Dropout draws for the whole shard, image after image.
enum { FOR_DEALING = 1, FOR_ORDER, FOR_STEP };

static Rng keyed(const Shards *shards, uint64_t purpose, int when, int shard,
                 int image)
{
    const uint64_t keys[] = {shards->seed, purpose, (uint64_t)when,
                             (uint64_t)shard, (uint64_t)(image + 1)};
    return rng_keyed(keys, sizeof keys / sizeof *keys);
}

Rng shard_stream(const Shards *shards, int step, int shard, int image)
{
    return keyed(shards, FOR_STEP, step, shard, image);
}

// ## Dealing
//
// Files are often sorted. So the images are shuffled once, before they are dealt out.
Dataset shards_deal(const Shards *shards, const Dataset *all, int first,
                    int end)
{
    int *order = allocate((size_t)all->count, sizeof *order);
    Rng rng = keyed(shards, FOR_DEALING, 0, 0, 0);
    rng_permutation(&rng, order, all->count);
    const int begin = shard_first_image(shards, first);
    const Dataset mine = dataset_pick(all, order + begin,
                                      shard_first_image(shards, end) - begin);
    free(order);
    return mine;
}

// ## The images of a step
//
// A shard takes its images in shuffled order, and when too few are left, it shuffles
// them anew. Which shuffle it is, and which place in it, follows from the number of the
// step alone: whoever goes on from a state needs no other number.
int shard_picks(const Shards *shards, int shard, int step, int *order,
                int *round, const int **picks)
{
    const int images = shard_first_image(shards, shard + 1) -
                       shard_first_image(shards, shard);
    const int count =
        shard_place(shards, shard + 1) - shard_place(shards, shard);
    const int steps = images / count;
    if (*round != step / steps) {
        *round = step / steps;
        Rng rng = keyed(shards, FOR_ORDER, *round, shard, 0);
        rng_permutation(&rng, order, images);
    }
    *picks = order + step % steps * count;
    return count;
}
