// lab-neuron.js - the second experiment: one neuron y = h(wx + b) with a movable x.
// Values and slopes come from the layers of the library, forward and backward. On a page
// that comes before them, data-kinds="one" hides the choice of the function (lab.css), and
// data-slopes="no" what belongs to slopes.
'use strict'

LAB.parts.neuron = (c, root) => {
    const begin = root.querySelector(`input[type=radio][value="${root.dataset.begin ?? 1}"]`)
    begin.checked = true
    const withSlopes = root.dataset.slopes !== 'no'
    const names = ['step', 'sigmoid', 'tanh', 'ReLU'], POINTS = 480
    const svg = root.querySelector('svg'), says = root.querySelector('.status')
    const xAxis = { from: -6, to: 6, ticks: [-6, -4, -2, 0, 2, 4, 6] }
    const yAxes = [{ from: -1.5, to: 1.5, ticks: [-1, 0, 1] }, { from: -1.5, to: 6.5, ticks: [-1, 0, 1, 2, 4, 6] }]
    const one = v => LAB.signed(v, 1)
    const x = LAB.slider(root, 'x', one, draw), w = LAB.slider(root, 'w', one, draw), b = LAB.slider(root, 'b', one, draw)
    const kind = () => +root.querySelector('input[type=radio]:checked').value
    let chart

    function draw() {
        const neuron = c.neuron_new(kind(), w.value, b.value)
        const curve = [], slopes = []
        for (let i = 0; i <= POINTS; i++) {
            const at = xAxis.from + (xAxis.to - xAxis.from) * i / POINTS
            curve.push([at, c.neuron_value(neuron, at)])
            slopes.push([at, c.neuron_slope(neuron)])
        }
        const y = c.neuron_value(neuron, x.value), slope = c.neuron_slope(neuron)
        c.neuron_free(neuron)

        chart = LAB.chart(svg, xAxis, yAxes[kind() === 3 ? 1 : 0])
        const { X, Y, line } = chart, reach = 1.3
        const tangent = [-reach, reach].map(d => [x.value + d, y + d * slope])
        chart.draw(`<path class="axis" d="${line([[-6, 0], [6, 0]])}M${X(0)} 0V999"/>` +
            (withSlopes ? `<path class="second dashed" d="${line(slopes)}"/>` : '') + `<path class="curve" d="${line(curve)}"/>` +
            (withSlopes ? `<path class="second" d="${line(tangent)}"/>` : ''),
            chart.inside(x.value, y) ? `<g class="handle"><circle class="hit" cx="${X(x.value)}" cy="${Y(y)}" r="20"/><circle class="point" cx="${X(x.value)}" cy="${Y(y)}" r="7"/></g>` : '')

        const a = w.value * x.value + b.value, name = names[kind()]
        says.textContent = `a = ${one(w.value)} · ${one(x.value)} + ${one(b.value)} = ${LAB.signed(a, 2)},  ` +
            `y = ${name}(a) = ${LAB.signed(y, 4)}` + (withSlopes ? `,  ${LAB.say('slope', '斜率')} = ${LAB.signed(slope, 4)}` : '')
        svg.setAttribute('aria-label', LAB.say(`The curve of ${name}(${one(w.value)} x + ${one(b.value)}). At x = ${one(x.value)} it has the value ${LAB.signed(y, 4)}${withSlopes ? ` and the slope ${LAB.signed(slope, 4)}` : ''}.`,
            `${name}(${one(w.value)} x + ${one(b.value)}) 的曲线。在 x = ${one(x.value)} 处，值是 ${LAB.signed(y, 4)}${withSlopes ? `，斜率是 ${LAB.signed(slope, 4)}` : ''}。`))
        Object.assign(root.dataset, { y: y.toFixed(4), slope: slope.toFixed(4) })
    }
    root.addEventListener('change', draw)
    LAB.dragging(svg, () => 0, e => {
        x.value = Math.max(-6, Math.min(6, chart.numbersAt(e)[0]))
        draw()
    })
    new ResizeObserver(() => svg.clientWidth && draw()).observe(svg) // not on paper
}
