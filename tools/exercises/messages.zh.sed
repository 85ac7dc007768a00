# messages.zh.sed - what tests and the judge say of an answer, in Chinese. The tests
# stay as they are; `make check-exercises` knows whether each of their words has a
# rule here.

# --- explain: what helps. A test is C, and stays as it is. ---------------------
/^the test:$/,$ {
s/^the test:$/测试：/
b
}
s/^a question: /问题：/
s/^or this one: /或者这一个：/
s/^the sanitizer: it uses an address where nothing is/sanitizer 发现：用了一个那里什么也没有的地址/
s/^the sanitizer: it frees what it may not free/sanitizer 发现：释放了不该由它释放的内存/
s/^the sanitizer: it uses memory that was freed/sanitizer 发现：用了已经释放的内存/
s/^the sanitizer: a function calls itself without an end/sanitizer 发现：函数没完没了地调用自己/
s/^the sanitizer: it goes beyond the end of an array, or before its beginning/sanitizer 发现：超出了数组的末尾，或者到了数组的开头之前/
s/^the sanitizer: /sanitizer 发现：/
/^sanitizer 发现：/ {
s/ (reads)/（在读的时候）/
s/ (writes)/（在写的时候）/
s/, at \([^ ]*\)$/，在 \1/
}

# --- the judge -----------------------------------------------------------------
s/not written yet: \(.*\) in \(.*\)/还没有写：\1，在 \2/
s/not mended yet: /还没有改好：/
s/\([0-9]*\) words and signs are changed, but \([0-9]*\) are enough/改动了 \1 个词和符号，其实改 \2 个就够了/
s/out of memory: it asked for \([0-9]*\) bytes more/内存不够：它还要 \1 个字节/
s/it holds assembly; an answer is C/里面有汇编；答案要用 C 来写/
s/it is saved as UTF-16, and a compiler reads UTF-8: save it as UTF-8, in Notepad with Save as/它存成了 UTF-16，而编译器读的是 UTF-8：请存成 UTF-8，在记事本里用“另存为”/
s/the compiler needs too much time, memory or space for it/编译它要用的时间、内存或磁盘太多了/
s/the compiler needs too much time for it/编译它要用的时间太长了/
s/the linker needs too much time, memory or space for it/连接它要用的时间、内存或磁盘太多了/
s/\(.*\)() is called, and nobody has written it: is its name right?/要调用 \1()，可是没有人写过它：名字写对了吗？/
s/the linker says:/连接器说：/
s/it includes \(.*\); an answer includes C's own headers and those of its chapter/它包含了 \1；答案只能包含 C 自己的头文件和本章的头文件/
s/its code cannot be read/读不了它的代码/
s/it holds code that runs before or after the tests/里面有在测试之前或之后运行的代码/
s/it chooses a function while the program starts/它在程序启动时才选定函数/
s/it calls the system directly/它直接调用了操作系统/
s/it puts something where other programs look for it/它把东西放到了别的程序要找的地方/
s/its arrays take more than 250 MB/它的数组超过了 250 MB/
s/it calls \(.*\), it may call only: \(.*\)/它调用了 \1，而它只能调用：\2/
s/it calls \(.*\), which no exercise needs/它调用了 \1，没有哪个练习用得着它/
s/it could not be judged/没能评判/
s/^\( *\)it is empty$/\1文件是空的/
s/^\( *\)C wants \(.\) and not \(.*\)$/\1这一行有全角符号“\3”，请改成半角的 \2/
s/it prints without an end/它没完没了地打印/
s/the function crashes here, as one does that uses a wrong address or divides a whole number by 0/函数在这里崩溃了，多半是用了错误的地址，或者整数除以了 0/
s/it does not end within its time limit: is there a loop without an end?/它没有在限定的时间里结束：是不是有死循环？/
s/the tests do not end within \([0-9]*\) s/测试没有在 \1 秒之内结束/
s/its processes hold more than \([0-9]*\) megabytes together/它的各个进程一共占用了超过 \1 MB 内存/
s/something in it ended the program of the tests, by signal \([0-9]*\)/里面有东西用信号 \1 结束了测试程序/
s/of \([0-9]*\) tests \([0-9]*\) ran and \([0-9]*\) came to their end/一共 \1 个测试，运行了 \2 个，做完了 \3 个/
s/\(.*\) was written, but \(.*\) holds only \([0-9]*\) numbers/写到了 \1，可是 \2 只有 \3 个数/

