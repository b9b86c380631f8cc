// What graphkit/packing.py packed: columns into rows, codes into words. The plain data then stand where a small page has them.

const SIGNS = Array.from({ length: 95 }, (_, k) => String.fromCharCode(32 + k)).filter(c => !'<>&"\\'.includes(c)).join('');
const ALONE = 40, OF_TWO = 38, OF_THREE = SIGNS.length - 79;

function unpack() {
  const whole = JSON.parse(document.getElementById('gk-packed').textContent);
  const value = valuesOf(whole.value, decode(whole.words, whole.coded).split('\0'))[0];
  document.getElementById('gk-data').textContent = JSON.stringify(value);
  return value;
}
// A code of more signs is the number of those before it in its length; its first sign says the length.
function decode(words, coded) {
  const known = words.split('\n').map(word => word === '\0' ? '\n' : word === '' ? '\0' : word);
  const place = new Int16Array(128), base = SIGNS.length, out = [];
  for (let k = 0; k < base; k++) place[SIGNS.charCodeAt(k)] = k;
  const two = ALONE, three = two + OF_TWO * base, five = three + OF_THREE * base * base;
  for (let at = 0; at < coded.length;) {
    const first = place[coded.charCodeAt(at)];
    const length = first < ALONE ? 1 : first < ALONE + OF_TWO ? 2 : first < ALONE + OF_TWO + OF_THREE ? 3 : 5;
    let number = length === 1 ? first : length === 2 ? first - ALONE : length === 3 ? first - ALONE - OF_TWO : 0;
    for (let k = 1; k < length; k++) number = number * base + place[coded.charCodeAt(at + k)];
    out.push(known[number + (length === 1 ? 0 : length === 2 ? two : length === 3 ? three : five)]);
    at += length;
  }
  return out.join('');
}
function valuesOf(column, strings) {
  const kind = Object.keys(column)[0], body = column[kind];
  if (kind === 's') return valuesOf(body, strings).map(k => strings[k]);
  if (kind === 'x') {
    const digits = Array.from(atob(body), c => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    return Array.from({ length: digits.length / 16 }, (_, k) => digits.slice(16 * k, 16 * k + 16));
  }
  if (kind === 'd') { let sum = 0; return body.map(step => (sum += step)); }
  if (kind === 'l') {
    const flat = valuesOf(body[1], strings);
    let at = 0;
    return valuesOf(body[0], strings).map(length => flat.slice(at, at += length));
  }
  if (kind === 'o') {
    const rows = Array.from({ length: body[0] }, () => ({}));
    for (const [key, inner] of Object.entries(body[1])) valuesOf(inner, strings).forEach((value, k) => { if (value !== undefined) rows[k][key] = value; });
    return rows;
  }
  if (kind === 'p') {
    const values = new Array(body[0]).fill(undefined), which = valuesOf(body[2], strings);
    valuesOf(body[1], strings).forEach((k, n) => { values[k] = which[n]; });
    return values;
  }
  return body;
}
