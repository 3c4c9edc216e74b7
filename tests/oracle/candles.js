'use strict';
// Candle files as columns, and the scale at which TA-Lib is fed.

const fs = require('fs');

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'];

function read(file) {
  const candles = Object.fromEntries(COLUMNS.map((name) => [name, []]));
  for (const line of fs.readFileSync(file, 'utf8').trim().split('\n').slice(1))
    line.split(',').forEach((cell, i) => candles[COLUMNS[i]].push(Number(cell)));
  return candles;
}

// Rows [end - rows, end).
function cut(candles, end, rows) {
  return Object.fromEntries(COLUMNS.map((name) => [name, candles[name].slice(end - rows, end)]));
}

// TA-Lib takes what is below 1e-14 for zero, whatever the price, so it is fed prices near 1000. A
// power of two, since any other factor rounds: two equal moves would differ by a bit, and the one
// that looks larger would get the directional movement.
function scaleFor(candles) {
  return 2 ** Math.round(Math.log2(1000 / candles.close[candles.close.length - 1]));
}

function scaled(candles, factor) {
  const result = {...candles};
  for (const name of ['open', 'high', 'low', 'close'])
    result[name] = candles[name].map((price) => price * factor);
  return result;
}

module.exports = {read, cut, scaleFor, scaled};