# --- what the wrong numbers have in common (exercise_clue.c) ---------------------
s/; it was there before: did nobody write this place, or was something added to it?/；它是原来就在那里的：是没有人写过这个位置，还是在它上面又加了什么？/
s/; all \([0-9]*\) numbers were there before: did nobody write these places, or was something added to them?/；\1 个数全是原来就在那里的：是没有人写过这些位置，还是在它们上面又加了什么？/
s/; \([0-9]*\) of \([0-9]*\) numbers, beginning with \(\[[0-9]*\]\), were there before: did nobody write these places, or was something added to them?/；\2 个数里有 \1 个（从 \3 起）是原来就在那里的：是没有人写过这些位置，还是在它们上面又加了什么？/
s/; each of the \([0-9]*\) wrong numbers /；错的 \1 个数，每一个都/
s/; each of the \([0-9]*\) numbers /；这 \1 个数，每一个都/
s/; it /；它/
s/is the right one times the root of \([^ ]*\): /是正确的数乘以 \1 的平方根：/
s/is the right one times \([^ ]*\): /是正确的数乘以 \1：/
s/is the right one divided by the root of \([^ ]*\): /是正确的数除以 \1 的平方根：/
s/is the right one divided by \([^ ]*\): /是正确的数除以 \1：/
s/：what is that here, and where should it divide?/：它在这里是什么，该在哪里做除数？/
s/：what is that here, and who divides by it?/：它在这里是什么，是谁除以了它？/
s/：which of these two numbers was to be used here?/：这里本来该用这两个数中的哪一个？/
s/：where does this factor come from?/：这个倍数是从哪里来的？/
s/has the sign turned: where does a minus belong?/是符号相反：负号该在哪里？/
s/is too large by \([^ ]*\): what is added once too often, or forgotten?/大了 \1：什么多加了一次，或者漏掉了？/
s/is too small by \([^ ]*\): what is added once too often, or forgotten?/小了 \1：什么多加了一次，或者漏掉了？/
s/and the right one add up to \([^ ]*\): which of the two was asked for?/与正确的数相加得 \1：要求的是两者中的哪一个？/
s/is the square of the right one: which step is one too many, or is missing?/是正确的数的平方：哪一步多了，或者少了？/
s/is the root of the right one: which step is one too many, or is missing?/是正确的数的平方根：哪一步多了，或者少了？/
s/is the inverse of the right one: which step is one too many, or is missing?/是正确的数的倒数：哪一步多了，或者少了？/
s/is the exponential of the right one: which step is one too many, or is missing?/是正确的数的指数：哪一步多了，或者少了？/
s/is the logarithm of the right one: which step is one too many, or is missing?/是正确的数的对数：哪一步多了，或者少了？/
s/is the sigmoid of the right one: which step is one too many, or is missing?/是正确的数的 sigmoid：哪一步多了，或者少了？/
s/would be right after a sigmoid: which step is missing?/再经过一次 sigmoid 就对了：少了哪一步？/
s/is \([^ ]*\): where does that come from?/是 \1：这是从哪里来的？/
s/should be \([^ ]*\): which case is it that all of them have in common?/应该是 \1：它们共同的情形是哪一种？/
s/; the numbers are right, and their order is the opposite: which end comes first?/；这些数都对，只是次序反了：哪一头在前面？/
s/; the numbers are right, and rows and columns have changed places: which index counts the rows?/；这些数都对，只是行和列互换了位置：哪个下标数的是行？/
s/; the numbers are right, and some have changed their places: which index moves fastest, and how long is a row?/；这些数都对，只是有些换了位置：哪个下标变得最快，一行有多长？/
s/; the numbers stand \([0-9]*\) places* too late: where does the first one belong?/；这些数往后错了 \1 位：第一个数该放在哪里？/
s/; the numbers stand \([0-9]*\) places* too early: where does the first one belong?/；这些数往前错了 \1 位：第一个数该放在哪里？/
s/; the first \([0-9]*\) numbers come again and again: what should be another one in the next row?/；开头的 \1 个数一再重复：到了下一行，什么本该换成另一个？/
s/; the wrong numbers are the right ones times \(.*\), one for each/；错的数是正确的数乘以 \1，one for each/
s/; the wrong numbers differ from the right ones by \(.*\), one for each/；错的数与正确的数相差 \1，one for each/
s/one for each row of \([0-9]*\): what do these [0-9]* share?/每 \1 个数一组，各有一个：同一组的 \1 个数共用什么？/
s/one for each of \([0-9]*\) columns: what goes with a column?/\1 列各有一个：什么是跟着列走的？/
s/; each number holds the one before it as well, \([0-9]*\) in a row: where does each sum begin?/；每个数里还有前一个数，\1 个一行：每个总和从哪里开始？/
s/is right at another place: which index chooses it?/是另一个位置上正确的数：由哪个下标来选它？/
s/; of \([0-9]*\) numbers only the first is wrong/；\1 个数里只有第一个错了/
s/; of \([0-9]*\) numbers only the last is wrong/；\1 个数里只有最后一个错了/
s/; the first \([0-9]*\) of \([0-9]*\) numbers are right, and no others: what changes after them?/；\2 个数里只有开头的 \1 个对：在它们之后，什么变了？/
s/; wrong are \(.*\) and so on, and no others: what is different there?/；错的只有 \1 等等：那里有什么不同？/
s/; right are \(.*\) and so on, and no others: what is different there?/；对的只有 \1 等等：那里有什么不同？/
s/^more is seen in \([^ ]*\):$/再看 \1：/

