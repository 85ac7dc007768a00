/** The mean of the n numbers x; 0 if there are none. */
float my_NAME(const float *x, size_t n);

