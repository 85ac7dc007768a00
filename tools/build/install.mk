# install.mk - the library for programs elsewhere.
#
#   make install PREFIX=$HOME/.local   headers, both libraries, a file for pkg-config each;
#                                      DESTDIR=… stands before it, for packagers
#   make uninstall PREFIX=$HOME/.local
#
# docs/use/fit.c is the page that shows how it is used.
PREFIX  ?= /usr/local
.PHONY: install uninstall
# What is written for processors is for the library alone. Open MPI is not asked of those
# who use it.
public  := $(filter-out common/fast/%,$(HEADERS))
version  = $(shell sed -n '/^\#\# [0-9]/{s/^\#\# \([0-9.]*\).*/\1/p;q;}' CHANGELOG.md)
# The libraries that ours needs; those of ./setup --local stay where they are.
theirs   = $(foreach d,$(wildcard $(DEPS:%=%/lib/*-linux-*)),-L"$(CURDIR)/$d" -Wl,-rpath,"$(CURDIR)/$d") -lcjson -lz -lm

# All modules in one object: so every name of ours that a program takes for a function of
# its own is an error of the linker, also where nothing else of that module is used. From
# an archive of many objects, the library itself would call the stranger's function.
define installed_library
$(B)/libdlfs-$1.a: $(portable:%.c=$(B)/$1/%.o) $(WIDE:%=$(B)/$1/%)
	@rm -f $$@
	$$(call say,ar,$$@)$$(CC) -r -nostdlib -o $(B)/dlfs-$1.o $$^ && $$(AR) rcs $$@ $(B)/dlfs-$1.o
endef
$(foreach p,float double,$(eval $(call installed_library,$p)))

install: $(B)/libdlfs-float.a $(B)/libdlfs-double.a
	@tools/build/install-library $(call quoted,$(DESTDIR)$(PREFIX)) $(B) $(version) $(call quoted,$(theirs)) $(public)
	@echo "installed dlfs-float and dlfs-double below $(PREFIX); make uninstall takes them away"
uninstall:
	@cd $(call quoted,$(DESTDIR)$(PREFIX)) && rm -rf include/dlfs && rm -f lib/libdlfs-*.a lib/pkgconfig/dlfs-*.pc
