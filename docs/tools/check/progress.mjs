// progress.mjs - read some pages as a reader does: ticks, the way back, a report.
export async function checkProgress(page, folder, complain) {
    const go = name => page.goto(`file://${folder}/${name}.html`), ask = expression => page.evaluate(expression)
    const expect = async (what, expression, wanted) => {
        const seen = await ask(expression)
        if (JSON.stringify(seen) !== JSON.stringify(wanted)) complain(`${what}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`)
    }
    const ticks = `[...document.querySelectorAll('#contents a.done')].map(a => a.getAttribute('href'))`
    await page.size(1440, 900)
    await go('index')
    await ask(`localStorage.clear()`)
    await go('index')
    await expect('nothing to continue', `document.querySelector('.continue')`, null)
    for (const name of ['ch05_backprop_train', 'ch03_network_exercises_sigmoid_skeleton', 'ch05_backprop_bare_loop', 'layer_8h']) await go(name)
    const answers = { 'ch03/sigmoid': '{"text": "", "solved": true}', 'ch03/softmax': '{"text": "", "solved": false}', 'ch01/dot': '{', 'ch01/argmax': 'null' }
    for (const [name, answer] of Object.entries(answers)) await ask(`localStorage.setItem('deep-learning-in-c/${name}', '${answer}')`)
    await go('index')
    await expect('continue', `document.querySelector('.continue a').getAttribute('href')`, 'ch05_backprop_bare_loop.html')
    await expect('what is ticked', ticks, ['index.html', 'ch03_network_exercises_sigmoid_skeleton.html', 'ch05_backprop_bare_loop.html', 'ch05_backprop_train.html'])
    await go('index_zh')
    await expect('continue, in Chinese', `[document.querySelector('.continue').textContent.slice(0, 4), document.querySelector('.continue a').getAttribute('href').replace('_zh', '')]`, ['接着读：', 'ch05_backprop_bare_loop.html'])
    for (const damaged of ['{', '{"a": 1}', 'null']) {
        await ask(`localStorage.setItem('dlfs.visited', '${damaged}')`)
        await go('index')
        await expect(`damaged: ${damaged}`, ticks, ['index.html', 'ch03_network_exercises_sigmoid_skeleton.html'])
    }
    await go('ch05_backprop_train')
    await ask(`getSelection().selectAllChildren(document.querySelector('h1'))`)
    await ask(`new Promise(done => setTimeout(done, 50)).then(() => { document.querySelector('.report').open = true })`)
    await ask(`new Promise(done => setTimeout(done, 50))`)
    await expect('the report', `document.querySelector('.report pre').textContent`, `Page: Learning to read digits (ch05_backprop_train.html)\nWhat is wrong:\nWhat it should say:\n\n> Learning to read digits\n`)
    await ask(`document.querySelector('.report button').click()`)
    await ask(`new Promise(done => setTimeout(done, 50))`)
    await expect('copied', `document.querySelector('.report [role=status]').textContent`, 'Copied.')
    await ask(`localStorage.clear()`)
}