# --- numbers that were predicted -----------------------------------------------
s/^\( *\)the number of weights from 50 to 100 neurons is not /\1从 50 个到 100 个神经元的权重的个数不是 /
s/^\( *\)the number of multiplications for one image is not /\1一张图像的乘法次数不是 /
s/^\( *\)the number of multiplications is not /\1乘法次数不是 /
s/^\( *\)the number of parameters of the network is not /\1网络的参数的个数不是 /
s/^\( *\)the number of parameters is not /\1参数的个数不是 /
s/^\( *\)how many numbers the layer of 100 puts out is not /\1有 100 个神经元的那一层输出的数，不是这么多个：/
s/^\( *\)how many numbers the affine layer reads is not /\1仿射层读的数，不是这么多个：/
s/^\( *\)how many bytes the parameters take is not /\1参数占的字节，不是这么多：/
s/^\( *\)how many hours an epoch takes is not /\1一个轮次的小时数不是 /
s/^\( *\)how many images go through the network is not /\1穿过网络的图像，不是这么多张：/
s/^\( *\)how many times as large as the images it is is not /\1它与图像相比的倍数不是 /
s/^\( *\)how much the affine layer learns is not /\1仿射层学到的数，不是这么多个：/
s/^\( *\)how much the second convolution learns is not /\1第二个卷积学到的数，不是这么多个：/
s/^\( *\)the number of losses for one gradient is not /\1一次梯度要求的损失，次数不是 /
s/^\( *\)the number of steps is not /\1步数不是 /
s/^\( *\)the number of rows behind the first convolution is not /\1第一个卷积之后的行数不是 /
s/^\( *\)the number of rows behind the second convolution is not /\1第二个卷积之后的行数不是 /
s/^\( *\)the number of rows behind the first pooling is not /\1第一次池化之后的行数不是 /
s/^\( *\)the number of rows behind the second pooling is not /\1第二次池化之后的行数不是 /
s/^\( *\)the number of rows of the matrix is not /\1矩阵的行数不是 /
s/^\( *\)the number of its columns is not /\1它的列数不是 /
s/^\( *\)the number of patches with the pixel of a corner is not /\1含有角上像素的小块，个数不是 /
s/^\( *\)the number of patches with a pixel of the middle is not /\1含有中间一个像素的小块，个数不是 /
s/^\( *\)the factor for the scores \([0-9]*\) and \([0-9]*\) is not /\1得分是 \2 和 \3 时，倍数不是 /
s/^\( *\)the first probability of the scores 1, 3 and 3 is not /\1得分是 1、3、3 时，第一个概率不是 /
s/^\( *\)z, of which the second probability is the sigmoid, is not /\1第二个概率是 z 的 sigmoid，这个 z 不是 /
s/^\( *\)the slope in \([abxy]\) is not /\1对 \2 的斜率不是 /
s/^\( *\)the rise of L for 0.01 of y is not /\1y 增加 0.01 时，L 的增量不是 /
s/^\( *\)the step of gradient descent is not /\1梯度下降法的步子不是 /
s/^\( *\)the step of Momentum after many others is not /\1走了许多步之后，动量的步子不是 /
s/^\( *\)the first step of \(AdaGrad\|Adam\) for the slope 2000 is not /\1斜率是 2000 时，\2 的第一步不是 /
s/^\( *\)the first step of \(AdaGrad\|Adam\) is not /\1\2 的第一步不是 /
s/^\( *\)step 100 of AdaGrad is not /\1AdaGrad 的第 100 步不是 /

# --- settings, and work that is counted -------------------------------------------
s/on the flat axis, from (10, 0), it comes no nearer/在平缓的轴上，从 (10, 0) 出发，它没有离得更近/
s/on the flat axis, from (10, 0), 80 steps leave too much of x0/在平缓的轴上，从 (10, 0) 出发，走 80 步之后 x0 还剩得太多/
s/on the flat axis, from (10, 0), it creeps, and 30 steps are too few/在平缓的轴上，从 (10, 0) 出发，它慢慢地爬，30 步不够/
s/on the flat axis, from (10, 0), it still swings after 30 steps/在平缓的轴上，从 (10, 0) 出发，走 30 步之后它还在摆动/
s/on the steep axis, from (0, 1), it comes no nearer/在陡峭的轴上，从 (0, 1) 出发，它没有离得更近/
s/on the steep axis, from (0, 1), 80 steps leave too much of x1/在陡峭的轴上，从 (0, 1) 出发，走 80 步之后 x1 还剩得太多/
s/on the steep axis, from (0, 1), it has not come to rest in 30 steps/在陡峭的轴上，从 (0, 1) 出发，走 30 步还没有静止下来/
s/on the steep axis, from (0, 1), it jumps farther and farther away/在陡峭的轴上，从 (0, 1) 出发，它跳得越来越远/
s/from \((.*)\), \([0-9]*\) steps leave more than a hundredth of the distance/从 \1 出发，走 \2 步之后，剩下的距离超过百分之一/
s/the rate is 0: in C, /学习率是 0：在 C 里，/
s/the scale is 0: in C, /尺度是 0：在 C 里，/
s/the step is 0: in C, /步长是 0：在 C 里，/
s/the price is 0: in C, /代价是 0：在 C 里，/
s/1 \/ 50 of whole numbers is 0; write 1.0 \/ 50/整数相除 1 \/ 50 得 0；请写 1.0 \/ 50/
s/, where 999 stood before and nobody wrote,/（999 是原来的：没有人写过）/
s/with a rate that is not above 0, no step leads downhill/学习率不大于 0，没有一步会下坡/
s/the part of the speed that stays is from 0 to below 1/留下的速度应该是从 0 到小于 1 的一部分/
s/a price below 0 rewards large weights/代价小于 0，就是奖励大的权重/
s/the twelve points are learnt, but the curve between them is not/十二个点学会了，它们之间的曲线却没有/
s/not even the twelve points are learnt/连那十二个点也没有学会/
s/\(.*\): it puts \([0-9]*\) numbers, but \([0-9]*\) are enough/\1：它放了 \2 个数，其实 \3 个就够了/
s/\(.*\): it takes \([0-9]*\) numbers, but \([0-9]*\) are enough/\1：它取了 \2 个数，其实 \3 个就够了/
s/for \(.*\) it fetches \([0-9]*\) lines, but \([0-9]*\) are enough/算 \1 时，它取了 \2 条缓存行，其实 \3 条就够了/
s/for \(.*\) numbers, it makes \([0-9]*\) comparisons, but \([0-9]*\) are enough/\1 个数，它比较了 \2 次，其实 \3 次就够了/
s/for \(.*\) numbers, only \([0-9]*\) comparisons were counted: compare with larger()/\1 个数，只数到 \2 次比较：请用 larger() 来比较/
s/of 1000 numbers, it makes \([0-9]*\) multiplications, but 3000 are enough/1000 个数，它做了 \1 次乘法，其实 3000 次就够了/
s/of 1000 numbers, only \([0-9]*\) multiplications were counted: multiply with times()/1000 个数，只数到 \1 次乘法：请用 times() 来乘/
s/\([abc]\) has \([0-9]*\) rows and \([0-9]*\) columns, but row \([0-9]*\) and column \([0-9]*\) are asked for/\1 有 \2 行 \3 列，却要第 \4 行第 \5 列/
s/of \([0-9]* x [0-9]*\) times \([0-9]* x [0-9]*\), /\1 乘以 \2 时，/
/ x [0-9]* /s/ times / 乘以 /

