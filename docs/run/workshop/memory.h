/* memory.h - comes before an answer: its memory is from where the lack of it is noticed. */
#pragma redefine_extname malloc exercise_malloc
#pragma redefine_extname calloc exercise_calloc
#pragma redefine_extname realloc exercise_realloc
