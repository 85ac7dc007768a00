"""to_pickle.py FILE.safetensors FILE.pkl - our weights, for the book's programs."""
import pickle
import sys
from tensors import read

with open(sys.argv[2], 'wb') as file:
    pickle.dump(read(sys.argv[1]), file)
