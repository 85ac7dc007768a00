// lab-apples.js - the graph of two multiplications, one node a click: forward with the
// values, back with the gradients.
'use strict'

LAB.parts.apples = (c, root) => {
    const NAMES = LAB.say(['apple', 'count', 'sum', 'tax', 'price'], ['单价', '个数', '小计', '税', '总价'])
    // The wires, the nodes, and where the numbers of a wire stand.
    const WIRES = ['M10 45H130L160 75', 'M10 125H130L160 95', 'M160 85H310', 'M190 155H280L310 95', 'M310 85H430']
    const PLACES = [[12, 45], [12, 125], [208, 85], [192, 155], [352, 85]], NODES = [[160, 85], [310, 85]]
    const svg = root.querySelector('svg'), inputs = [...root.querySelectorAll('input')]
    const show = v => String(+v.toPrecision(6)).replace('-', '−')

    // What has a value after so many clicks, and what has a gradient.
    const VALUES = [[0, 1, 3], [2], [4], [], [], []], GRADS = [[], [], [], [4], [2, 3], [0, 1]]
    const seen = (lists, step) => new Set(lists.slice(0, step + 1).flat())
    const NEXT = [0, 1, null, 1, 0, null] // the node that the next click goes through

    function numbers() {
        const apples = c.apples_new(...inputs.map(i => +i.value)), all = [...c.doubles(apples, 10)]
        c.apples_free(apples)
        return { value: all.slice(0, 5), grad: all.slice(5) }
    }
    function words(step, { value: [apple, count, sum, tax, price], grad: [dapple, dcount, dsum, dtax] }) {
        const s = show
        return [LAB.say('The three inputs are known. Which node can be computed now?', '三个输入已经知道了。现在能算哪个节点？'),
            LAB.say('Forward: ', '正向：') + `${s(apple)} · ${s(count)} = ${s(sum)}`,
            LAB.say('Forward: ', '正向：') + `${s(sum)} · ${s(tax)} = ${s(price)}` + LAB.say('. Nothing is left to compute; now back.', '。没有什么可算的了；现在往回走。'),
            LAB.say('If the price rises by 1, the price rises by 1: the walk back begins with 1.', '总价涨 1，总价就涨 1：往回走从 1 开始。'),
            LAB.say(`Back: to the cost of the apples goes 1 · ${s(tax)} = ${s(dsum)}, to the tax 1 · ${s(sum)} = ${s(dtax)}: each times the other input.`,
                `反向：小计得到 1 · ${s(tax)} = ${s(dsum)}，税得到 1 · ${s(sum)} = ${s(dtax)}：都是乘以另一个输入。`),
            LAB.say(`Back: to the apple goes ${s(dsum)} · ${s(count)} = ${s(dapple)}, to the count ${s(dsum)} · ${s(apple)} = ${s(dcount)}.`,
                `反向：单价得到 ${s(dsum)} · ${s(count)} = ${s(dapple)}，个数得到 ${s(dsum)} · ${s(apple)} = ${s(dcount)}。`)][step]
    }
    function draw(step) {
        const now = numbers(), values = seen(VALUES, step), grads = seen(GRADS, step)
        const lines = PLACES.map(([x, y], i) => `<path class="wire" d="${WIRES[i]}"/>` +
            (values.has(i) ? `<text class="forward" x="${x}" y="${y - 8}">${i === 0 || i === 1 || i === 3 ? `${NAMES[i]} ` : ''}${show(now.value[i])}</text>` : '') +
            (grads.has(i) ? `<text class="backward" x="${x}" y="${y + 20}">${show(now.grad[i])}</text>` : ''))
        const nodes = NODES.map(([x, y], i) => `<g class="${NEXT[step] === i ? 'node next' : 'node'}"><circle cx="${x}" cy="${y}" r="${NEXT[step] === i ? 24 : 20}"/><text x="${x}" y="${y + 7}" text-anchor="middle">×</text></g>`)
        svg.innerHTML = lines.join('') + nodes.join('')
        svg.setAttribute('aria-label', NAMES.map((name, i) => !values.has(i) ? '' : `${name} ${show(now.value[i])}${grads.has(i) ? LAB.say(`, gradient ${show(now.grad[i])}`, `，梯度 ${show(now.grad[i])}`) : ''}`).filter(Boolean).join('; '))
        return words(step, now)
    }
    const go = LAB.stepper(root, 5, draw)
    svg.addEventListener('click', e => e.target.closest('.next') && go.next())
    for (const input of inputs) input.addEventListener('input', () => input.validity.valid && input.value !== '' && go.again())
}
