'use strict';
// The score as docs/signals.md defines it, written out a second time and from the reference
// indicators, so that a slip in the real one shows.

const WEIGHTS = {
  full: {momentum_short: 0.22, momentum_long: 0.12, rsi: 0.14, macd: 0.14, trend: 0.2,
         ichimoku: 0.08, volume: 0.06, vwap: 0.04},
  quick: {momentum_short: 0.3, momentum_long: 0.15, rsi: 0.2, macd: 0.2, volume: 0.15},
};

const clip = (value, low = -1, high = 1) => Math.min(high, Math.max(low, value));

function rsiScore(rsi) {
  if (rsi === null || rsi <= 10 || rsi >= 90) return 0;
  if (rsi > 70) return (90 - rsi) / 20;
  if (rsi < 30) return -(rsi - 10) / 20;
  return (rsi - 50) / 20;
}

function components(set, depth, periods) {
  const v = set.values;
  const none = 1e-12 * set.close;
  const sign = (value) => (Math.abs(value) <= none ? 0 : Math.sign(value));
  const momentum = (change, n) =>
      set.stepRms <= 1e-12 ? 0 : clip(change / (1.5 * set.stepRms * Math.sqrt(n)));
  const direction = Math.abs(set.logMomentumShort) <= 1e-12 ? 0 : Math.sign(set.logMomentumShort);
  const result = {
    momentum_short: momentum(set.logMomentumShort, periods.short),
    momentum_long: momentum(set.logMomentumLong, periods.long),
    rsi: rsiScore(v.rsi),
    macd: v.atr <= none ? 0 : clip(3 * v.macd_histogram / v.atr),
    volume: v.volume_ratio === null ? 0 : direction * clip(v.volume_ratio - 1, -0.5, 1),
  };
  if (depth === 'quick') return result;
  const order = [v.ema_9 - v.ema_21, v.ema_21 - v.ema_50];
  if (v.ema_200 !== null) order.push(v.ema_50 - v.ema_200);
  result.trend =
      order.map(sign).reduce((a, b) => a + b) / order.length * Math.min(1, v.adx / 25);
  if (v.span_b !== null) {
    const top = Math.max(v.span_a, v.span_b);
    const bottom = Math.min(v.span_a, v.span_b);
    const place = sign(set.close - top) > 0 ? 1 : sign(set.close - bottom) < 0 ? -1 : 0;
    result.ichimoku = (place + sign(v.tenkan - v.kijun) + sign(v.span_a - v.span_b)) / 3;
  }
  result.vwap = v.vwap === null || set.vwapSigma <= none
      ? 0 : clip((set.close - v.vwap) / (2 * set.vwapSigma));
  return result;
}

function score(set, depth, periods) {
  const scores = components(set, depth, periods);
  const weights = WEIGHTS[depth];
  const total = Object.keys(scores).reduce((sum, name) => sum + weights[name], 0);
  const contributions = Object.fromEntries(
      Object.entries(scores).map(([name, c]) => [name, 100 * weights[name] * c / total]));
  const s = Object.values(contributions).reduce((a, b) => a + b, 0);
  const size = Math.abs(s);
  const word = size < 20 ? 'Neutral' : size < 40 ? 'Weak' : size < 65 ? '' : 'Strong';
  const label = size < 20 ? word : `${word} ${s > 0 ? 'Buy' : 'Sell'}`.trim();
  return {s, label, contributions};
}

function regime(set) {
  const v = set.values;
  const [low, high, extreme] = set.atrPercentiles;
  const volatility = set.atrShare > high ? 'high' : set.atrShare > low ? 'medium' : 'low';
  if (v.adx >= 25)
    return {regime: v.plus_di >= v.minus_di ? 'trending_up' : 'trending_down', volatility};
  return {regime: set.atrShare > extreme ? 'volatile' : 'ranging', volatility};
}

module.exports = {score, regime};
