"""The two convolutional networks in ONNX Runtime, which only reads.

It reads with the weights that ours has just learnt, --weights, and so must find the
same answers.
"""
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

import works

sys.path.append(str(pathlib.Path(__file__).parents[2] / "docs" / "weights"))
import tensors  # noqa: E402


def model(work, weights):
    nodes, name, number = [], "x", 0
    for i, (kind, numbers, _, std) in enumerate(work.walk()):
        if kind == "dropout":
            continue
        if std:
            number += 1
        before, name = name, f"y{i}"
        learnt = [f"W{number}", f"b{number}"]
        if kind == "conv":
            nodes.append(helper.make_node("Conv", [before, *learnt], [name], pads=4 * numbers[2:]))
        elif kind == "affine":
            nodes.append(helper.make_node("Flatten", [before], [name + "flat"]))
            nodes.append(helper.make_node("Gemm", [name + "flat", *learnt], [name]))
        elif kind == "relu":
            nodes.append(helper.make_node("Relu", [before], [name]))
        elif kind == "pool":
            nodes.append(helper.make_node("MaxPool", [before], [name], kernel_shape=[2, 2], strides=[2, 2]))
    sides = [helper.make_tensor_value_info(at, onnx.TensorProto.FLOAT, shape) for at, shape in
             (("x", ["N", 1, 28, 28]), (name, ["N", works.CLASSES]))]
    graph = helper.make_graph(nodes, "net", sides[:1], sides[1:],
                              [numpy_helper.from_array(np.ascontiguousarray(w), n) for n, w in weights.items()])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


class Peer:
    version = f"{onnxruntime.__version__}; MLAS"

    def __init__(self, args, work, sets):
        how = onnxruntime.SessionOptions()
        how.intra_op_num_threads = args.threads
        how.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        net = model(work, tensors.read(args.weights))
        self.net = onnxruntime.InferenceSession(net.SerializeToString(), how, ["CPUExecutionProvider"])
        self.sets = sets

    def count_correct(self, which, images, portion):
        x, t = self.sets[which]
        return sum((self.net.run(None, {"x": x[i:i + portion]})[0].argmax(1) == t[i:i + portion]).sum()
                   for i in range(0, images, portion))


works.run(Peer)
