'use strict';
// Writes reference values for candle files:
//   node generate.js ROOT OUT.json FILE...      (files relative to ROOT)

const fs = require('fs');
const path = require('path');
const {read, cut} = require('./candles.js');
const {indicators} = require('./indicators.js');
const {regime, score} = require('./score.js');

const PERIODS = {short: 4, long: 12};  // of 1h, as which every file is analysed
const FULL_ROWS = [290, 210, 209, 78, 77, 62];
const QUICK_ROWS = [110, 62];

function reference(candles, end, rows, depth) {
  const set = indicators(cut(candles, end, rows), PERIODS);
  const expected = {end, rows, depth, score: score(set, depth, PERIODS), values: set.values};
  if (depth === 'full') {
    expected.regime = regime(set);
    expected.extras = {volume_at_close: set.volumeAtClose, support_level: set.support,
                       resistance_level: set.resistance};
  }
  return expected;
}

function windows(candles) {
  const size = candles.close.length;
  const result = [];
  for (const end of [size, Math.floor(size * 0.85)]) {
    for (const rows of FULL_ROWS)
      if (rows <= end) result.push(reference(candles, end, rows, 'full'));
    for (const rows of QUICK_ROWS)
      if (rows <= end) result.push(reference(candles, end, rows, 'quick'));
  }
  return result;
}

const [root, out, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node generate.js ROOT OUT.json FILE...');
  process.exit(64);
}
const lines = files.map(
    (file) => JSON.stringify({file, windows: windows(read(path.join(root, file)))}));
fs.writeFileSync(out, '[\n' + lines.join(',\n') + '\n]\n');
console.log(`${out}: ${files.length} candle files`);
