#!/usr/bin/env node
// lint_openapi.mjs OPENAPI: Redocly's strictest rules; prints each problem with its place and exits 1 when there is one.
import { createConfig, formatProblems, getTotals, lint } from "@redocly/openapi-core";

const [file] = process.argv.slice(2);
const config = await createConfig({ extends: ["recommended-strict"] });
const problems = await lint({ ref: file, config });
formatProblems(problems, { format: "codeframe", totals: getTotals(problems), version: "1" });
process.exitCode = problems.length === 0 ? 0 : 1;
