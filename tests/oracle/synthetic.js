'use strict';
// Writes the candles that the project carries: seeded, so that anybody can make them again.
//   node synthetic.js DIRECTORY

const fs = require('fs');
const path = require('path');

const ROWS = 400;
const FIRST_MS = Date.UTC(2024, 0, 1);
const HOUR_MS = 3600000;

// mulberry32: 32 bits of state, good enough for prices.
function generator(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  // The sum of twelve is as normal as is needed, and the same on every machine.
  const normal = () => {
    let sum = -6;
    for (let i = 0; i < 12; ++i) sum += uniform();
    return sum;
  };
  return {uniform, normal};
}

// drift and noise: of one candle, as shares of the price. pull: back to the start price.
const SERIES = {
  trend: {seed: 1, start: 100, decimals: 4, drift: 0.0015, noise: 0.004, pull: 0},
  fall: {seed: 2, start: 2500, decimals: 2, drift: -0.002, noise: 0.006, pull: 0},
  range: {seed: 3, start: 20, decimals: 5, drift: 0, noise: 0.005, pull: 0.08},
  volatile: {seed: 4, start: 7, decimals: 4, drift: 0, noise: 0.03, pull: 0.01},
  tiny: {seed: 5, start: 0.00000125, decimals: 12, drift: 0.0002, noise: 0.01, pull: 0},
  huge: {seed: 6, start: 1250000, decimals: 0, drift: -0.0002, noise: 0.008, pull: 0},
  coarse: {seed: 7, start: 0.052, decimals: 4, drift: 0, noise: 0.008, pull: 0.02},
  untraded: {seed: 8, start: 3, decimals: 4, drift: 0.0003, noise: 0.006, pull: 0, quiet: [330, 380]},
  stops: {seed: 9, start: 16, decimals: 3, drift: 0, noise: 0.004, pull: 0.02, flat: [340, 400]},
  still: {seed: 10, start: 0.25, decimals: 4, drift: 0, noise: 0, pull: 0, flat: [0, 400]},
};

function series(options) {
  const {uniform, normal} = generator(options.seed);
  const within = (range, i) => range !== undefined && i >= range[0] && i < range[1];
  const price = (value) => value.toFixed(options.decimals);
  const lines = ['time_ms,open,high,low,close,volume'];
  let close = options.start;
  for (let i = 0; i < ROWS; ++i) {
    const open = close;
    let high = open;
    let low = open;
    let volume = 0;
    if (!within(options.flat, i)) {
      const back = options.pull * (options.start / open - 1);
      close = open * (1 + options.drift + back + options.noise * normal());
      high = Math.max(open, close) * (1 + options.noise * uniform());
      low = Math.min(open, close) * (1 - options.noise * uniform());
      volume = 1000 * (0.2 + uniform()) * (1 + 40 * Math.abs(close / open - 1));
    }
    if (within(options.quiet, i)) volume = 0;
    // It stops at a price with few binary digits: the sums of squares in TA-Lib's Bollinger bands
    // lose the others, and see a movement where there is none.
    if (!within(options.flat, i) && within(options.flat, i + 1)) {
      close = Math.round(close * 8) / 8;
      high = Math.max(high, close);
      low = Math.min(low, close);
    }
    lines.push([FIRST_MS + i * HOUR_MS, price(open), price(high), price(low), price(close),
                volume.toFixed(3)].join(','));
    close = Number(price(close));
  }
  return lines.join('\n') + '\n';
}

const directory = process.argv[2];
if (directory === undefined) {
  console.error('usage: node synthetic.js DIRECTORY');
  process.exit(64);
}
for (const [name, options] of Object.entries(SERIES))
  fs.writeFileSync(path.join(directory, name + '.csv'), series(options));
