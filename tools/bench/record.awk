# record.awk - what a record of the bench says, in several forms.
#
#   awk -v as=long -v only=WORK -f record.awk RECORD   one work, for a terminal
#   awk -v as=page   -v drawn=FIGURE.svg -f record.awk RECORD   for a page in Markdown;
#                                    with -v chinese=yes for the Chinese one, and with
#                                    -v again=yes without the words that explain
#   awk -v as=name   -f record.awk RECORD   of the machine: what its file is called
#   awk -v as=figure -f record.awk RECORD   the same as a script for gnuplot
#   awk -v as=check  -f record.awk RECORD   is it one that the docs may show?
#
# A record is text in columns between tabs. First come lines "# NAME VALUE": date,
# machine, compiler, revision, data, pairs, unset (what this machine told BLAS
# libraries, which the bench has not heard), "busy" (the revision of those rows, if they were
# measured apart), "operations WORK" of one step, and
# "version WHO; KERNEL". Then the names of the columns, and for each work and for
# each who a row:
#
#   work          two_layer and so on; for a product, its shape
#   what          step (milliseconds), read (images a second), product (GFLOP/s), busy
#                 (seconds; how is beside-COUNT of neighbours, and the ratio is that to
#                 the better of one thread and a fair share)
#   who           ours, torch, compiled, jax, float32, float64, onnx, openblas
#   threads how   the setting in which it was fastest
#   median least most              of all runs
#   ratio ratio_least ratio_most   how many times as fast ours was, pair by pair
#   megabytes accuracy             0: not measured
function complain(message) { print FILENAME ": error: " message > "/dev/stderr"; bad = 1 }
function say(english, its_chinese) { return chinese ? its_chinese : english }
function threads(n) { return n say(n == 1 ? " thread" : " threads", " 个线程") }
function range(format, at) { return sprintf(format " (" format " to " format ")", median[at], least[at], most[at]) }
function ratios(at) { return sprintf("%.2f (%.2f to %.2f)", ratio[at], low[at], high[at]) }
function named(who) { return names[who] (version[who] ? ": " version[who] : "") }
function known(who,    i) { for (i = 1; i <= rows; i++) if (whose[i] == who) return 1; return 0 }
function find(name, kind, who,    i) {
    for (i = 1; i <= rows; i++)
        if (work[i] == name && what[i] == kind && whose[i] == who) return i
    return 0
}
function setting(at) {
    return names[whose[at]] say(", ", "，") threads(count[at]) (how[at] ~ /-last/ ? say(", channels last", "，通道在最后") : "") \
        (how[at] ~ /loop|blocks/ ? say(", one call", "，一次调用") : "")
}

# --- a terminal ----------------------------------------------------------------
function one_work(    i) {
    printf "\n%s\n  %-46s %-26s %-22s  memory accuracy\n", title[only], "a step", "ms", "times ours"
    for (i = 1; i <= rows; i++)
        if (work[i] == only && what[i] == "step")
            printf "  %-46s %-26s %-22s %4.0f MB %s\n", setting(i), range("%.3f", i), whose[i] == "ours" ? "" : ratios(i), megabytes[i], accuracy[i] ? accuracy[i] : ""
    if (find(only, "read", "ours"))
        printf "  %-46s %-26s %s\n", "reading", "images a second", "ours is so many times as fast"
    for (i = 1; i <= rows; i++)
        if (work[i] == only && what[i] == "read")
            printf "  %-46s %-26s %-22s         %s\n", setting(i), range("%.0f", i), whose[i] == "ours" ? "" : ratios(i), accuracy[i] ? accuracy[i] : ""
    of_the_peak(find(only, "step", "ours"))
    versions()
}
function of_the_peak(at,    peak, i, rate) {
    for (i = 1; i <= rows; i++) if (work[i] == "1024" && median[i] > peak) peak = median[i]
    if (!at || !operations[only]) return
    rate = operations[only] / median[at] / 1e6
    printf "  %.1f million operations a step: ours does %.0f GFLOP/s%s\n", operations[only] / 1e6, rate, \
        peak ? sprintf(", %.0f %% of the fastest product", 100 * rate / peak) : ""
}
function versions(    n, i, here) {
    for (i = 1; i <= rows; i++) if (work[i] == only || what[i] == "product" && only == "products") here[whose[i]] = 1
    for (n = 1; n <= order; n++) if (here[listed[n]] && version[listed[n]]) print "  " named(listed[n])
}
function all_products(    i, other) {
    printf "\nthe matrix product, GFLOP/s; one thread that fetches no numbers: %s\n  %-12s %-10s %-24s %-24s %s\n", about["peak"], "shape", "", "ours", "OpenBLAS", "ours is so many times as fast"
    for (i = 1; i <= rows; i++) {
        if (what[i] != "product" || whose[i] != "ours") continue
        other = product_of_others(i)
        printf "  %-12s %-10s %-24s %-24s %s\n", work[i], threads(count[i]) vectors(i), range("%.0f", i), other ? range("%.0f", other) : "-", other ? ratios(other) : ""
    }
    versions()
}
function vectors(at) { return how[at] == "avx2" ? say(", only AVX2", "，只用 AVX2") : "" }
function product_of_others(at,    i) {
    for (i = 1; i <= rows; i++)
        if (what[i] == "product" && whose[i] != "ours" && work[i] == work[at] && count[i] == count[at] && how[i] == how[at]) return i
    return 0
}