s/a step that is not above 0 measures nothing/步长不大于 0，什么也量不出来/
s/with numbers near \([0-9]*\) the error is too large, and half of the step has less/数在 \1 附近时，误差太大，步长减半的话会小一些/
s/with numbers near \([0-9]*\) the error is too large, and half of the step has more/数在 \1 附近时，误差太大，步长减半的话还会更大/
s/with a scale that is not above 0, all neurons begin alike/尺度不大于 0，所有神经元一开始都一样/
s/the loss rises in many of the 200 steps/200 步里，有许多步之后损失变大了/
s/the first loss is large, and 200 steps do not bring it down/一开始的损失很大，200 步降不下来/
s/after 200 steps the loss is larger than before/走了 200 步，损失比开始时还大/
s/after 200 steps the network knows nothing yet/走了 200 步，网络还是什么也不知道/
s/the loss goes down, but 200 steps are too few/损失在下降，可是 200 步不够/
s/another network: /换一个网络：/

# --- capstones -----------------------------------------------------------------------
s/the new value remembers no way back/新的值没有记住怎样往回走/
s/the tape is full: it holds \([0-9]*\) values/记录带满了：它能放 \1 个值/
s/after 300 steps it reads \([0-9]*\) of 500 digits that it has never seen, but 400 or more are expected/走 300 步之后，500 个没有见过的数字，它读对了 \1 个，应该不少于 400 个/
s/, over \([0-9]*\): d/，梯度里原来有 \1: d/
s/L, before L \* a: /从 L 开始，后面还有 L * a: /
s/the error is \(.*\), but less than \(.*\) is right/误差是 \1，应该小于 \2/
s/of 3e8 and (1, 1, 3, 3), /3e8 加上 (1, 1, 3, 3) 时，/
s/of equal numbers, /各数相等时，/
s/the text is longer than 400 letters/文字超过 400 个字母/
s/the text is NULL/文字是 NULL/
s/there is no layer/一层也没有/
s/there are more than 24 layers/层数超过 24/
s/layer \([0-9]*\) is not understood: /第 \1 层看不懂：/
s/layer \([0-9]*\), \([a-z]*\), does not fit: it gets \(.*\)/第 \1 层是 \2，接不上：它得到的是 \3/
s/the last layer is \([a-z]*\), but the scores come from affine/最后一层是 \1，而得分要由 affine 给出/
s/how many numbers the last layer puts out/最后一层输出的数的个数/
s/between the layers \([0-9]*\) and \([0-9]*\) is no relu/第 \1 层和第 \2 层之间没有 relu/
s/only one layer has weights/只有一层有权重/
s/no conv looks at neighbours/没有一个 conv 在看相邻的像素/
s/the network learns \([0-9]*\) numbers, but fewer than 100000 are allowed/网络学习 \1 个数，只允许少于 100000 个/
s/for one image the network multiplies \([0-9]*\) times, but 4000000 times are allowed/对一张图像，网络要做 \1 次乘法，只允许 4000000 次/
s/with gamma and beta, /有 gamma 和 beta 时，/
s/on shaded paper, ink/在有阴影的纸上，ink/
s/on paper of 0.8, ink/在 0.8 的纸上，ink/
s/of one pixel, the box, /只有一个像素时，框的 /
s/of one pixel, /只有一个像素时，/
s/of noise, /全是随机数时，/
s/of (1, 4) and (3, 2), the box, /有 (1, 4) 和 (3, 2) 时，框的 /
s/of ink everywhere, the box, /到处是墨时，框的 /
s/without ink, the box, /没有墨时，框的 /
s/of 40 x 40 pixels like a chessboard, /40 x 40 个像素像棋盘时，/
s/of 30 x 20 pixels of ink, /30 x 20 个像素全是墨时，/
s/with ink beside the box, /框外也有墨时，/
s/of 0.2 in (4, 5) and 0.8 in (13, 14), the first row with ink/(4, 5) 是 0.2、(13, 14) 是 0.8 时，第一个有墨的行/
s/of 0.2 in (4, 5) and 0.8 in (13, 14), the first column with ink/(4, 5) 是 0.2、(13, 14) 是 0.8 时，第一个有墨的列/
s/of two pixels, /有两个像素时，/
s/of one pixel in the first corner, /第一个角上有一个像素时，/
s/of one pixel in the last corner, /最后一个角上有一个像素时，/
s/without ink, /没有墨时，/
s/of empty paper, what it returns/白纸的返回值/
s/of a digit, what it returns/数字的返回值/
s/of empty paper, /白纸时，/
s/in the shade, the images/在阴影里，两张图像/
s/elsewhere, the images/在别的地方，两张图像/
s/larger, the images/写得更大，两张图像/
s/ differ by \([0-9.]*\), but \([0-9.]*\) is allowed/相差 \1，最多允许 \2/
s/of ten photographs the network reads \([0-9]*\), but \([0-9]*\) are enough/十张照片，网络读对了 \1 张，\2 张才够/

