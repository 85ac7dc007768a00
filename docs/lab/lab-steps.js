// lab-steps.js - affine, ReLU, softmax with its loss: one node a click, with the shape
// of everything that goes forward and comes back.
'use strict'

LAB.parts.steps = (c, root) => {
    const table = root.querySelector('.lab-steps'), path = root.querySelector('.lab-path')
    const steps = c.steps_new()
    // Name, shape, the number of its values in graph.c, and of its gradients; then after
    // which click each is known.
    const ROWS = [['x', [2, 3], 0, 0, 0, 7], ['W', [3, 4], 1, 1, 0, 7], ['b', [4], 2, 2, 0, 7], ['a = xW + b', [2, 4], 3, 3, 1, 6],
        ['h = ReLU(a)', [2, 4], 4, 4, 2, 5], ['y = softmax(h)', [2, 4], 5, null, 3], ['t', [2, 4], 6, null, 0], ['L', [1], 7, null, 3, 4]]
    const show = v => (Number.isInteger(v) ? String(v) : v.toFixed(2)).replace('-', '−')
    const numbersOf = (at, shape) => [...c.floats(at, shape.reduce((a, b) => a * b))]
    const matrix = (kind, numbers, shape, name) => `<span class="matrix ${kind}" role="img" aria-label="${name}: ${numbers.map(show).join(' ')}" style="--across: ${shape.at(-1)}">${numbers.map(v => `<i>${show(v)}</i>`).join('')}</span>`
    const WORDS = LAB.say(['The inputs, the weights and the truth are known.',
        'Affine, forward: (2, 3) times (3, 4) gives (2, 4), and b is added to each row.',
        'ReLU, forward: what is negative becomes 0. The shape stays.',
        'Softmax and loss, forward: each row becomes probabilities, and all together one number L.',
        'The walk back begins with 1, the gradient of L by itself.',
        'Softmax and loss, back: (y − t) / 2, because there are two examples. It has the shape of h.',
        'ReLU, back: where a was not above 0, the gradient becomes 0 as well.',
        'Affine, back: W gets x turned on its side times ∂L/∂a, (3, 2) times (2, 4). b gets the sum of the rows, x gets ∂L/∂a times W turned on its side.'],
    ['输入、权重和正确答案已经知道了。',
        'affine，正向：(2, 3) 乘以 (3, 4) 得到 (2, 4)，再给每一行加上 b。',
        'ReLU，正向：负的变成 0。形状不变。',
        'softmax 和损失，正向：每一行变成概率，全部合成一个数 L。',
        '往回走从 1 开始，它是 L 对自己的梯度。',
        'softmax 和损失，反向：(y − t) / 2，因为有两个样本。形状与 h 一样。',
        'ReLU，反向：a 不大于 0 的地方，梯度也变成 0。',
        'affine，反向：W 得到转置的 x 乘以 ∂L/∂a，(3, 2) 乘以 (2, 4)。b 得到各行之和，x 得到 ∂L/∂a 乘以转置的 W。'])
    const NODES = LAB.say(['affine', 'ReLU', 'softmax, loss'], ['affine', 'ReLU', 'softmax、损失']), NEXT = [0, 1, 2, null, 2, 1, 0, null]

    function draw(step) {
        const loss = numbersOf(c.steps_value(steps, 7), [1])
        path.innerHTML = NODES.map((name, i) => `<span class="${NEXT[step] === i ? 'next' : ''}">${name}</span>`).join(step < 3 ? ' → ' : ' ← ')
        table.innerHTML = ROWS.map(([name, shape, value, grad, forward, back]) => {
            const size = shape.length === 1 && shape[0] === 1 ? LAB.say('one number', '一个数') : `(${shape.join(', ')})`
            const slope = `∂L/∂${name[0]}`, right = back !== undefined && step >= back
            const numbers = step < forward ? '' : matrix('forward', numbersOf(c.steps_value(steps, value), shape), shape, name)
            const back_numbers = !right ? '' : matrix('backward', grad === null ? loss.map(() => 1) : numbersOf(c.steps_gradient(steps, grad), shape), shape, slope)
            return `<div data-row="${name[0]}"><p><b>${name}</b> <small>${size}</small></p>${numbers || '<span></span>'}<div>${right ? `<small>${slope}</small>${back_numbers}` : ''}</div></div>`
        }).join('')
        return WORDS[step]
    }
    LAB.stepper(root, 7, draw)
}
