#!/usr/bin/env node
// jws.mjs CERTIFICATE.pem < JWS: verifies a compact JWS with jose and prints its payload; exits 1 when it does not hold.
import { readFileSync } from "node:fs";
import { compactVerify, importX509 } from "jose";

try {
  const key = await importX509(readFileSync(process.argv[2], "utf8"), "ES256");
  const { payload } = await compactVerify(readFileSync(0, "utf8"), key, { algorithms: ["ES256"] });
  process.stdout.write(payload);
} catch (error) {
  console.error(`not a valid JWS: ${error.message}`);
  process.exitCode = 1;
}
