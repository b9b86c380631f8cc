// Opens pages in headless Firefox over WebDriver BiDi, plays a few steps, and prints what was seen: {errors, seen}.
// Playwright cannot drive a distribution's Firefox, so this speaks the protocol itself, by the socket that Playwright brings.
'use strict';
const { spawn } = require('child_process'), fs = require('fs'), os = require('os'), path = require('path'), url = require('url');
const { ws: WebSocket } = require(path.join(path.dirname(require.resolve('playwright-core/package.json')), 'lib', 'utilsBundle.js'));
const opt = JSON.parse(process.argv[2]);
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'graphkit-firefox-'));
fs.writeFileSync(path.join(profile, 'user.js'), ['"browser.shell.checkDefaultBrowser", false', '"datareporting.policy.dataSubmissionEnabled", false', '"network.captive-portal-service.enabled", false', '"app.normandy.enabled", false', '"toolkit.telemetry.enabled", false', '"browser.safebrowsing.downloads.remote.enabled", false'].map(p => `user_pref(${p});`).join('\n'));
const browser = spawn(opt.firefox, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', '--width=1600', '--height=1000'], { stdio: ['ignore', 'ignore', 'pipe'] });
const errors = [], waiting = new Map();
let socket, number = 0;
const sleep = ms => new Promise(r => setTimeout(r, ms));

function listening() {
  return new Promise((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', chunk => {
      said += chunk;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    browser.on('exit', () => reject(new Error('Firefox ended: ' + said.slice(-800))));
    setTimeout(() => reject(new Error('Firefox did not answer: ' + said.slice(-800))), 60000);
  });
}
function send(method, params) {
  const id = ++number;
  socket.send(JSON.stringify({ id, method, params }));
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}
function heard(text) {
  const message = JSON.parse(text);
  if (message.id !== undefined) {
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'error') call.reject(new Error(`${message.error}: ${message.message}`)); else call.resolve(message.result);
  } else if (message.method === 'log.entryAdded' && message.params.level === 'error') errors.push(message.params.text);
  else if (message.method === 'network.beforeRequestSent' && !/^(file|data|blob|about|chrome|resource):/.test(message.params.request.url)) errors.push('request ' + message.params.request.url);
}
(async () => {
  socket = new WebSocket(await listening() + '/session');
  await new Promise((resolve, reject) => { socket.on('open', resolve); socket.on('error', reject); });
  socket.on('message', data => heard(String(data)));
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
  const seen = [];
  for (const file of opt.files) {
    const { context } = await send('browsingContext.create', { type: 'tab' });
    const ask = async code => {
      const answer = await send('script.evaluate', { expression: `JSON.stringify((() => { ${code} })())`, target: { context }, awaitPromise: true });
      if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
      return answer.result.value === undefined ? null : JSON.parse(answer.result.value);
    };
    const keys = async (...values) => send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions: values.flatMap(value => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }] });
    await send('browsingContext.navigate', { context, url: url.pathToFileURL(file).href, wait: 'complete' });
    for (let k = 0; k < 100 && !await ask('return document.documentElement.dataset.gkReady || null'); k++) await sleep(200);
    const one = await ask("return { ready: !!document.documentElement.dataset.gkReady, painter: document.documentElement.dataset.gkPainter || 'vis', name: JSON.parse(document.getElementById('gk-data').textContent).nodes[0].name, sideways: document.documentElement.scrollWidth - innerWidth }");
    await keys('/', ...one.name, '\uE007');
    await sleep(300);
    one.thing = await ask("return document.querySelector('#card h2').textContent");
    await keys('\uE007');
    await sleep(300);
    one.quote = await ask("const q = document.querySelector('[data-gk=quote]'); return q && q.textContent");
    one.held = await ask(`return JSON.parse(document.getElementById('gk-data').textContent).docs.some(d => d.text.includes(${JSON.stringify(one.quote)}))`);
    one.inked = await ask("const c = [...document.querySelectorAll('#canvas canvas')].pop(), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0; for (let k = 3; k < d.length; k += 4) n += d[k] > 0; return n > 1000");
    if (opt.pictures) {
      const { data } = await send('browsingContext.captureScreenshot', { context });
      fs.writeFileSync(path.join(opt.pictures, path.basename(file, '.html') + '-firefox.png'), Buffer.from(data, 'base64'));
    }
    seen.push(one);
    await send('browsingContext.close', { context });
  }
  process.stdout.write(JSON.stringify({ errors, seen }));
})().catch(e => { process.stderr.write(String(e && e.stack || e)); process.exitCode = 1; }).finally(() => {
  if (socket) socket.terminate();
  browser.kill('SIGKILL');
  browser.on('exit', () => {});
  setTimeout(() => { fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 }); process.exit(); }, 300);
});
