#!/usr/bin/env node
// gateway.mjs OPENAPI PLATFORM-URL SERVER-FOLDER TERMINAL-FOLDER PLANT strict|lenient
// A terminal's way to its platform with Stoplight Prism in the middle, which holds every request (strict) and every answer
// (always) against the OpenAPI document and answers 422 or 500 itself when one does not fit. Prism speaks neither TLS nor
// bytes, so the gateway ends the terminal's TLS in front of it, begins the platform's behind it, and carries the body of a
// request past it, unless it is JSON. While the file PLANT exists, its JSON {"status","headers","body"} replaces what the platform answered.
// Prints its port when it is ready.
import { existsSync, readFileSync } from "node:fs";
import { createServer as createHttp, request as requestHttp } from "node:http";
import { createServer as createHttps, request as requestHttps } from "node:https";
import { join } from "node:path";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer as createPrism } from "@stoplight/prism-http-server";

const [document, platform, serverFolder, terminalFolder, plant, mode] = process.argv.slice(2);
const ticketHeader = "x-gateway-ticket";
const bodies = new Map();
let tickets = 0;

const read = (folder, name) => readFileSync(join(folder, name));
const root = read(terminalFolder, "root.pem");
const inFront = { ca: root, cert: read(serverFolder, "server.pem"), key: read(serverFolder, "server.key"), requestCert: true };
const behind = { ca: root, cert: read(terminalFolder, "device.pem"), key: read(terminalFolder, "device.key") };

async function bodyOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function exchange(send, url, options, body) {
  return new Promise((resolve, reject) => {
    const request = send(url, options, async (response) => resolve({ response, body: await bodyOf(response) }));
    request.on("error", reject);
    if (options.headers?.expect) request.on("continue", () => request.end(body)).flushHeaders();
    else request.end(body);
  });
}

// `length` as the sender gave it: the platform decides on it before there is a body.
async function toPlatform(request, body, length) {
  const headers = { ...request.headers };
  for (const name of [ticketHeader, "host", "connection", "transfer-encoding", "content-length"]) delete headers[name];
  if (length !== undefined) headers["content-length"] = length;
  // Refused bodies must not be under way when the refusal comes.
  if (length > 1024 * 1024) headers.expect = "100-continue";
  const answer = await exchange(requestHttps, new URL(request.url, platform), { ...behind, method: request.method, headers }, body);
  if (!existsSync(plant)) return { status: answer.response.statusCode, headers: answer.response.headers, body: answer.body };
  const planted = JSON.parse(readFileSync(plant, "utf8"));
  return { status: planted.status, headers: planted.headers, body: Buffer.from(planted.body) };
}

function reply(response, status, headers, body) {
  const kept = Object.entries(headers).filter(([name]) => !["connection", "transfer-encoding", "content-length"].includes(name));
  response.writeHead(status, { ...Object.fromEntries(kept), "content-length": body.length });
  response.end(body);
}

function server(create, options, handle) {
  return create(options, async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      const words = Buffer.from(`gateway: ${error.message}`);
      reply(response, 599, { "content-type": "text/plain" }, words);
    }
  });
}

const listening = (made) => new Promise((resolve) => made.listen(0, "127.0.0.1", () => resolve(made.address().port)));

const rear = server(createHttp, { maxHeaderSize: 65536 }, async (request, response) => {
  await bodyOf(request);
  const kept = bodies.get(request.headers[ticketHeader]) ?? { body: undefined, length: undefined };
  const answer = await toPlatform(request, kept.body, kept.length);
  reply(response, answer.status, answer.headers, answer.body);
});
const rearPort = await listening(rear);

// What `prism proxy --errors` does, on any free port; mutual TLS it does not know, the two ends of the gateway do that.
const prism = createPrism(await getHttpOperationsFromSpec(document), {
  cors: false,
  config: { isProxy: true, upstream: new URL(`http://127.0.0.1:${rearPort}`), upstreamProxy: undefined, errors: true, mock: { dynamic: false },
            checkSecurity: false, validateRequest: mode === "strict", validateResponse: true },
  components: { logger: createLogger("prism", { level: "silent" }) },
});
const prismUrl = await prism.listen(0, "127.0.0.1");

const front = server(createHttps, { ...inFront, maxHeaderSize: 65536 }, async (request, response) => {
  const body = await bodyOf(request);
  const ticket = String(++tickets);
  const headers = { ...request.headers, [ticketHeader]: ticket };
  const sent = body.length > 0;
  delete headers["content-length"];
  delete headers["transfer-encoding"];
  delete headers.expect;
  if (sent) bodies.set(ticket, { body, length: body.length });
  const shown = headers["content-type"] === "application/json" ? body : `body ${ticket}`;
  const answer = await exchange(requestHttp, new URL(request.url, prismUrl), { method: request.method, headers }, sent ? shown : undefined);
  bodies.delete(ticket);
  // A status that is not in the document is no more than a warning to Prism.
  const violations = JSON.parse(answer.response.headers["sl-violations"] ?? "[]").filter(({ location }) => location[0] === "response");
  const words = `#VIOLATIONS ${request.method} ${request.url}: ${JSON.stringify(violations)}`;
  if (violations.length > 0) reply(response, 500, { "content-type": "text/plain" }, Buffer.from(words));
  else reply(response, answer.response.statusCode, answer.response.headers, answer.body);
});
console.log(String(await listening(front)));
