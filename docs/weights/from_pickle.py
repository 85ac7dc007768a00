"""from_pickle.py FILE.pkl FILE.safetensors - the book's weights, for our programs."""
import pickle
import sys
from tensors import write

with open(sys.argv[1], 'rb') as file:
    params = pickle.load(file)           # only a file that you trust
write(sys.argv[2], params)
print(', '.join(f'{name} {value.shape}' for name, value in params.items()))
