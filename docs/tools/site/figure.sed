# figure.sed - make an SVG of gnuplot or Graphviz ready to stand inside a page.
# The file on disk keeps plain colours; the copy gets the names that book.css defines.
/^<g [^>]*>$/{N;/\n<\/g>$/d}
/^<?xml/d
/^<!DOCTYPE/,/>$/d
/^<!--.*-->$/d
/^<!--/,/-->/d
# Graphviz makes a figure as wide as it needs; gnuplot's are 440 wide and fill
# the column, and a letter should have the same size in both.
s/<svg width="\([0-9]*\)pt" height="[0-9]*pt"/<svg style="max-width: calc(100% * \1 \/ 440)"/
s/class="graph"/& stroke-linecap="square"/
s/<title>[^<]*<\/title>//g
s/<desc>[^<]*<\/desc>//g
s/ id="[a-z_]*gnuplot_[^"]*"//g
s/ id="\(graph\|node\|edge\|clust\)[0-9]*"//g
s/ font-family="[^"]*"//g
s/rgb( *0, *90, *156)\|#005a9c/var(--fig-blue)/g
s/rgb( *189, *79, *0)\|#bd4f00/var(--fig-orange)/g
s/rgb( *31, *130, *89)\|#1f8259/var(--fig-green)/g
s/rgb( *179, *45, *176)\|#b32db0/var(--fig-purple)/g
s/rgb( *107, *114, *128)\|#6b7280/var(--fig-grey)/g
s/rgb( *255, *255, *255)\|#ffffff/var(--fig-paper)/g
s/rgb( *0, *0, *0)\|#000000/var(--fig-ink)/g
s/\(fill\|stroke\|color\)=\(["']\)black["']/\1=\2var(--fig-ink)\2/g
