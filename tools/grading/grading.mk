# grading.mk - the teacher's targets, which docs/exercises-for-teachers.md explains:
#
#   make grade IN=submissions OUT=report [JOBS=2] [E="ch01 ch03/softmax"] [PARTIAL=yes] [SLOWER=3]
#                      judge what a class has handed in
#   make check-grade   the proof: hostile answers get the right verdict
.PHONY: grade check-grade
export IN OUT
grade:
	@[ "$$IN" ] && [ "$$OUT" ] || { echo 'say where: make grade IN=submissions OUT=report' >&2; exit 64; }
	@$(python) tools/grading/grade --jobs $(or $(JOBS),2) \
	  --only "$$E" $(if $(filter yes 1,$(PARTIAL)),--partial) -- "$$IN" "$$OUT"
check-grade:
	@$(python) tools/grading/check-grade
