// lab-walk.js - methods walk down the valley x²/20 + y², or SGD alone down the bowl x² + y²
// (data-flat="1", where lab.css hides the choice of the method). Each step is made by an optimizer of the library.
'use strict'

LAB.parts.walk = (c, root) => {
    const flat = +(root.dataset.flat ?? 20), rates = [0.95, 0.1, 0.1, 1.5, 0.3, 0.3], heights = [0.05, 0.2, 1, 2.45, 4.5, 8, 13]
    const find = selector => root.querySelector(selector)
    const map = find('svg.map'), losses = find('svg.losses'), method = find('select'), says = find('.status')
    const rateOf = v => +(10 ** v).toPrecision(2)
    const rate = LAB.slider(root, 'rate', rateOf, restart)
    const x = LAB.slider(root, 'x', v => LAB.signed(v, 1), restart), y = LAB.slider(root, 'y', v => LAB.signed(v, 1), restart)
    let walk = 0, path = [], before = [], chart

    // The last walk stays on the map, in grey, to compare with.
    function restart(event, keep = path) {
        if (keep.length > 1) before = keep
        if (walk) c.walk_free(walk)
        walk = c.walk_new(flat, +method.value, rateOf(rate.value), x.value, y.value)
        path = []
        note()
        draw()
    }
    const note = () => path.push([...c.floats(c.walk_place(walk), 2), c.walk_loss(walk)])
    const isLost = () => !(path.at(-1)[2] < 1e6)
    function steps(count) {
        for (let i = 0; i < count && !isLost(); i++) {
            c.walk_step(walk)
            note()
        }
        draw()
    }

    function drawMap() {
        const ticks = { from: -8, to: 8, ticks: [-8, -4, 0, 4, 8] }
        chart = LAB.chart(map, ticks, { from: -4, to: 4, ticks: [-4, -2, 0, 2, 4] }, true)
        const { X, Y, line } = chart, [px, py] = path.at(-1)
        const rings = heights.map(h => `<ellipse class="ring" cx="${X(0)}" cy="${Y(0)}" rx="${X(Math.sqrt(flat * h)) - X(0)}" ry="${Y(0) - Y(Math.sqrt(h))}"/>`)
        const dots = path.filter(([a, b]) => chart.inside(a, b)).map(([a, b]) => `<circle class="dot" cx="${X(a).toFixed(1)}" cy="${Y(b).toFixed(1)}" r="2.5"/>`)
        const goal = `<path class="goal" d="M${X(0) - 6} ${Y(0)}h12M${X(0)} ${Y(0) - 6}v12"/>`
        const [sx, sy] = [X(path[0][0]), Y(path[0][1])]
        chart.draw(rings.join('') + (before.length ? `<path class="past" d="${line(before)}"/>` : '') + `<path class="curve thin" d="${line(path)}"/>${dots.join('')}${goal}` +
            (chart.inside(px, py) ? `<circle class="here" cx="${X(px)}" cy="${Y(py)}" r="6"/>` : ''),
            `<g class="handle"><circle class="hit" cx="${sx}" cy="${sy}" r="20"/><circle class="start" cx="${sx}" cy="${sy}" r="8"/></g>`)
    }

    function drawLosses() {
        const most = Math.max(30, path.length - 1, before.length - 1), every = most > 120 ? 60 : most > 60 ? 30 : 10
        const ticks = Array.from({ length: Math.floor(most / every) + 1 }, (_, i) => i * every)
        const powers = { from: -6, to: 2, ticks: [-6, -4, -2, 0, 2], show: v => v === 0 ? '1' : `10<tspan dy="-5" font-size="9">${String(v).replace('-', '−')}</tspan>` }
        const { line, draw } = LAB.chart(losses, { from: 0, to: most, ticks }, powers)
        const curve = points => line(points.map(p => p[2]).map((loss, i) => [i, Math.log10(Math.max(loss, 1e-12))]))
        draw((before.length ? `<path class="past" d="${curve(before)}"/>` : '') + `<path class="curve" d="${curve(path)}"/>`)
    }

    const show = v => Math.abs(v) < 1e-3 ? v.toExponential(1).replaceAll('-', '−') : LAB.signed(v, Math.abs(v) < 100 ? 3 : 0)
    function draw() {
        drawMap()
        drawLosses()
        const [px, py, loss] = path.at(-1), n = path.length - 1
        const lost = isLost()
        says.textContent = LAB.say(`After ${n} step${n === 1 ? '' : 's'}: `, `走了 ${n} 步：`) + (lost ? LAB.say('the walk has left the map for good; the rate is too large.', '已经走出地图，再也回不来了；学习率太大。')
            : LAB.say(`x = ${LAB.signed(px, 3)}, y = ${LAB.signed(py, 3)}, loss ${show(loss)}.`, `x = ${LAB.signed(px, 3)}，y = ${LAB.signed(py, 3)}，损失 ${show(loss)}。`))
        map.setAttribute('aria-label', LAB.say(`The walk of ${method.selectedOptions[0].text} on the contour map. ${says.textContent}`, `${method.selectedOptions[0].text} 在等高线图上的路线。${says.textContent}`))
        losses.setAttribute('aria-label', LAB.say(`The loss after each of ${n} steps, from ${show(path[0][2])} to ${lost ? 'infinity' : show(loss)}.`,
            `${n} 步里每一步之后的损失，从 ${show(path[0][2])} 到 ${lost ? '无穷大' : show(loss)}。`))
        Object.assign(root.dataset, { loss, steps: n })
    }

    method.addEventListener('change', () => {
        rate.value = Math.log10(rates[method.value])
        restart()
    })
    find('[data-do=step]').addEventListener('click', () => steps(1))
    find('[data-do=steps]').addEventListener('click', () => steps(30))
    find('[data-do=back]').addEventListener('click', restart)
    // In the bowl there is one method, and a rate that may be far too large.
    function begin() {
        method.closest('label').hidden = true
        Object.assign(root.querySelector('[name=rate]'), { max: 1, value: -1 })
        x.value = -3
        y.value = 4
        rate.value = -1
    }
    let kept = []
    LAB.dragging(map, () => { kept = path }, e => {
        const [a, b] = chart.numbersAt(e)
        x.value = Math.max(-8, Math.min(8, a))
        y.value = Math.max(-4, Math.min(4, b))
        restart(e, kept)
    })
    if (flat === 1) begin()
    restart()
    new ResizeObserver(() => map.clientWidth && draw()).observe(map) // not on paper
}
