"""Files of tensors, without any library but NumPy: docs/weights.md explains."""
import json
import numpy as np

TYPES = {'F16': '<f2', 'F32': '<f4', 'F64': '<f8'}


def read(path):
    data = open(path, 'rb').read()
    start = 8 + int.from_bytes(data[:8], 'little')
    tensors = {}
    for name, about in json.loads(data[8:start]).items():
        if name != '__metadata__':
            first, last = about['data_offsets']
            numbers = np.frombuffer(data[start + first:start + last],
                                    TYPES[about['dtype']])
            tensors[name] = numbers.reshape(about['shape'])
    return tensors


def write(path, tensors):
    header, data = {}, b''
    for name, value in tensors.items():
        piece = np.ascontiguousarray(value, '<f4').tobytes()
        header[name] = {'dtype': 'F32', 'shape': list(np.shape(value)),
                        'data_offsets': [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header).encode()
    with open(path, 'wb') as file:
        file.write(len(text).to_bytes(8, 'little') + text + data)
