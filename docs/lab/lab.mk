# lab.mk - C for the browser.
#
#   make wasm-check   the rooms of mathematics compile for WebAssembly
.PHONY: wasm-check

# The rooms that hold the mathematics need no operating system. With a few modules of
# the chapters and some glue they are the laboratory of the site.
WASM := $(basename $(wildcard $(foreach r,tensor fast math optimizers layers network,common/$r/*.c))) \
        $(patsubst %,common/%,ground/base ground/rng data/dataset data/strokes data/digits files/dtype training/weight_decay) \
        ch05_backprop/naive_layers ch07_cnn/simple_conv_net $(patsubst %,ch07_cnn/%,ink paper table lines marks parts judge photo) \
        common/system/browser/threads $(basename $(wildcard docs/lab/*.c))
wasm-check: $(WASM:%=build/wasm/%.o)
build/wasm/%.o: %.c $(made-by) docs/lab/lab.mk
	@mkdir -p $(@D)
	$(call say,wasm,$<)clang --target=wasm32-wasi -O2 -std=c11 -Wall -Wextra $(if $(WERROR),-Werror) \
	  -fno-math-errno -ffp-contract=off $(frame) -D_POSIX_C_SOURCE=200809L -Icommon -Ich05_backprop -Ich07_cnn -MMD -MP -c -o $@ $<

# The program of the laboratory, where clang has what it needs for that.
lab.program := build/docs/lab.wasm
lab.link    := clang --target=wasm32-wasi -mexec-model=reactor
docs.lab    := $(if $(findstring docs,$(MAKECMDGOALS)),$(shell \
    echo 'int lab(void){return 0;}' | $(lab.link) -x c - -o /dev/null 2>/dev/null && echo $(lab.program)))
$(lab.program): $(WASM:%=build/wasm/%.o) docs/lab/lab.mk
	@mkdir -p $(@D)
	@$(lab.link) -Wl,--strip-all,--stack-first,-z,stack-size=262144,--export=malloc,--export=free -o $@ $(filter %.o,$^)

