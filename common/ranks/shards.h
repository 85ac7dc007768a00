/** @file shards.h
 *  @ingroup ch07
 *  The images of the shards: which are whose, and which of them come in which step. */
#ifndef SHARDS_H
#define SHARDS_H

#include "data/dataset.h"
#include "ground/rng.h"

/** How a training is divided. */
typedef struct {
    uint64_t seed; /**< where its random numbers start */
    int batch;     /**< images in a batch */
    int shards;    /**< parts of the batch, and of all images */
    int images;    /**< how many images there are */
} Shards;

/** The images of shard's part of each batch, one of shards: they begin here in the
 *  batch; the next shard's value is their end. */
int shard_place(const Shards *shards, int shard);

/** The images of shards from first up to, not with, end, copied from all images.
 *  The caller owns them: dataset_clear(). */
Dataset shards_deal(const Shards *shards, const Dataset *all, int first,
                    int end);

/** Where the images of shard begin, counted among all shards' images. */
int shard_first_image(const Shards *shards, int shard);

/** Fill picks with the images of shard, one of shards, counted from its first one,
 *  for step number step. Returns how many. order has room for all images of the
 *  shard and belongs to it; round, at first -1, says which shuffle is in it. */
int shard_picks(const Shards *shards, int shard, int step, int *order,
                int *round, const int **picks);

/** The random numbers of one image of shard, one of shards, in step; image -1: of
 *  the whole shard. */
Rng shard_stream(const Shards *shards, int step, int shard, int image);

#endif
