/* A file of tensors: all that it holds is asked for, and then a network takes it. */
#include "files/weights.h"

#include "fuzz.h"

static void read_all(Safetensors *file)
{
    Error error;
    for (int i = 0; i < safetensors_count(file); i++) {
        Shape shape;
        const char *name = safetensors_name(file, i);
        if (safetensors_shape(file, name, &shape, &error)) {
            Tensor *value = tensor_new(shape);
            safetensors_read(file, name, value, &error);
            tensor_free(value);
        }
    }
    (void)safetensors_note(file, "settings");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Error error;
    const char *path = fuzz_file(0, data, size);
    Safetensors *file = safetensors_open(path, &error);
    if (file != NULL) {
        SmallTraining s;
        read_all(file);
        small_new(&s);
        weights_load(&s.network, path, &error);
        small_clear(&s);
    }
    safetensors_close(file);
    return 0;
}
