'use strict';
// The reference indicators of one window: TA-Lib's own where it has one, else written out as
// plainly as possible. null: cannot be computed.

const talib = require('talib');
const {scaleFor, scaled} = require('./candles.js');

const sum = (values) => values.reduce((a, b) => a + b, 0);
const mean = (values) => sum(values) / values.length;
const last = (values, back = 0) => values[values.length - 1 - back];

function ta(name, window, options) {
  const inputs = {high: window.high, low: window.low, close: window.close, volume: window.volume,
                  inReal: window.close};
  const {result} = talib.execute(
      {name, startIdx: 0, endIdx: window.close.length - 1, ...inputs, ...options});
  return result;
}

// The last value of each output, by the output's name.
function lastOf(name, window, options) {
  const result = ta(name, window, options);
  return Object.fromEntries(
      Object.entries(result).map(([key, values]) => [key, values.length ? last(values) : null]));
}

const average = (name, window, period) =>
    window.close.length < period
        ? null
        : lastOf(name, window, {optInTimePeriod: period}).outReal;

const isFlat = (values) => values.every((value) => value === values[0]);

// True when one of the five ranges of 14 candles that %D is made of has no width.
function hasEmptyRange(window) {
  const rows = window.close.length;
  for (let end = rows - 4; end <= rows; ++end)
    if (Math.max(...window.high.slice(end - 14, end)) ===
        Math.min(...window.low.slice(end - 14, end)))
      return true;
  return false;
}

function fromTaLib(original) {
  const scale = scaleFor(original);
  const window = scaled(original, scale);
  const back = (value) => (value === null ? null : value / scale);
  const period = (n) => ({optInTimePeriod: n});
  const macd = lastOf('MACD', window,
                      {optInFastPeriod: 12, optInSlowPeriod: 26, optInSignalPeriod: 9});
  // Asked for the last value alone, it begins its running sum of squares there: the rounding of
  // prices long gone would stay in it.
  const bands = lastOf('BBANDS', window,
                       {startIdx: window.close.length - 1, optInTimePeriod: 20, optInNbDevUp: 2, optInNbDevDn: 2, optInMAType: 0});
  const stochastic = hasEmptyRange(window) ? {outSlowK: null, outSlowD: null}
                                           : lastOf('STOCH', window, {
                                               optInFastK_Period: 14,
                                               optInSlowK_Period: 3,
                                               optInSlowK_MAType: 0,
                                               optInSlowD_Period: 3,
                                               optInSlowD_MAType: 0
                                             });
  const values = {
    rsi: isFlat(window.close) ? null : lastOf('RSI', window, period(14)).outReal,
    macd_line: back(macd.outMACD),
    macd_signal: back(macd.outMACDSignal),
    macd_histogram: back(macd.outMACDHist),
    bb_upper: back(bands.outRealUpperBand),
    bb_middle: back(bands.outRealMiddleBand),
    bb_lower: back(bands.outRealLowerBand),
    stoch_k: stochastic.outSlowK,
    stoch_d: stochastic.outSlowD,
    atr: back(lastOf('ATR', window, period(14)).outReal),
    adx: lastOf('ADX', window, period(14)).outReal,
    plus_di: lastOf('PLUS_DI', window, period(14)).outReal,
    minus_di: lastOf('MINUS_DI', window, period(14)).outReal,
    obv: lastOf('OBV', window).outReal,
  };
  for (const n of [5, 9, 13, 21, 50]) values[`ema_${n}`] = back(average('EMA', window, n));
  values.ema_200 = window.close.length < 210 ? null : back(average('EMA', window, 200));
  for (const n of [20, 50]) values[`sma_${n}`] = back(average('SMA', window, n));
  return {values, atrSeries: ta('ATR', window, period(14)).outReal.map((v) => v / scale)};
}

function vwap(window) {
  const traded = sum(window.volume);
  if (traded === 0) return {price: null, sigma: null};
  const typical = window.close.map((c, i) => (window.high[i] + window.low[i] + c) / 3);
  const price = sum(typical.map((p, i) => p * window.volume[i])) / traded;
  const variance = sum(typical.map((p, i) => (p - price) ** 2 * window.volume[i])) / traded;
  return {price, sigma: Math.sqrt(variance)};
}

// Middle of the range of the `count` rows that end `back` rows before the last.
function middle(window, count, back) {
  const end = window.close.length - back;
  if (end < count) return null;
  return (Math.max(...window.high.slice(end - count, end)) +
          Math.min(...window.low.slice(end - count, end))) / 2;
}

function volumeProfile(window) {
  if (sum(window.volume) === 0) return {poc: null, atClose: null};
  const low = Math.min(...window.low);
  const high = Math.max(...window.high);
  if (high === low) return {poc: low, atClose: sum(window.volume)};
  const binOf = (price) => Math.min(49, Math.floor((price - low) * (50 / (high - low))));
  const bins = new Array(50).fill(0);
  window.close.forEach((price, i) => (bins[binOf(price)] += window.volume[i]));
  const largest = bins.indexOf(Math.max(...bins));
  return {poc: low + (largest + 0.5) * (high - low) / 50, atClose: bins[binOf(last(window.close))]};
}

function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}

function indicators(window, periods) {
  const {values, atrSeries} = fromTaLib(window);
  const close = window.close;
  const rows = close.length;
  const average = vwap(window);
  const profile = volumeProfile(window);
  const before = mean(window.volume.slice(-21, -1));
  const cloud = rows >= 78;
  Object.assign(values, {
    vwap: average.price,
    tenkan: middle(window, 9, 0),
    kijun: middle(window, 26, 0),
    span_a: cloud ? (middle(window, 9, 26) + middle(window, 26, 26)) / 2 : null,
    span_b: cloud ? middle(window, 52, 26) : null,
    volume_ratio: before === 0 ? null : last(window.volume) / before,
    poc: profile.poc,
    momentum_short: last(close) / last(close, periods.short) - 1,
    momentum_long: last(close) / last(close, periods.long) - 1,
  });
  const steps = close.slice(1).map((price, i) => Math.log(price / close[i]));
  const shares = atrSeries.map((value, i) => value / close[rows - atrSeries.length + i]);
  return {
    values,
    close: last(close),
    stepRms: Math.sqrt(mean(steps.map((step) => step * step))),
    logMomentumShort: Math.log(last(close) / last(close, periods.short)),
    logMomentumLong: Math.log(last(close) / last(close, periods.long)),
    vwapSigma: average.sigma,
    volumeAtClose: profile.atClose,
    atrShare: last(shares),
    atrPercentiles: [1 / 3, 2 / 3, 0.9].map((p) => percentile(shares, p)),
    support: Math.min(...window.low.slice(-20)),
    resistance: Math.max(...window.high.slice(-20)),
  };
}

module.exports = {indicators};