# --- a page --------------------------------------------------------------------
function file_name() {
    split(tolower(about["machine"]), words, ",")
    sub(/^[0-9]+ x /, "", words[1]); gsub(/\([^)]*\)/, "", words[1]); sub(/ (cpu|processor|@).*/, "", words[1])
    gsub(/[^a-z0-9]+/, "-", words[1])
    return words[1]
}
function measured() {
    return about["date"] say(", ", "，") about["machine"] say(", ", "，") about["compiler"] say(", revision ", "，源码版本 ") about["revision"] \
        say(", ", "，") about["pairs"] say(" pairs; ", " 对；") about["data"] say(". Unset in the bench: ", "。测量时取消的环境变量：") \
        (about["unset"] == "nothing" ? say("nothing", "无") : "`" about["unset"] "`")
}
function page() {
    split(about["machine"], words, ",")
    print "\n### " words[1] "\n"
    print say("Measured on ", "测量于 ") measured() say(".\n", "。\n")
    print "![" say("Time for the same work, as a multiple of ours: right of the line ours is faster. Each point is a median, its line goes from the least to the most.", \
                   "做同样的工作所用的时间，是我们的几倍：在竖线右边，就是我们更快。每个点是中位数，它的线从最小的到最大的。") "](" drawn ")\n"
    page_works()
    page_versions()
    page_products()
    page_busy()
}
# Four columns: a phone has room for no more.
function page_works(    c, i, first, value) {
    print say("| work | who | a step, or images a second | ours is so many times as fast |", "| 工作 | 谁 | 一步的时间，或每秒的图像数 | 我们的速度是它的几倍 |") "\n|---|---|---|---|"
    for (c = 1; c <= columns; c++) {
        first = chinese ? its_chinese[c] : column[c]
        for (i = 1; i <= rows; i++) {
            if (work[i] != of[c] || what[i] != kinds[c]) continue
            value = kinds[c] == "read" ? sprintf("%.0f", median[i]) : sprintf("%.3g ms", median[i])
            print "| " first " | " setting(i) " | " value " | " (whose[i] == "ours" ? "" : bold(i, 1)) " |"
            first = ""
        }
    }
}
function bold(at, digits,    f) { f = "%." digits "f"; return sprintf("**" f "** (" f "–" f ")", ratio[at], low[at], high[at]) }
function page_versions(    n) {
    print ""
    for (n = 1; n <= order; n++) if (version[listed[n]]) print "- " named(listed[n])
}
function page_products(    i, other) {
    if (about["peak"]) print "\n" say("One thread that only multiplies and adds, on numbers that never leave its registers, does " about["peak"] " GFLOP/s.", "一个线程只做乘和加，数始终不离开寄存器，能达到 " about["peak"] " GFLOP/s。") \
        (again ? "" : say(" No product on one thread is faster. With only AVX2, ours and OpenBLAS compute as on the many processors that have nothing wider; its kernel is then the one for Haswell.", \
                          "一个线程上，没有哪个矩阵乘法更快。“只用 AVX2”时，我们和 OpenBLAS 都像在没有更宽的向量的处理器上那样计算，许多处理器就是这样；这时 OpenBLAS 用的是为 Haswell 写的内核。"))
    print "\n" say("| the product alone | ours, GFLOP/s | OpenBLAS | ours is so many times as fast |", "| 单独的矩阵乘法 | 我们的，GFLOP/s | OpenBLAS | 我们的速度是它的几倍 |") "\n|---|---|---|---|"
    for (i = 1; i <= rows; i++) {
        if (what[i] != "product" || whose[i] != "ours" || !(other = product_of_others(i))) continue
        printf "| %s%s%s | %.0f | %.0f | %s |\n", shapes[work[i]], say(", ", "，"), threads(count[i]) vectors(i), median[i], median[other], bold(other, 2)
    }
}
function page_busy(    i, j, first) {
    if (!known_kind("busy")) return
    print "\n" (again ? say("Beside other programs:", "旁边有别的程序时：") : say("And beside other programs, which only count? One thread is the measure, or a fair share: what a program gets that has as many processors as are left for it. The last column is the time with all threads as a multiple of the better of the two.", \
                   "旁边有别的程序在跑，只是不停地数数，这时怎么样？拿一个线程来比，或者拿“应得的一份”来比：程序得到剩给它的那些处理器时所用的时间。最后一列是用全部线程的时间，写成这两者中较好的一个的倍数。")) \
        (about["busy"] ? say(" (Revision ", "（源码版本 ") about["busy"] say(".)", "。）") : "")
    print "\n" say("| work | neighbours | one thread, s | all, s | multiple of the better |", "| 工作 | 旁边的程序 | 一个线程，秒 | 全部线程，秒 | 较好者的倍数 |") "\n|---|---|---|---|---|"
    for (i = 1; i <= rows; i++) {
        if (what[i] != "busy" || count[i] == 1) continue
        for (j = 1; j <= rows; j++)
            if (what[j] == "busy" && work[j] == work[i] && how[j] == how[i] && count[j] == 1)
                printf "| %s | %s | %.2f | %.2f | %s |\n", work[i] == first ? "" : name_of(work[i]), substr(how[i], 8), median[j], median[i], bold(i, 2)
        first = work[i]
    }
}
function known_kind(kind,    i) { for (i = 1; i <= rows; i++) if (what[i] == kind) return 1; return 0 }
function name_of(name,    c) { for (c = 1; c <= columns; c++) if (of[c] == name) return chinese ? its_chinese[c] : column[c] }
# Each work is a row of points, with a line from the least to the most. The look is
# that of common/figures/plot_script.c.
function figure(    n, c, at, who, plots, labels) {
    for (n = 2; n < order; n++) {
        if (!known(who = listed[n])) continue
        print "$" who " << END"
        for (c = 1; c <= columns; c++)
            if (at = find(of[c], kinds[c], who)) print ratio[at], columns - c + (4.5 - n) * 0.13, low[at], high[at]
        print "END"
        plots = plots (plots ? ", " : "") "$" who " using 1:2:3:4 with xerrorbars lc rgb '" color[n] "' lw 1.5 pt " point[n] " ps 0.7 title '" names[who] "'"
    }
    for (c = 1; c <= columns; c++) labels = labels (c > 1 ? ", " : "") "'" column[c] "' " columns - c
    print "set encoding utf8; set terminal svg size 440,480 dynamic enhanced rounded font 'sans-serif,16'"
    print "set border 1 lc rgb '#80000000'; set tics nomirror scale 0 font 'sans-serif,14' tc rgb '#6b7280'"
    print "set grid xtics lc rgb '#e0000000' lt 1 lw 1; set errorbars 0; set lmargin at screen 0.33"
    print "set logscale x; set xtics (0.5, 1, 2, 5, 10, 20, 50); set yrange [-0.6:" columns - 0.4 "]; set ytics (" labels ")"
    print "set xlabel 'time, as a multiple of ours' offset 0, 0.5 font 'sans-serif,14' tc rgb '#6b7280'"
    print "set key at screen 0.02, 0.98 left top vertical maxrows 3 Left reverse samplen 1 width 4 font 'sans-serif,14' tc rgb '#6b7280'; set tmargin at screen 0.8"
    print "set arrow from 1, graph 0 to 1, graph 1 nohead lc rgb '#000000' lw 1.5"
    print "plot " plots
}

