#!/usr/bin/env node
// escpos.mjs receiptline|point-of-sale
// The bytes of one ticket as an encoder of others writes them: words, a QR code, a cut.
import { createRequire } from "node:module";
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";

const { transform } = createRequire(import.meta.url)("receiptline");

const CODE = "https://example.cn/t/000123";

function receiptline() {
  const document = `"企业开办受理回执\n\n{w:12,20,10}\n事项|名称核准|1\n受理号|GZ20261121-000123|\n---\n{code:${CODE};option:qrcode,5,m}\n`;
  return Buffer.from(transform(document, { cpl: 42, encoding: "gb18030", command: "escpos", cutting: true }), "binary");
}

function pointOfSale() {
  return Buffer.from(
    new ReceiptPrinterEncoder({ language: "esc-pos", columns: 42 })
      .initialize()
      .align("center")
      .bold(true)
      .line("Receipt of an application")
      .bold(false)
      .rule()
      .qrcode(CODE, { model: 2, size: 6, errorlevel: "m" })
      .newline()
      .cut()
      .encode(),
  );
}

const encoders = { receiptline, "point-of-sale": pointOfSale };
const [name] = process.argv.slice(2);
if (!Object.hasOwn(encoders, name)) {
  console.error(`usage: escpos.mjs ${Object.keys(encoders).join("|")}`);
  process.exit(2);
}
process.stdout.write(encoders[name]());
