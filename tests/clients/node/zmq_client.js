// A client of scand over ZeroMQ in Node.js: submits a scan and waits for its result.
//   node zmq_client.js FRONTEND EXCHANGE[,EXCHANGE...]
const { Dealer } = require("zeromq");
const { encode, decode } = require("@msgpack/msgpack");

async function call(socket, request) {
  await socket.send(encode({ v: 1, id: request.type, ...request }));
  const frames = await socket.receive();
  const reply = decode(frames[frames.length - 1]);
  if (reply.type === "error") throw new Error(`${reply.code}: ${reply.message}`);
  return reply;
}

async function main(frontend, exchanges) {
  const socket = new Dealer({ linger: 0, receiveTimeout: 60_000 });
  socket.connect(frontend);
  const { job_id } = await call(socket, {
    type: "scan.submit", exchange: exchanges.split(","), timeframe: "medium", minStrength: 0,
  });
  let reply;
  do {
    reply = await call(socket, { type: "scan.wait", job_id, timeout_ms: 5_000 });
  } while (reply.type !== "scan.result");
  const { metadata, signals } = reply.result;
  console.log(JSON.stringify({ status: metadata.status, signals: signals.length,
    speedup: metadata.performance.speedup }));
  socket.close();
}

main(...process.argv.slice(2));
