# messages.zh.sed - what the grader itself says of an answer or an archive, in Chinese; the
# judge's words stand in tools/exercises/messages.zh.sed. `make check-grade` asks whether each
# has a rule.
s/^not handed in: there is no \(.*\)$/没有交：没有 \1/
s/^the skeleton, as it was$/还是原来的题目/
s/^it was \([a-z]*\), but our own solution is not ok now, either$/结果是 \1，可是我们自己的答案现在也不能通过/
s/^the file is larger than \([0-9]*\) bytes$/文件超过 \1 字节/
s/^it was handed in twice, and not the same: \(.*\) and \(.*\)$/交了两份，而且不一样：\1 和 \2/
s/^\(.*\) is no plain file$/\1 不是普通文件/
s/^\(.*\): \(.*\) is a link, or no folder$/\1：\2 是链接，或者不是文件夹/
s/^\(.*\): \(.*\) is not readable$/\1：读不了 \2/
s/^more than \([0-9]*\) files were handed in; the others were not looked at$/交来的文件超过 \1 个；其余的没有看/
s/^more than \([0-9]*\) bytes of answers were handed in; the others were not looked at$/交来的答案超过 \1 字节；其余的没有看/
/ was not opened: / {
s/^\(.*\) was not opened: /没有打开 \1：/
s/it is packed in a way that is not opened; zip and tgz are$/这种压缩格式不能打开；可以用 zip 和 tgz/
s/it is packed in a way that is not opened; plain zip is$/这种压缩方式不能打开；可以用普通的 zip/
s/it is larger than \([0-9]*\) bytes$/它超过 \1 字节/
s/it is damaged, or no archive$/它损坏了，或者不是压缩包/
s/it is locked by a password$/它有密码/
s/its list of files is longer than \([0-9]*\) bytes$/它的文件列表超过 \1 字节/
s/it holds more than \([0-9]*\) bytes$/里面的内容超过 \1 字节/
s/more than \([0-9]*\) bytes of answers were handed in; the others were not looked at$/交来的答案超过 \1 字节；其余的没有看/
s/more than \([0-9]*\) files were handed in; the others were not looked at$/交来的文件超过 \1 个；其余的没有看/
s/it holds a name that leads out of it$/里面有一个名字通到压缩包外面/
}