# --- programs that were mended -------------------------------------------------------
s/it reports that \([0-9]*\) of 100 coins were foretold, but about 50 is right/它报告说，100 枚硬币里预言对了 \1 枚，正确的是大约 50 枚/
s/for two heaps far apart, the share/两堆离得很远时，答对的份额/
s/for a class that it has never learnt, the share/对从来没有学过的类别，答对的份额/
s/after 10 epochs it knows \([0-9]*\) of 100 examples, but more than 98 are expected/经过 10 个轮次，它认得 100 个样本里的 \1 个，应该多于 98 个/
s/only \([0-9]*\) of 200 examples have moved in an epoch/一个轮次里，200 个样本只有 \1 个换了位置/
s/if \([0-9]*\) of \([0-9]*\) answers are right, in batches of \([0-9]*\), the report/\2 个回答里答对 \1 个，每批 \3 个时，报告/
s/with batches of \([0-9]*\), after \([0-9]*\) steps the loss is \(.*\), but less than 0.01 is right/每批 \1 个，走 \2 步之后，损失是 \3，正确的是小于 0.01/
s/if each example stands in the batch twice, /每个样本在批里出现两次时，/
s/for errors of 4 and 2, the loss/误差是 4 和 2 时，损失/
s/\(，\|^ *\)the bias /\1偏置 /
s/a step has hardly moved the bias: by /一步几乎没有移动偏置，只有：/
s/\(the second time \)\{0,1\}it is right in \([0-9.]*\) of 100 cases, but more than 93 are expected/它在 100 次里答对 \2 次，应该多于 93 次/
s/while it learnt 2000 examples of 40 numbers, it has drawn \([0-9]*\) times, but 80000 is right/学习 2000 个有 40 个数的样本时，它抽取了 \1 次，正确的是 80000 次/
s/seed \([0-9]*\), a circle around \((.*)\): \([0-9]*\) of 100 points are right, but more than 90 are expected/种子 \1，\2 周围的圆：100 个点里答对 \3 个，应该多于 90 个/
s/seed \([0-9]*\): it knows \([0-9]*\) of 100 lines, but more than 90 are expected/种子 \1：100 条线里认得 \2 条，应该多于 90 条/
s/of \([0-9]*\( x [0-9]*\)*\) numbers, /\1 个数时，/

# --- a sentence of one test ----------------------------------------------------
s/the test has no \(memory\|room\) left/测试自己没有内存了/
s/and not all between -100 and 100/并不都在 -100 和 100 之间/
s/: with \(w1, w2, b = .*\) the sum for \((.*)\) is \(.*\), but it must be at \(least\|most\) \(.*\)/：\1 时，\2 的总和是 \3，可是它必须\4 \5/
s/必须least/必须至少是/
s/必须most/必须至多是/
s/it says \(.*\) rounds with a mistake, but 1 to 99 is right/它说有 \1 轮答错过，正确的是 1 到 99 轮/
s/\(.*\) of 1000 rounds had a mistake, but a plane parts these examples/1000 轮里有 \1 轮答错过，可是有一个平面能把这些样本分开/
s/with gates that always say 0 the answer to (1, 0) is still \(.*\): it does not come from the gates/换上永远回答 0 的门，对 (1, 0) 的回答仍然是 \1：可见它不是用这些门得到的/
s/step \([0-9]*\): rank \([0-9]*\) sends \([0-9]*\) numbers, but has \([0-9]*\)/第 \1 步：第 \2 份发出 \3 个数，可是它只有 \4 个/
s/\(.*\) was changed to \(.*\)/\1 被改成了 \2/
s/of NAN became \(.*\), but NAN must stay NAN/NAN 变成了 \1，可是 NAN 必须保持 NAN/
s/with n = 0, \(.*\) was written/n = 0 时，不该写 \1/
s/\(.*\) is \(.*\), but every probability is above 0/\1 是 \2，可是每个概率都大于 0/
s/the slope for \(.*\) was asked, but n is \(.*\)/问了 \1 的斜率，可是 n 是 \2/
s/slope() was called with \(.*\) and \(.*\)/调用 slope() 时，\1，\2/
s/\(.*\) was \(.*\) before, and is \(.*\) now/\1 原来是 \2，现在是 \3/
s/random_below(rng, 0) was called/调用了 random_below(rng, 0)/
s/\(idx.*\) is \(.*\), but only \(.*\) to \(.*\) went in/\1 是 \2，可是放进去的只有 \3 到 \4/
s/only \(.*\) of 1000 numbers have moved/1000 个数里，只有 \1 个换了位置/
s/the seed 5 gave two different \(orders\|sets of weights\)/种子 5 给出了两个不同的结果/
s/the seeds 5 and 6 gave the same \(order\|weights\)/种子 5 和 6 给出了相同的结果/
s/a second call with the same rng gave the same weights again/用同一个 rng 调用第二次，给出的权重和第一次相同/
s/of 60000 runs \(.*\) gave the order \(.*\), but about 10000 is right/60000 次里有 \1 次得到次序 \2，正确的是大约 10000 次/
s/after 200 steps \(.*\) of 60 answers are right, but 48 or more are expected/走了 200 步之后，60 个回答里有 \1 个是对的，应该有 48 个以上/
s/the test has drawn \(.*\) of \(.*\)/测试抽到了 \1，界限是 \2/
s/the test should draw a 0/测试应该抽到 0/
s/with \(p = .*\), \(.*\) of 10000 were dropped, but about \(.*\) is right/\1 时，10000 个里关掉了 \2 个，正确的是大约 \3 个/
s/with \(p = .*\), the mean of 10000 numbers 1 is \(.*\), but about 1 is right/\1 时，10000 个 1 的均值变成了 \2，正确的是大约 1/
s/in 40 calls with p = 0.5 the number stayed \(.*\) times/p = 0.5 时调用 40 次，那个数有 \1 次没有变/
s/: the mean is \(.*\), but about 0 is right/：均值是 \1，正确的是大约 0/
s/: the standard deviation is \(.*\), but about \(.*\) is right/：标准差是 \1，正确的是大约 \2/
s/: the error is \(.*\), but \(.*\) is right/：误差是 \1，正确的是 \2/
s/ is \(.*\), but row 1, column 0 of a is \(.*\)/ 是 \1，可是 a 的第 1 行第 0 列是 \2/

