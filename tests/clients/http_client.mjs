// Scans over HTTP with fetch and prints the speed-up.   node http_client.mjs [URL]
const url = process.argv[2] ?? "http://127.0.0.1:5001";

const answer = await fetch(`${url}/api/scanner/scan`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ exchange: ["binance", "okx", "bybit"], timeframe: "medium" }),
});
if (!answer.ok) throw new Error(await answer.text());
const result = await answer.json();
console.log(result.metadata.performance.speedup);
