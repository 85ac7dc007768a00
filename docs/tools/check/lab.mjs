// lab.mjs - use the laboratory, and the experiments in other pages, as a reader does:
// draw digits with a mouse, a finger and keys, move a slider, walk down the valley, go
// through a graph, move a filter. What is asked for is what the page shows, where it can
// be seen.
import { existsSync } from 'node:fs'

// Strokes on a paper of 1 x 1.
const strokes = {
    1: [[0.52, 0.12], [0.48, 0.88]],
    7: [[0.25, 0.18], [0.75, 0.18], [0.6, 0.5], [0.45, 0.9]],
    3: [[0.3, 0.2], [0.5, 0.12], [0.68, 0.24], [0.62, 0.4], [0.45, 0.48], [0.64, 0.56], [0.7, 0.74], [0.5, 0.9], [0.27, 0.82]],
}

// The pages in which something is to be touched.
const TOUCHED = ['ch02_perceptron_bias', 'ch03_network_activations', 'ch04_learning_gradient_descent', 'ch05_backprop_buy_apple', 'ch05_backprop_output_layers',
    'ch07_cnn_convolution', 'ch07_cnn_im2col']

export async function checkLab(page, folder, complain) {
    if (!existsSync(`${folder}/lab-program.js`)) return // same.mjs has said so
    const digit = '[data-lab=digit]', neuron = '[data-lab=neuron]', walk = '[data-lab=walk]'
    const address = `file://${folder}/docs_lab.html`
    async function open() {
        await page.goto(address)
        await expect('the start', `${digit} .learnt`, /MNIST; 98/)
    }

    // Waits until the words of the element match; they must be where they can be seen.
    async function expect(what, selector, pattern) {
        const seen = await page.evaluate(`new Promise(done => {
            const until = Date.now() + 5000
            const wait = () => {
                const e = document.querySelector(${JSON.stringify(selector)}), words = e?.textContent.trim() ?? 'nothing'
                if (!${pattern}.test(words) && Date.now() < until) return setTimeout(wait, 20)
                e?.scrollIntoView({ block: 'center' })
                const r = e?.getBoundingClientRect()
                done({ words, visible: !!r && r.width > 2 && document.elementFromPoint(r.x + 4, r.y + r.height / 2) === e })
            }
            wait() })`)
        if (!pattern.test(seen.words)) complain(`${what}: it says "${seen.words}", not ${pattern}`)
        else if (!seen.visible) complain(`${what}: its answer cannot be seen`)
    }
    async function boxOf(selector) {
        const box = await page.evaluate(`(() => {
            const e = document.querySelector(${JSON.stringify(selector)})
            e?.scrollIntoView({ block: 'center', behavior: 'instant' })
            const { x, y, width, height } = e?.getBoundingClientRect() ?? {}
            return { x, y, width, height } })()`)
        if (!box.width) throw new Error(`there is no ${selector} to be seen`)
        return box
    }
    async function click(selector) {
        const { x, y, width, height } = await boxOf(selector)
        for (const type of ['mousePressed', 'mouseReleased'])
            await page.send('Input.dispatchMouseEvent', { type, x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 })
    }
    const choose = (selector, value) => page.evaluate(`(() => {
        const e = document.querySelector(${JSON.stringify(selector)}) ?? new EventTarget()
        e.value = ${JSON.stringify(value)}
        for (const type of ['input', 'change']) e.dispatchEvent(new Event(type, { bubbles: true })) })()`)
    const press = async (key, times = 1) => {
        for (let i = 0; i < times; i++)
            for (const type of ['rawKeyDown', 'keyUp']) await page.send('Input.dispatchKeyEvent', { type, key })
    }
    async function drag(points) {
        const mouse = (type, [x, y]) => page.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 })
        await mouse('mousePressed', points[0])
        for (const point of points.slice(1)) await mouse('mouseMoved', point)
        await mouse('mouseReleased', points.at(-1))
    }
    async function touch(points) {
        const send = (type, touchPoints) => page.send('Input.dispatchTouchEvent', { type, touchPoints })
        await send('touchStart', [{ x: points[0][0], y: points[0][1] }])
        for (const [x, y] of points.slice(1)) await send('touchMove', [{ x, y }])
        await send('touchEnd', [])
    }
    // The stroke of a digit on the paper, as large as size says, with its corner at.
    async function draw(name, hand, size = 1, at = [0, 0]) {
        await click(`${digit} [data-do=clear]`)
        await expect('Clear', `${digit} .answer`, /^–$/)
        const box = await boxOf(`${digit} .paper`)
        await hand(strokes[name].map(([x, y]) => [box.x + box.width * (at[0] + size * x), box.y + box.height * (at[1] + size * y)]))
    }
    async function reads(name, how) {
        await expect(`${name}, ${how}`, `${digit} .answer`, new RegExp(`^${name}$`))
        await expect(`${name}, ${how}`, `${digit} .status`, new RegExp(`^Reads ${name} \\(`))
    }

    // The experiments where their questions are asked: each answers, with a mouse, with a
    // finger and with keys, what its page says.
    async function inThePages() {
        const visit = (name, width = 1440) => page.size(width, 900).then(() => page.goto(`file://${folder}/${name}.html`))
        const tap = async selector => {
            const { x, y, width, height } = await boxOf(selector)
            await touch([[x + width / 2, y + height / 2]])
        }
        const enter = async selector => {
            await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`)
            for (const type of ['keyDown', 'keyUp']) await page.send('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: type === 'keyDown' ? '\r' : undefined })
        }
        const next = lab => `[data-lab=${lab}] [data-do=next]`, status = lab => `[data-lab=${lab}] .status`

        await visit('ch02_perceptron_bias')
        await choose('[data-lab=neuron] [name=w]', '4')
        await choose('[data-lab=neuron] [name=b]', '-2')
        for (const [x, y] of [['0.5', 0], ['0.6', 1]]) {
            await choose('[data-lab=neuron] [name=x]', x)
            await expect(`the step at ${x}`, status('neuron'), new RegExp(`y = step\\(a\\) = ${y}\\.0000`))
        }
        await visit('ch03_network_activations', 390)
        await choose('[data-lab=neuron] [name=x]', '2.2')
        await expect('the sigmoid', status('neuron'), /y = sigmoid\(a\) = 0\.9002/)

        await visit('ch04_learning_gradient_descent')
        await expect('the bowl', status('walk'), /^After 0 steps: x = −3\.000, y = 4\.000, loss 25\.000\.$/)
        await click('[data-lab=walk] [data-do=step]')
        await expect('a step with 0.1', status('walk'), /x = −2\.400, y = 3\.200/)
        await choose('[data-lab=walk] [name=rate]', '1')
        await click('[data-lab=walk] [data-do=steps]')
        await expect('the rate 10', status('walk'), /has left the map/)

        const APPLES = [/input/, /100 · 2 = 200/, /200 · 1\.1 = 220/, /begins with 1/, /cost of the apples goes 1 · 1\.1 = 1\.1, to the tax 1 · 200 = 200/, /apple goes 1\.1 · 2 = 2\.2, to the count 1\.1 · 100 = 110/]
        for (const [width, step] of [[390, tap], [1440, click], [1440, enter]]) {
            await visit('ch05_backprop_buy_apple', width)
            for (const [i, pattern] of APPLES.entries()) {
                if (i) await step(next('apples'))
                await expect(`the apples, click ${i}`, status('apples'), pattern)
            }
        }
        await choose('[data-lab=apples] [name=tax]', '1.2')
        await expect('another tax', status('apples'), /apple goes 1\.2 · 2 = 2\.4/)

        await visit('ch05_backprop_output_layers', 390)
        for (let i = 0; i < 3; i++) await tap(next('steps'))
        await expect('the loss', '[data-row=L] .forward i', /^0\.52$/)
        for (let i = 0; i < 4; i++) await enter(next('steps'))
        await expect('the gradient of b', '[data-row=b] .backward i:nth-child(2)', /^−0\.28$/)

        await visit('ch07_cnn_convolution')
        for (const [i, sum] of [15, 16, 6, 15].entries()) {
            if (i) await (i === 1 ? click : i === 2 ? tap : enter)(next('slide'))
            await expect(`place ${i}`, status('slide'), new RegExp(`^Place ${i + 1} of 4, .* = ${sum}$`))
        }
        await choose('[data-lab=slide] [name=pad]', '1')
        await click('[data-lab=slide] [data-shows=sums] [value="5"]')
        await expect('with padding', status('slide'), /^Place 6 of 16, row 1, column 1: .* = 15$/)
        await expect('the identity', status('filter'), /^The sums go from 0\.00 to 1\.00\.$/)
        for (let i = 0; i < 9; i++) await choose(`[data-lab=filter] .weights :nth-child(${i + 1})`, String([1, 1, 1, 0, 0, 0, -1, -1, -1][i]))
        await expect('flat edges', status('filter'), /^The sums go from −[23]\.\d\d to [23]\.\d\d\.$/)

        await visit('ch07_cnn_im2col', 390)
        await tap(next('slide'))
        await expect('the second row', '[data-shows=rows] i:nth-child(18)', /^2$/)
        const rows = await page.evaluate(`document.querySelector('[data-shows=rows]').textContent`)
        if (rows !== '123012301230123012') complain(`the rows of im2col: ${rows}`)
    }

    // A finger on a phone; then a hand with a mouse, for both trained networks.
    await page.size(390, 844)
    await open()
    await draw(7, touch)
    await reads(7, 'drawn with a finger')
    await page.size(1440, 900)
    await open()
    for (const weights of ['mnist', 'digits']) {
        await choose(`${digit} select`, weights)
        await expect(`the weights ${weights}`, `${digit} .learnt`, weights === 'mnist' ? /MNIST; 98/ : /built-in digits; 9/)
        for (const name of [1, 7, 3]) {
            await draw(name, drag)
            await reads(name, `drawn with a mouse, ${weights}`)
        }
    }
    await choose(`${digit} select`, 'mnist')
    await draw(3, drag, 0.5, [0.45, 0.4])
    await reads(3, 'small and in a corner')
    const blank = await page.evaluate(`[...document.querySelectorAll('${digit} .lab-maps canvas')].filter(c => !c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean)).map(c => c.dataset.shows ?? c.dataset.showsAll)`)
    if (blank.length) complain(`empty maps: ${blank.join(', ')}`)
    for (const name of [0, 5, 8]) {
        await click(`${digit} .samples [value="${name}"]`)
        await reads(name, 'a sample')
    }
    await click(`${digit} [data-do=clear]`)
    await page.evaluate(`document.querySelector('${digit} .paper').focus()`)
    await press(' ')
    await press('ArrowDown', 15)
    await press(' ')
    await reads(1, 'drawn with keys')

    // One neuron: sigmoid(2) = 0.8808, with the slope 0.8808 (1 - 0.8808).
    await expect('the sigmoid', `${neuron} .status`, /y = sigmoid\(a\) = 0\.8808, +slope = 0\.1050$/)
    await click(`${neuron} [value="3"]`)
    await choose(`${neuron} [name=w]`, '-2')
    await expect('the ReLU', `${neuron} .status`, /^a = −2\.0 · 2\.0 \+ 0\.0 = −4\.00, +y = ReLU\(a\) = 0\.0000, +slope = 0\.0000$/)

    // Six methods come down; a rate above 1 does not; the start can be dragged.
    for (const method of [0, 1, 2, 3, 4, 5]) {
        await choose(`${walk} select`, String(method))
        for (let i = 0; i < 3; i++) await click(`${walk} [data-do=steps]`)
        await expect(`method ${method}`, `${walk} .status`, /^After 90 steps: x = −?0\.0\d\d, y = −?0\.0\d\d, loss (0\.00\d|\d\.\de−\d+)\.$/)
    }
    await choose(`${walk} select`, '0')
    await choose(`${walk} [name=rate]`, '0.5')
    for (let i = 0; i < 4; i++) await click(`${walk} [data-do=steps]`)
    await expect('a rate above 1', `${walk} .status`, /has left the map/)
    const { x, y, width, height } = await boxOf(`${walk} .handle .start`)
    await drag([[x + width / 2, y + height / 2], [x + 60, y + 20], [x + 120, y + 40]])
    await expect('the dragged start', `${walk} .status`, /^After 0 steps: x = −[45]\.\d\d\d, y = 1\.\d\d\d, /)

    await inThePages()

    // Without scripts the words and still pictures are there.
    await page.send('Emulation.setScriptExecutionDisabled', { value: true })
    await page.goto(address)
    const still = await page.evaluate(`({ figures: [...document.querySelectorAll('.still figure')].filter(f => f.clientHeight > 50).length,
        labs: [...document.querySelectorAll('.lab')].filter(e => e.clientHeight).length, told: document.body.innerText.includes('needs JavaScript') })`)
    if (still.figures < 4 || still.labs || !still.told) complain(`without scripts: ${JSON.stringify(still)}`)
    for (const name of TOUCHED) {
        await page.goto(`file://${folder}/${name}.html`)
        const seen = await page.evaluate(`({ pictures: [...document.querySelectorAll('.deciding figure, .still figure, .still table')].filter(f => f.clientHeight > 50).length,
            labs: [...document.querySelectorAll('.lab')].filter(e => e.clientHeight).length, told: document.body.innerText.includes('needs JavaScript') })`)
        if (!seen.pictures || seen.labs || !seen.told) complain(`${name} without scripts: ${JSON.stringify(seen)}`)
    }
    await page.send('Emulation.setScriptExecutionDisabled', { value: false })
}
