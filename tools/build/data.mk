# data.mk - what is fetched, and what ships with the chapters, made again.
#
#   make data           download MNIST into data/mnist and check it
#   make ch03-weights   learn the weights again that chapter 3 reads digits with
#   make ch07-weights   the same for chapter 7
#   make ch07-samples   draw the photos of chapter 7
.PHONY: data ch03-weights ch07-weights ch07-samples
data:
	@tools/build/fetch-mnist data/mnist
# The weights that ship with chapter 3, made again by the chapter's own program.
ch03-weights: ch03
	ch03/train_recognizer --data digits --out out/ch03/digits --save ch03_network/weights/digits.safetensors
	ch03/train_recognizer --data mnist --out out/ch03/mnist --save ch03_network/weights/mnist.safetensors
# Those of chapter 7, as float16; and the pictures that recognize reads if it is
# given none.
ch07-weights: ch07
	for data in digits mnist; do \
	  ch07/train --data $$data --out out/ch07/$$data && \
	  ch07/half_precision --data $$data --out out/ch07/$$data \
	    --weights out/ch07/$$data/weights.safetensors --save ch07_cnn/weights/$$data.safetensors || exit; \
	done
	ch07/train_judge --data mnist --steps 9000 --out out/ch07/judge --half ch07_cnn/weights/judge.safetensors
ch07-samples: ch07
	ch07/draw_samples --out ch07_cnn/samples