# --- may the docs show it? -------------------------------------------------------
function check(    c, n, who) {
    for (c = 1; c <= columns; c++) {
        if (!find(of[c], kinds[c], "ours")) complain("no " kinds[c] " of " of[c])
        for (n = 2; n <= order; n++) {
            who = listed[n]
            if (who == "openblas" ? c > 1 : who == "onnx" && kinds[c] != "read") continue
            if (who == "openblas" ? !find("1024", "product", who) : !find(of[c], kinds[c], who)) complain(names[who] " is not in " of[c] ", " kinds[c])
        }
    }
    if (about["pairs"] < 5) complain(about["pairs"] " pairs; it takes 5")
    if (about["data"] != "MNIST") complain("measured on " about["data"])
    if (about["revision"] about["busy"] ~ /changes/) complain("revision " about["revision"] " " about["busy"] ": commit first, then measure")
}

BEGIN {
    FS = "\t"
    order = split("ours torch compiled jax float32 float64 onnx openblas", listed, " ")
    split(say("ours", "我们的") "|PyTorch|PyTorch, compiled|JAX, compiled|NumPy|NumPy, float64|ONNX Runtime|OpenBLAS", words, "|")
    split("- #bd4f00 #bd4f00 #1f8259 #b32db0 #b32db0 #005a9c", color, " ")
    split("- 7 6 5 9 8 13", point, " ")
    for (n = 1; n <= order; n++) { names[listed[n]] = words[n] }
    columns = split("two_layer deep simple eight numerical simple eight", of, " ")
    split("step step step step step read read", kinds, " ")
    split("two layers|batch norm|conv net|eight layers|numerical|conv net reads|eight layers read", column, "|")
    split("两层|批归一化|卷积网络|八层|数值梯度|卷积网络读|八层网络读", its_chinese, "|")
    title["two_layer"] = "784-50-10, steps of 100 images, evaluated on 70000 every 600"
    title["deep"] = "784-100-100-100-100-100-10 with batch normalization, steps of 100 images"
    title["simple"] = "30 filters of 5 x 5, pooling, affine 100, affine 10: steps of 100 images"
    title["eight"] = "six convolutions of 3 x 3, affine 50, affine 10: steps of 100 images"
    title["numerical"] = "784-50-10, the numerical gradient on 100 images: a step is one number"
    shapes["1024"] = "$1024 \\times 1024 \\times 1024$"
    shapes["x-W1"] = "$x W_1$: $100 \\times 784 \\times 50$"
    shapes["500-images"] = say("the same for 500 images", "同上，500 幅图像")
    shapes["x'-dW1"] = "$x^\\top \\delta_1$"
    shapes["h-W2"] = "$h W_2$: $100 \\times 50 \\times 10$"
    shapes["h'-dW2"] = "$h^\\top \\delta_2$"
    shapes["dy-W2'"] = "$\\delta_2 W_2^\\top$"
}
/^# operations/ { split($2, pair, " "); operations[pair[1]] = pair[2]; next }
/^# version/ { version[$2] = $3; next }
/^# / { about[substr($1, 3)] = $2; next }
/^work\t/ { next }
NF != 13 { complain("line " FNR " has " NF " columns of 13"); next }
$6 + 0 <= 0 || $7 > $6 || $8 < $6 || $9 + 0 <= 0 || $10 > $9 || $11 < $9 { complain("line " FNR ": these are no median, least and most"); next }
!($3 in names) { complain("line " FNR ": who is " $3 "?"); next }
{
    rows++
    work[rows] = $1; what[rows] = $2; whose[rows] = $3; count[rows] = $4; how[rows] = $5
    median[rows] = $6; least[rows] = $7; most[rows] = $8
    ratio[rows] = $9; low[rows] = $10; high[rows] = $11
    megabytes[rows] = $12; accuracy[rows] = $13
}
END {
    if (!rows) complain("no rows")
    if (as == "long" && only == "products") all_products()
    else if (as == "long") one_work()
    else if (as == "page") page()
    else if (as == "figure") figure()
    else if (as == "check") check()
    else if (as == "name") print file_name()
    else complain("as=" as " is no form")
    exit bad
}