s/\(step.*\): \(rank .*\) sends \(.*\) numbers, but has \(.*\)/\1：\2 送出了 \3 个数，可是它只有 \4 个/
s/\([0-9]*\) ranks, \([0-9]*\) numbers: number \([0-9]*\) of rank \([0-9]*\)/\1 个秩、\2 个数：秩 \4 的第 \3 个数/
s/\([0-9]*\) ranks, \([0-9]*\) numbers: sent by rank \([0-9]*\)/\1 个秩、\2 个数：秩 \3 送出的个数/
s/^\( *\)step \([0-9]*\), the last: /\1第 \2 步，最后一步：/
s/^\( *\)step \([0-9]*\), rank \([0-9]*\): /\1第 \2 步，秩 \3：/
s/^\( *\)step \([0-9]*\)\(: \|：\)/\1第 \2 步：/
s/：rank \([0-9]*\) /：秩 \1 /
s/the letter of rank \([0-9]*\)/秩 \1 的信/
s/numbers in the letter/信里的个数/
s/numbers sent/送出的个数/
s/the sum\[/总和[/

# --- NAME is 3, but 4 is right -------------------------------------------------
s/ is \([^ ]*\), but \([^ ]*\) is right/ 是 \1，正确的是 \2/
s/, which is behind the \(last one\|batch\) and was \([0-9]*\) before,/（在末尾之后，原来是 \2）/
s/, which was \([^ ]*\) before,/（原来是 \1）/
s/ (image \(.*\), filter \(.*\), place \(.*\), \(.*\))/（图像 \1，滤波器 \2，位置 \3, \4）/
s/ (row \(.*\), channel \(.*\))/（行 \1，通道 \2）/
s/\(.*\) ranks, \(.*\) numbers: number \([0-9]*\) of rank \([0-9]*\)/\1 份程序，\2 个数：第 \4 份的第 \3 个数/
s/\(.*\) ranks, \(.*\) numbers: sent by rank \([0-9]*\)/\1 份程序，\2 个数：第 \3 份发出的个数/
s/step \([0-9]*\), rank \([0-9]*\): numbers in the letter/第 \1 步，第 \2 份：信里的个数/
s/step 2, the last: numbers in the letter/第 2 步，也是最后一步：信里的个数/
s/step \([0-9]*\): the letter of rank \([0-9]*\)/第 \1 步：第 \2 份的信/
s/the sum\[/和[/
s/^\(.*\)numbers sent/\1发出的个数/
s/\(.*\) rows, window \(.*\), stride \(.*\), pad \(.*\): the number of places/\1 行，窗口 \2，步幅 \3，填充 \4：位置的个数/
s/the place of the largest, a 9 at place \([^ ,]*\),/最大值的位置（位置 \1 上是 9）/
s/the place of the largest of \((.*)\)/\1 里最大值的位置/
s/in \((2, 3, 4, 5)\|(3, 2, 5, 4)\|(1, 1, 28, 28)\) the place of \(([^)]*)\)/在 \1 里，\2 的位置/
s/the dot product with n = 0/n = 0 时的点积/
s/a 1 at place \([^ ]*\) times the number there/位置 \1 上的 1 乘以另一边的数/
s/the number at place \([^ ]*\) times a 1 there/位置 \1 上的数乘以另一边的 1/
s/\((.*)\) times \((.*)\)/\1 与 \2 的点积/
s/the identity times b/单位矩阵乘以 b/
s/b times the identity/b 乘以单位矩阵/
s/\(with no row\), x/没有行时，x/
s/over old contents, /放着旧数据时，/
s/the mean of %s/%s 的均值/
s/the mean of column \([^ ]*\)/第 \1 列的均值/
s/the mean of \([a-z]*\)/\1 的均值/
s/the variance of column \([^ ]*\)/第 \1 列的方差/
s/the standard deviation of \([^ ]*\)/\1 的标准差/
s/the transpose of the transpose/转置之后再转置/
s/the sum of 50 probabilities/50 个概率的总和/
s/the sum of row \([^ ]*\) of dx/dx 第 \1 行的总和/
s/the sum of column \([^ ]*\) of dx/dx 第 \1 列的总和/
s/the sum of \([^ ]* + [^ ]* + [^ ]*\)/\1 的和/
s/the carry of \([^ ]* + [^ ]* + [^ ]*\)/\1 的进位/
s/167 + 94 in eight columns/八列里的 167 + 94/
s/with the sum exactly 0 the answer/总和恰好是 0 时的回答/
s/with \(.*\) the answer to a 1 at place \([^ ]*\)/\1 时，对位置 \2 上的 1 的回答/
s/with \(.*\) the answer to \(([^)]*)\)/\1 时，对 \2 的回答/
s/with \(b = .*\) the answer/\1 时的回答/
s/for \((.*)\) the answer/对 \1 的回答/
s/the answer to \((.*)\)/对 \1 的回答/
s/: the answer/：回答/
s/for XOR, with max = 50, the number of rounds with a mistake/学异或、max = 50 时，答错过的轮数/
s/the number of rounds with a mistake, with max = 1,/max = 1 时，答错过的轮数/
s/when AND is known, the number of rounds with a mistake/已经会与门时，答错过的轮数/
s/when AND is known, /已经会与门时，/
s/table \([^ ]*\): /表 \1：/
s/the mistakes after learning/学完之后答错的个数/
s/after one round, /一轮之后，/
s/with one right of two, /两个对一个时，/
s/with two right of two, /两个全对时，/
s/with none right of two, /两个全错时，/
s/with three right of four, /四个对三个时，/
s/with negative scores and all right, /得分是负数而且全对时，/
s/the accuracy/识别精度/
s/of zeros, y/全是 0 时，y/
s/the number of axes/轴的个数/
s/the place behind it/它后面的一格/
s/the place behind \(the \)*\([a-z]*\)/\2 后面的一格/
s/the sigmoid of \([^ ,]*\)/\1 的 sigmoid/
s/, divided by 2.0611537e-9,/ 除以 2.0611537e-9/
s/: the number of examples/：样本的个数/
s/the loss of the good answer/好的回答的损失/
s/the loss of the bad answer/差的回答的损失/
s/the loss of two examples/两个样本的损失/
s/the loss of the probability 0/概率 0 的损失/
s/the loss of three certain right answers/三个很有把握而且正确的回答的损失/
s/the error of the good answer/好的回答的误差/
s/the error of the bad answer/差的回答的误差/
s/the error of equal rows/两行相等时的误差/
s/the error of nothing/什么也没有时的误差/
s/the error of \((.*)\) and \((.*)\)/\1 和 \2 的误差/
s/down x0 x1 from \((.*)\) with the rate \([^ ]*\), /沿 x0 x1 从 \1 往下，学习率 \2 时，/
s/after one step with the rate \([^ ]*\), /学习率 \1，走一步之后，/
s/after \([^ ]*\) steps with the rate \([^ ]*\), /学习率 \2，走 \1 步之后，/
s/with \(.*\) and the rate \([^ ]*\), /\1、学习率 \2 时，/
s/with the rate \([^ ]*\), /学习率 \1 时，/
s/after no step, /一步也不走时，/
s/after one step, /走一步之后，/
s/after step \([^ ]*\), /走到第 \1 步时，/
s/after \([^ ]*\) steps, /走 \1 步之后，/
s/the slope of the sine at \([^ ]*\)/正弦在 \1 处的斜率/
s/the slope of \(.*\) at \([^ ]*\)/\1 在 \2 处的斜率/
s/of 2 x0 x1 x2 at \((.*)\), /2 x0 x1 x2 在 \1 处，/
s/at \(([^)]*)\), /在 \1 处，/
s/the number of calls for 5 numbers/5 个数时的调用次数/
s/how often \([^ ]*\) occurs afterwards/之后 \1 出现的次数/
s/after shuffling one number, /只打乱一个数之后，/
s/of 5 equal examples, /五个样本相同时，/
s/of three equal examples, /三个样本相同时，/
s/of equal examples, /样本相同时，/
s/of one example and one class, /一个样本、一个类别时，/
s/of a batch of one example, /一批只有一个样本时，/
s/of one example, /一个样本时，/
s/of 4 examples, /四个样本时，/
s/of one number, /一个数时，/
s/of an answer that is sure and right, /回答有把握而且正确时，/
s/after the second call, /第二次调用之后，/
s/after the second batch, /第二批之后，/
s/the second time, /第二次，/
s/the gradient of the tax/税的梯度/
s/the gradient of the sum/总和的梯度/
s/the gradient of the price/单价的梯度/
s/the gradient of the count/个数的梯度/
s/after n = 0 it is as before, and /n = 0 之后应该保持原样，/
s/in place, with n = 1, /就在原处、n = 1 时，/
s/in place, /就在原处时，/
s/afterwards, /之后，/
s/x_hat, before gamma, /乘以 gamma 之前的 x_hat/
s/from \(([^)]*)\), with means of \(([^)]*)\), /从 \1 开始，均值为 \2 时，/
s/from \(([^)]*)\), with variances of \(([^)]*)\), /从 \1 开始，方差为 \2 时，/
s/in an inference, /推理时，/
s/after an inference, /推理之后，/
s/the number of draws in an inference/推理时的抽取次数/
s/the number of draws/抽取的次数/
s/call \([^ ]*\) with the same seed: /用同一个种子第 \1 次调用：/
s/call \([^ ]*\) with \(.*\): /第 \1 次调用，\2：/
s/of one input and one output, /一个输入、一个输出时，/
s/of three weights, /三个权重时，/
s/of no weights, /没有权重时，/
s/beside the measured slope, /与量出来的斜率相比，/
s/the penalty/惩罚/
s/with one weight in the middle, /只有中间一个权重时，/
s/of ones, /全是 1 时，/
s/\([0-9.]*\) once and \([0-9.]*\) twice, /一个 \1 和两个 \2 时，/
s/of \([0-9.]*\) and \([0-9.]*\), /\1 和 \2 时，/
s/of 一个/一个/
s/from \([^ ]*\), /从 \1 开始，/
s/from \(([^)]*)\), /从 \1 开始，/
s/of \(x = .*\), \(d*[xy]\)/\1 时，\2/
s/of \(([^)]*)\), /\1 时，/
s/of \([0-9]* x [0-9]*\( x [0-9]*\)*\), /\1 时，/
s/with \(.* = .*\) and \(.* = .*\), /\1、\2 时，/
s/with \(.* = .*\): /\1：/
s/with \(.* = .*\), /\1 时，/
# --- what was given to the function ---------------------------------------------
s/cut after \([0-9]*\) of \([0-9]*\) bytes/\2 个字节里只有前 \1 个时/
s/one byte too many/多了一个字节时/
s/byte \([0-9]\) is \([0-9]*\)/字节 \1 是 \2 时/
s/the kind is \([0-9]*\)/种类是 \1 时/
s/no axes and one byte/没有轴、数据有一个字节时/
s/five axes of length 1 and one byte/五个轴的长度都是 1、数据有一个字节时/
s/no axes/没有轴时/
s/five axes/五个轴时/
s/255 axes/255 个轴时/
s/four lengths of 65536 and no data/四个长度都是 65536、没有数据时/
s/\([0-9]*\) rows of 4 and 4 bytes of data/\1 行、每行 4 个、数据有 4 个字节时/
s/lengths \(.*\) and 21 bytes of data/长度是 \1、数据有 21 个字节时/
s/\([0-9]*\) labels and no data/\1 个标签、没有数据时/
s/of 0.5 and 0.495 among 99 equal pairs/一对是 0.5 和 0.495、其余 99 对都相等时/
s/of zeros and zeros/两个都全是 0 时/
s/of \((.*)\) and itself/\1 与它自己相比时/
s/of \((.*)\) and \((.*)\), times \([0-9e-]*\)/\1 与 \2 都乘以 \3 时/
s/of \((.*)\) and \((.*)\)\(: \|：\)/\1 与 \2 相比时：/
s/: \(dim\[\|worst\)/：\1/
# No space behind a Chinese word.
s/\([^ -~]\) 是 /\1是 /
s/\([0-9]*\) images, \([0-9]*\) channels, columns\[/\1 张图像、\2 个通道时，columns[/
s/pad \([0-9]*\), stride \([0-9]*\), columns\[/填充 \1、步幅 \2 时，columns[/
s/pad \([0-9]*\), columns\[/填充 \1 时，columns[/
s/stride \([0-9]*\), columns\[/步幅 \1 时，columns[/
s/\([0-9]*\) filters, y\[/\1 个滤波器时，y[/
s/stride \([0-9]*\), pad \([0-9]*\), y\[/步幅 \1、填充 \2 时，y[/
s/pad \([0-9]*\), y\[/填充 \1 时，y[/
s/\([0-9]*\) images*, \([0-9]*\) channels, \(columns\|[xy]\|place\)\[/\1 张图像、\2 个通道时，\3[/
s/pad \([0-9]*\), stride \([0-9]*\), x\[/填充 \1、步幅 \2 时，x[/
s/pad \([0-9]*\), x\[/填充 \1 时，x[/
s/stride \([0-9]*\), x\[/步幅 \1 时，x[/
s/by hand, \(y\|place\)\[/手算的例子，\1[/
s/of equals, \(y\|place\)\[/数相等时，\1[/
s/of zeros, \(y\|place\)\[/全是 0 时，\1[/
s/all negative, \(y\|place\)\[/全是负数时，\1[/
s/one number, \(y\|place\)\[/只有一个数时，\1[/
s/the first batch of \([0-9]*\) by \([0-9]*\)\(: \|：\)/\1 个样本、每批 \2 个，第一批：/
s/the second batch of \([0-9]*\) by \([0-9]*\)\(: \|：\)/\1 个样本、每批 \2 个，第二批：/
s/the last batch of \([0-9]*\) by \([0-9]*\)\(: \|：\)/\1 个样本、每批 \2 个，最后一批：/
s/the only batch of \([0-9]*\) by \([0-9]*\)\(: \|：\)/\1 个样本、每批 \2 个，唯一的一批：/
s/the first batch of the next epoch\(: \|：\)/下一个轮次的第一批：/
s/the same in the next epoch\(: \|：\)/下一个轮次也一样：/
s/the number of examples/样本的个数/
