#!/usr/bin/env node
// receipt.mjs ROOT.pem CREDENTIAL.pem < CODE
// Judges what a receipt's QR holds with jose and Node's own X.509, without a line of Jiujin's code: the credential
// certificate under the root, the terminal's credential under it, the receipt under the terminal's key.
// Prints the receipt's claims as JSON; exits 1 with the reason when anything does not hold.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { compactVerify, importSPKI, importX509 } from "jose";

const ALGORITHMS = { algorithms: ["ES256"] };

function require(holds, reason) {
  if (!holds) throw new Error(reason);
}

function checkIssuer(rootPem, credentialPem) {
  const root = new X509Certificate(rootPem);
  const credential = new X509Certificate(credentialPem);
  require(root.ca, "the root is no authority");
  require(credential.checkIssued(root) && credential.verify(root.publicKey), "the credential certificate is not under the root");
}

async function claimsOf(jws, key) {
  const { payload } = await compactVerify(jws, key, ALGORITHMS);
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
}

function spkiPem(base64url) {
  const base64 = Buffer.from(base64url, "base64url").toString("base64");
  return `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`;
}

async function judge(code, rootPem, credentialPem) {
  const parts = code.split(".");
  require(parts.length === 7 && parts[0] === "JJ1", "this is no receipt code");
  checkIssuer(rootPem, credentialPem);
  const credential = await claimsOf(parts.slice(4).join("."), await importX509(credentialPem, "ES256"));
  const receipt = await claimsOf(parts.slice(1, 4).join("."), await importSPKI(spkiPem(credential.k), "ES256"));
  require(receipt.t === credential.t, "the credential belongs to another terminal");
  require(receipt.g === "u" || (credential.f <= receipt.i && receipt.i <= credential.u), "taken outside the credential's validity");
  return receipt;
}

const [rootFile, credentialFile] = process.argv.slice(2);
try {
  require(credentialFile, "usage: receipt.mjs ROOT.pem CREDENTIAL.pem < CODE");
  const code = readFileSync(0, "utf8").trim();
  console.log(JSON.stringify(await judge(code, readFileSync(rootFile, "utf8"), readFileSync(credentialFile, "utf8"))));
} catch (error) {
  console.error(`not a valid receipt: ${error.message}`);
  process.exitCode = 1;
}
